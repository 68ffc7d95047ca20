package import Foundation

/// A run of polls that brought nothing.
package struct FeedFailure: Sendable, Equatable {
    /// A closed set of words, fit for a metric label.
    package var kind: String
    /// For the owner.
    package var detail: String
    package var count: Int
    package var since: Date

    package init(kind: String, detail: String, count: Int, since: Date) {
        self.kind = kind
        self.detail = detail
        self.count = count
        self.since = since
    }
}

/// A permanent redirect that has not been proven yet.
package struct FeedMove: Sendable, Equatable {
    package var target: String
    package var since: Date
    package var count: Int

    package init(target: String, since: Date, count: Int) {
        self.target = target
        self.since = since
        self.count = count
    }
}

extension FeedFailure {
    /// nil if the columns say that there is none.
    init?(_ columns: inout Columns) {
        let kind: String? = columns.next()
        let detail: String? = columns.next()
        let count: Int? = columns.next()
        let since = columns.nextDateIfAny()
        guard let kind, let detail, let count, let since else { return nil }
        self.init(kind: kind, detail: detail, count: count, since: since)
    }
}

extension FeedMove {
    /// nil if the columns say that there is none.
    init?(_ columns: inout Columns) {
        let target: String? = columns.next()
        let since = columns.nextDateIfAny()
        let count: Int? = columns.next()
        guard let target, let since, let count else { return nil }
        self.init(target: target, since: since, count: count)
    }
}
