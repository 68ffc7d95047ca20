import ArgumentParser
import Bridge
import Foundation
import Timeline

struct Why: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain why an item became a post, or did not.",
        discussion: """
            EXAMPLES
              feedline why https://blog.example.org/2026/an-article
              feedline why 117290188005376000
            """
    )

    @Argument(help: ArgumentHelp("An article's address, its guid, or a post's number.", valueName: "url or post"))
    var subject: String

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var files: Files

    func run() async throws {
        let reader = try TimelineReader(path: try files.databasePath())
        let histories = try await reader.history(of: ItemQuery(subject))
        guard !histories.isEmpty else {
            throw Failure(
                "no item is known by \(subject): its feed has not brought it yet, or brings it under another address; "
                    + "feedline status says when each feed was read"
            )
        }
        if json { return Terminal.output.line(try histories.map(Explanation.init).jsonText()) }
        for history in histories { show(Explanation(history)) }
    }

    private func show(_ explanation: Explanation) {
        let out = Terminal.output
        out.line(out.styled(explanation.title ?? explanation.url ?? explanation.guid ?? "(no title)", .bold))
        for step in explanation.steps { out.line("  \(step)") }
        out.line()
    }
}

/// The way of one item, step by step.
private struct Explanation: Encodable {
    let title: String?
    let url: String?
    let guid: String?
    let feed: String
    let decision: String
    let reason: String
    let post: String?
    let audience: String?
    /// How often the post has followed what its publisher changed; nil if it does not.
    let edits: Int?
    let editedAt: Date?
    let steps: [String]

    enum CodingKeys: String, CodingKey {
        case title, url, guid, feed, decision, reason, post, audience, edits, steps
        case editedAt = "edited_at"
    }

    init(_ history: ItemHistory) {
        let item = history.item
        title = item.title
        url = item.url
        guid = item.guid
        feed = history.feedURL
        decision = item.decision.rawValue
        reason = item.reason
        post = history.post.map { String($0.id) }
        audience = history.post?.audience.rawValue
        edits = history.edits?.count
        editedAt = history.post?.editedAt
        var steps = ["first seen \(item.firstSeenAt.formatted(.iso8601)) in \(history.feedURL)"]
        if let date = item.publishedAt { steps.append("dated \(date.formatted(.iso8601)) by its publisher") }
        let marks = history.aliasKinds.map(\.words).joined(separator: ", ")
        if !marks.isEmpty { steps.append("known by its \(marks)") }
        steps.append("\(item.decision.rawValue) \(item.decidedAt.formatted(.iso8601)): \(item.reason)")
        if let post = history.post {
            let source = post.feedURL.flatMap { $0 == history.feedURL ? nil : " from \($0)" } ?? ""
            let audience = post.audience == .public ? "" : " (\(post.audience.rawValue))"
            steps.append("post \(post.id) by @\(post.profileName)\(audience)\(source): \(post.text)")
        }
        self.steps = steps + history.editSteps
    }
}

extension ItemHistory {
    /// What became of the post after it was published.
    fileprivate var editSteps: [String] {
        var steps: [String] = []
        if let edits, edits.count > 0, let last = edits.lastAt {
            let times = edits.count == 1 ? "once" : "\(edits.count) times"
            steps.append("edited \(times) as its publisher changed it, last \(last.formatted(.iso8601))")
        }
        if let moment = post?.editedAt, item.postID == post?.id, moment != edits?.lastAt {
            let outcome = edits == nil ? "" : "; from then on it follows its publisher no more"
            steps.append("edited by hand \(moment.formatted(.iso8601))\(outcome)")
        } else if let refusal = edits?.refusal {
            steps.append("its publisher has changed it since, and the post stays as it is: \(refusal)")
        }
        return steps
    }
}

extension ItemAlias.Kind {
    fileprivate var words: String {
        switch self {
        case .guid: "guid"
        case .guidPath: "path"
        case .link: "link"
        case .titleAndDate: "title and date"
        case .content: "content"
        }
    }
}
