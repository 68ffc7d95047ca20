package import Feeds
package import Foundation
package import Timeline

/// What a feed would come to under given rules. Stores nothing.
package struct Preview: Sendable {
    /// One item, in the document's order.
    package struct Line: Sendable, Equatable {
        package var title: String?
        package var link: String?
        /// As on the first sight of the feed.
        package var decision: Decision
        package var reason: String
        /// What it would say, now or when it was news; nil if it is filtered or refused.
        package var text: String?
        /// What `text` holds in the place of the article's own address.
        package var shortLink: ShortLink?
        /// Whom it would be for; nil where there is no `text`.
        package var addressing: Addressing?
        package var length: Int { text.map { PostText.length($0) } ?? 0 }
    }

    package let lines: [Line]

    package init(of document: ParsedFeed, by rules: FeedConfiguration, now: Date) throws {
        let outcome = try Selection(rules: rules, now: now, lastReadAt: nil).judge(
            document,
            identities: ItemIdentity.identities(of: document),
            known: [:],
            waiting: []
        )
        let composer = rules.composer
        var verdicts: [String: Verdict] = [:]
        for item in outcome.newItems { verdicts[item.guid ?? "", default: item.verdict] = item.verdict }
        lines = document.items.map { item in
            let verdict = verdicts[item.id ?? ""] ?? Verdict(.duplicate, reason: "the document holds it twice")
            var line = Line(
                title: item.title,
                link: item.url ?? item.externalURL,
                decision: verdict.decision,
                reason: verdict.reason
            )
            let isMute = verdict.decision == .filtered || verdict.decision == .refused || verdict.decision == .duplicate
            let source = PostSource(item, of: document, rules: rules)
            if !isMute, case .post(let composed) = composer.compose(source) {
                line.text = composed.text
                line.shortLink = composed.shortLink
                line.addressing = rules.addressing(of: source)
            }
            return line
        }
    }
}
