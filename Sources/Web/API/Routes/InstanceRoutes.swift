internal import Foundation
internal import Hummingbird
internal import Timeline

/// What the server says of itself, and the empty lists that clients ask for in passing.
struct InstanceRoutes {
    let api: ClientAPI

    func add(to router: RouterGroup<VisitContext>) {
        router.get("/api/v1/instance", use: first)
        router.get("/api/v2/instance", use: second)
        router.get("/.well-known/nodeinfo", use: nodeInfoIndex)
        router.get("/nodeinfo/2.0", use: nodeInfo)
        router.get("/api/v1/preferences", use: preferences)
        router.get("/health") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/plain"],
                body: .init(byteBuffer: ByteBuffer(string: "OK"))
            )
        }
        for path in Self.emptyLists { router.get(RouterPath(path)) { _, _ in Response.json(.emptyList) } }
        router.get("/api/v1/instance/extended_description") { _, _ in
            var json = JSONWriter(capacity: 128)
            json.object {
                $0.field("updated_at", api.now())
                $0.field("content", "")
            }
            return Response.json(json)
        }
    }

    /// What there is none of here.
    private static let emptyLists = [
        "/api/v1/instance/peers", "/api/v1/instance/activity", "/api/v1/instance/rules",
        "/api/v1/instance/domain_blocks", "/api/v1/custom_emojis", "/api/v1/announcements", "/api/v1/filters",
        "/api/v2/filters", "/api/v1/trends", "/api/v1/trends/tags", "/api/v1/trends/statuses", "/api/v1/trends/links",
        "/api/v1/suggestions", "/api/v2/suggestions", "/api/v1/endorsements", "/api/v1/featured_tags",
        "/api/v1/featured_tags/suggestions", "/api/v1/domain_blocks", "/api/v1/directory", "/api/v1/reports",
        "/api/v1/notifications/requests", "/api/v1/annual_reports",
    ]

    /// Clients read the part in front as the version of Mastodon whose interface this is. Some take what follows a `+` for
    /// the version, so there is none.
    private var version: String { "4.3.0 (compatible; Feedline \(api.site.version))" }

    private var host: String { WebLink(api.site.origin)?.authority ?? api.site.origin }

    private var streamingAddress: String {
        api.site.origin.replacing("https://", with: "wss://").replacing("http://", with: "ws://")
    }

    // MARK: - Instance

    @Sendable func first(_ request: Request, _ context: VisitContext) async throws -> Response {
        let counts = try await api.reader.counts(at: api.now())
        let contact = try await contact()
        var json = JSONWriter()
        json.object {
            $0.field("uri", host)
            $0.field("title", api.site.name)
            $0.field("short_description", "")
            $0.field("description", "")
            $0.field("email", "")
            $0.field("version", version)
            $0.field("urls") { $0.field("streaming_api", streamingAddress) }
            $0.field("stats") {
                $0.field("user_count", counts.profiles)
                $0.field("status_count", counts.openPosts)
                $0.field("domain_count", 0)
            }
            $0.field("thumbnail", api.site.absolute(StaticFile.icon.address))
            $0.field("languages", ["en", "fr"])
            $0.field("registrations", false)
            $0.field("approval_required", false)
            $0.field("invites_enabled", false)
            $0.configuration(api.site, streaming: nil)
            if let contact {
                $0.name("contact_account")
                $0.account(contact, api.site)
            }
            $0.emptyList("rules")
        }
        return .json(json)
    }

    @Sendable func second(_ request: Request, _ context: VisitContext) async throws -> Response {
        let counts = try await api.reader.counts(at: api.now())
        let contact = try await contact()
        var json = JSONWriter()
        json.object {
            $0.field("domain", host)
            $0.field("title", api.site.name)
            $0.field("version", version)
            $0.field("source_url", "")
            $0.field("description", "")
            $0.field("usage") { $0.field("users") { $0.field("active_month", counts.profiles) } }
            $0.field("thumbnail") {
                $0.field("url", api.site.absolute(StaticFile.icon.address))
                $0.nullField("blurhash")
                $0.field("description", "")
                $0.field("versions") { _ in }
            }
            $0.field("icon", ["28x28"]) { json, size in
                json.object {
                    $0.field("src", api.site.absolute(StaticFile.icon.address))
                    $0.field("size", size)
                }
            }
            $0.field("languages", ["en", "fr"])
            $0.configuration(api.site, streaming: streamingAddress)
            $0.field("registrations") {
                $0.field("enabled", false)
                $0.field("approval_required", false)
                $0.field("reason_required", false)
                $0.nullField("message")
                $0.nullField("url")
                $0.nullField("sign_up_url")
                $0.field("min_age", 0)
            }
            $0.field("contact") {
                $0.field("email", "")
                $0.name("account")
                if let contact { $0.account(contact, api.site) } else { $0.null() }
            }
            $0.emptyList("rules")
            $0.field("api_versions") { $0.field("mastodon", 2) }
        }
        return .json(json)
    }

    /// Whom to write to: the first profile of the configuration.
    private func contact() async throws -> ProfileRecord? {
        try await api.reader.profiles().first { $0.profile.isDeclared }?.profile
    }

    // MARK: - NodeInfo (nodeinfo.diaspora.software)

    @Sendable func nodeInfoIndex(_ request: Request, _ context: VisitContext) -> Response {
        var json = JSONWriter(capacity: 256)
        json.object {
            $0.field("links", ["2.0"]) { json, version in
                json.object {
                    $0.field("rel", "http://nodeinfo.diaspora.software/ns/schema/\(version)")
                    $0.field("href", api.site.absolute("/nodeinfo/\(version)"))
                }
            }
        }
        return .json(json)
    }

    @Sendable func nodeInfo(_ request: Request, _ context: VisitContext) async throws -> Response {
        let counts = try await api.reader.counts(at: api.now())
        var json = JSONWriter(capacity: 512)
        json.object {
            $0.field("version", "2.0")
            $0.field("software") {
                $0.field("name", "feedline")
                $0.field("version", api.site.version)
            }
            $0.emptyList("protocols")
            $0.field("services") {
                $0.emptyList("inbound")
                $0.emptyList("outbound")
            }
            $0.field("openRegistrations", false)
            $0.field("usage") {
                $0.field("users") {
                    $0.field("total", counts.profiles)
                    $0.field("activeMonth", counts.profiles)
                    $0.field("activeHalfyear", counts.profiles)
                }
                $0.field("localPosts", counts.openPosts)
            }
            $0.field("metadata") { $0.field("nodeName", api.site.name) }
        }
        return .json(json)
    }

    @Sendable func preferences(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:accounts")
        guard let profile = try await api.reader.profile(id: author.profileID, for: context.viewer) else {
            throw APIError.notFound
        }
        var json = JSONWriter(capacity: 512)
        json.object {
            $0.field("posting:default:visibility", profile.defaultAudience.visibility)
            $0.field("posting:default:sensitive", profile.isSensitive)
            $0.field("posting:default:language", profile.language)
            $0.field("posting:default:quote_policy", "nobody")
            $0.field("reading:expand:media", "default")
            $0.field("reading:expand:spoilers", false)
            $0.field("reading:autoplay:gifs", false)
        }
        return .json(json)
    }
}

