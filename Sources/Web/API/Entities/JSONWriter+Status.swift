internal import Foundation
internal import Timeline

extension JSONWriter {
    /// A line of a timeline: a status, or a status that holds another one, which is how Mastodon writes a boost.
    ///
    /// - Parameter isSignedIn: whether to tell what the viewer has done with it.
    mutating func status(_ entry: TimelineEntry, _ site: Site, isSignedIn: Bool) {
        guard let boost = entry.boost else { return status(entry.post, site, isSignedIn: isSignedIn) }
        let address = site.absolute(site.post(boost.id, of: boost.booster.name))
        object {
            $0.field("id", id: boost.id)
            $0.field("uri", address)
            $0.field("url", site.absolute(site.post(entry.post.post.id, of: entry.post.author.name)))
            $0.field("created_at", boost.at)
            $0.field("content", "")
            $0.field("visibility", "public")
            $0.name("account")
            $0.account(boost.booster, site)
            $0.name("reblog")
            $0.status(entry.post, site, isSignedIn: isSignedIn)
            $0.withoutWords(entry.post, isSignedIn: isSignedIn)
        }
    }

    /// What a status that only points to another has to say all the same.
    private mutating func withoutWords(_ seen: SeenPost, isSignedIn: Bool) {
        nullField("in_reply_to_id")
        nullField("in_reply_to_account_id")
        field("sensitive", seen.post.isSensitive)
        field("spoiler_text", "")
        nullField("language")
        nullField("edited_at")
        counts(of: seen)
        if isSignedIn { marks(seen.marks) }
        for name in ["media_attachments", "mentions", "tags", "emojis", "tagged_collections"] as [StaticString] {
            emptyList(name)
        }
        nullField("card")
        nullField("poll")
    }

    /// - Parameter source: the text as it was written, for a client that lets it be written anew.
    mutating func status(_ seen: SeenPost, _ site: Site, isSignedIn: Bool, source: String? = nil) {
        object {
            $0.statusFields(seen, site)
            if isSignedIn { $0.marks(seen.marks) }
            if let source { $0.field("text", source) }
        }
    }

    /// What a status says to everybody alike.
    mutating func statusFields(_ seen: SeenPost, _ site: Site) {
        let post = seen.post
        let address = site.absolute(site.post(post.id, of: post.profileName))
        field("id", id: post.id)
        field("uri", address)
        field("url", address)
        field("created_at", post.createdAt)
        field("edited_at", post.editedAt)
        field("in_reply_to_id", id: post.replyToID)
        field("in_reply_to_account_id", id: post.replyToProfileID)
        field("content", ContentHTML(seen, site).text)
        field("visibility", post.audience.visibility)
        field("sensitive", post.isSensitive)
        field("spoiler_text", post.warning)
        field("language", post.language ?? seen.author.language)
        counts(of: seen)
        name("account")
        account(seen.author, site)
        nullField("reblog")
        if let application = seen.applicationName {
            field("application") {
                $0.field("name", application)
                $0.nullField("website")
            }
        }
        field("media_attachments", seen.media) { $0.attachment($1, site) }
        field("mentions", seen.mentions) { json, mention in
            json.object {
                $0.field("id", id: mention.profileID)
                $0.field("username", mention.name)
                $0.field("acct", mention.name)
                $0.field("url", site.absolute(site.profile(mention.name)))
            }
        }
        tags(of: post.text, site)
        emptyList("emojis")
        emptyList("tagged_collections")
        name("card")
        card(of: seen)
        nullField("poll")
    }

    private mutating func counts(of seen: SeenPost) {
        field("replies_count", seen.post.replyCount)
        field("reblogs_count", seen.post.boostCount)
        field("favourites_count", seen.post.favouriteCount)
        field("quotes_count", 0)
    }

    mutating func marks(_ marks: PostMarks) {
        field("favourited", marks.isFavourite)
        field("reblogged", marks.isBoosted)
        field("bookmarked", marks.isBookmarked)
        field("muted", marks.isThreadMuted)
        field("pinned", marks.isPinned)
        emptyList("filtered")
    }

    private mutating func tags(of text: String, _ site: Site) {
        guard text.utf8.contains(0x23) || text.utf8.contains(0xEF) else { return emptyList("tags") }
        let names = PostEntities.scan(text).compactMap { entity -> String? in
            if case .hashtag(let name) = entity.kind { name.lowercased() } else { nil }
        }
        field("tags", names) { json, name in
            json.object {
                $0.field("name", name)
                $0.field("url", site.absolute(site.tag(name)))
            }
        }
    }

    mutating func attachment(_ media: MediaRecord, _ site: Site) {
        let address = site.absolute(site.media(media.name))
        func size(_ json: inout JSONWriter) {
            json.field("width", media.width)
            json.field("height", media.height)
            json.field("size", "\(media.width)x\(media.height)")
            json.field("aspect", decimal: Double(media.width) / Double(max(media.height, 1)))
        }
        object {
            $0.field("id", id: media.id)
            $0.field("type", "image")
            $0.field("url", address)
            $0.field("preview_url", address)
            $0.nullField("remote_url")
            $0.nullField("preview_remote_url")
            $0.nullField("text_url")
            $0.field("description", media.description.isEmpty ? nil : media.description)
            $0.field("blurhash", "L00000fQfQfQfQfQfQfQfQfQfQfQ")
            $0.field("meta") {
                $0.field("focus") {
                    $0.field("x", decimal: media.focus.x)
                    $0.field("y", decimal: media.focus.y)
                }
                $0.field("original") { size(&$0) }
                $0.field("small") { size(&$0) }
            }
        }
    }

    mutating func field(_ name: StaticString, decimal: Double) {
        self.name(name)
        raw(Array("\(decimal.isFinite ? decimal : 0)".utf8))
    }

    /// What the post announces. The picture of another site is not shown: to load it would tell that site who reads.
    mutating func card(of seen: SeenPost) {
        guard let link = (seen.post.link ?? seen.card?.fileURL).flatMap(WebLink.init) else { return null() }
        object {
            $0.field("url", link.address)
            $0.field("title", seen.post.title ?? link.short)
            $0.field("description", seen.card?.description ?? "")
            $0.field("type", "link")
            $0.field("author_name", "")
            $0.field("author_url", "")
            $0.emptyList("authors")
            $0.field("provider_name", link.host)
            $0.field("provider_url", "")
            $0.field("html", "")
            $0.field("width", 0)
            $0.field("height", 0)
            $0.nullField("image")
            $0.field("image_description", "")
            $0.field("embed_url", "")
            $0.nullField("blurhash")
            $0.field("language", seen.post.language)
            $0.field("published_at", seen.post.publishedAt)
        }
    }
}
