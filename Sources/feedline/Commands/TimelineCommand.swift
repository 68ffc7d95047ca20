import ArgumentParser
import Bridge
import Foundation
import Timeline

struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "Read the newest posts, whomever they are for.",
        discussion: """
            EXAMPLES
              feedline timeline
              feedline timeline croixrouge --limit 50
              feedline timeline --json | jq -r '.[].text'
            """
    )

    @Argument(help: "Only this profile's posts.")
    var profile: String?

    @Flag(help: "Print a JSON array, newest first.")
    var json = false

    @Option(help: "How many posts.")
    var limit = 20

    @OptionGroup var files: Files

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit has to be at least 1") }
    }

    func run() async throws {
        let reader = try TimelineReader(path: try files.databasePath())
        var query = PostQuery(limit: limit, audience: nil)
        if let profile {
            let name = profile.hasPrefix("@") ? String(profile.dropFirst()) : profile
            guard let record = try await reader.profile(named: name) else {
                throw Failure("there is no profile \(name); feedline status lists the feeds and their profiles")
            }
            query.profileID = record.id
        }
        let posts = try await reader.posts(query)
        if json {
            let site = PageAddress(configuration: try? files.configuration())
            return Terminal.output.line(try posts.map { PostLine($0, url: site.page(of: $0)) }.jsonText())
        }
        for post in posts { show(post) }
        if posts.isEmpty { Terminal.complaints.line("no post yet; feedline status says what each feed is doing") }
    }

    private func show(_ post: PostRecord) {
        let out = Terminal.output
        let audience = post.audience == .public ? "" : "  \(post.audience.rawValue)"
        let facts = "  \(post.createdAt.formatted(.iso8601))  \(post.id)\(audience)"
        out.line(out.styled("@\(post.profileName)", .bold) + out.styled(facts, .dim))
        out.line(post.text)
        out.line()
    }
}

/// A post as `--json` prints it.
private struct PostLine: Encodable {
    let id: String
    let profile: String
    let text: String
    let url: String
    let link: String?
    let language: String?
    let audience: String
    let createdAt: Date
    let editedAt: Date?
    let feedURL: String?
    let itemID: String?

    enum CodingKeys: String, CodingKey {
        case id, profile, text, url, link, language, audience
        case createdAt = "created_at"
        case editedAt = "edited_at"
        case feedURL = "feed_url"
        case itemID = "item_id"
    }

    init(_ post: PostRecord, url: String) {
        // A string: JavaScript cannot hold the number.
        id = String(post.id)
        profile = post.profileName
        text = post.text
        self.url = url
        link = post.link
        language = post.language
        audience = post.audience.rawValue
        createdAt = post.createdAt
        editedAt = post.editedAt
        feedURL = post.feedURL
        itemID = post.itemGUID
    }
}

/// Where the pages are found.
struct PageAddress {
    private let base: String

    init(configuration: Configuration?) {
        let web = configuration?.web ?? WebConfiguration()
        // Behind a socket of its own only a proxy knows the address.
        let own = if case .unix = web.listen { "" } else { "http://\(web.listen)" }
        base = web.publicURL ?? own
    }

    func page(of post: PostRecord) -> String { "\(base)/@\(post.profileName)/\(post.id)" }
}