extension JSONWriter {
    /// - Parameter streaming: for the second version of the interface, which has it here.
    fileprivate mutating func configuration(_ site: Site, streaming: String?) {
        field("configuration") {
            if let streaming {
                $0.field("urls") {
                    $0.field("streaming", streaming)
                    $0.nullField("status")
                    $0.field("about", site.absolute(site.home))
                    $0.nullField("privacy_policy")
                    $0.nullField("terms_of_service")
                }
                $0.field("vapid") { $0.field("public_key", "") }
                $0.field("translation") { $0.field("enabled", false) }
                $0.field("limited_federation", true)
                $0.field("timelines_access") {
                    for name in ["live_feeds", "hashtag_feeds", "trending_link_feeds"] as [StaticString] {
                        $0.field(name) {
                            $0.field("local", "public")
                            $0.field("remote", "disabled")
                        }
                    }
                }
            }
            $0.field("accounts") {
                $0.field("max_featured_tags", 0)
                $0.field("max_pinned_statuses", 5)
                $0.field("max_display_name_length", 30)
                $0.field("max_note_length", 500)
                $0.field("max_avatar_description_length", 0)
                $0.field("max_header_description_length", 0)
                $0.field("max_profile_fields", 4)
                $0.field("profile_field_name_limit", 255)
                $0.field("profile_field_value_limit", 255)
            }
            $0.field("statuses") {
                $0.field("max_characters", PostText.maximumLength)
                $0.field("max_media_attachments", PostDraft.maximumMedia)
                $0.field("characters_reserved_per_url", site.shortLinkLength)
                $0.field("supported_mime_types", ["text/plain"])
            }
            $0.field("media_attachments") {
                $0.field("supported_mime_types", UploadLimits.types)
                $0.field("description_limit", MediaRecord.maximumDescription)
                $0.field("image_size_limit", UploadLimits.pictureBytes)
                $0.field("image_matrix_limit", UploadLimits.pixels)
                $0.field("video_size_limit", 0)
                $0.field("video_frame_rate_limit", 0)
                $0.field("video_matrix_limit", 0)
            }
            $0.field("polls") {
                $0.field("max_options", 0)
                $0.field("max_characters_per_option", 0)
                $0.field("min_expiration", 0)
                $0.field("max_expiration", 0)
            }
        }
    }
}

/// What may be uploaded.
enum UploadLimits {
    static let types = ImageFile.Format.allCases.map(\.rawValue)
    static let pictureBytes = ImageFile.maximumBytes
    static let pixels = PixelSize.maximumArea
    /// A picture, and the form around it.
    static let requestBytes = pictureBytes + (1 << 16)
}
