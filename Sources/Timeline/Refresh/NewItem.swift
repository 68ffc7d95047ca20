package import Foundation

/// An item that is seen for the first time.
package struct NewItem: Sendable {
    package var guid: String?
    package var url: String?
    package var title: String?
    package var publishedAt: Date?
    /// The first one is proof: an item whose first alias its feed knows already was recorded before, and is left out.
    package var aliases: [ItemAlias]
    package var verdict: Verdict

    package init(
        guid: String?,
        url: String?,
        title: String?,
        publishedAt: Date?,
        aliases: [ItemAlias],
        verdict: Verdict
    ) {
        self.guid = guid
        self.url = url
        self.title = title
        self.publishedAt = publishedAt
        self.aliases = aliases
        self.verdict = verdict
    }
}

/// An item that waited and is decided now. One that waits no longer is left as it is.
package struct SettledItem: Sendable {
    package var itemID: Int64
    package var verdict: Verdict

    package init(itemID: Int64, verdict: Verdict) {
        self.itemID = itemID
        self.verdict = verdict
    }
}
