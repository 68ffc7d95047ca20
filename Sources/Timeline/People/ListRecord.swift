internal import GRDB

/// Profiles that somebody reads together, and may speak to alone.
package struct ListRecord: Sendable, Equatable {
    package var id: Int64
    package var profileID: Int64
    /// Unique among the profile's, without regard to case.
    package var title: String
    package var repliesPolicy: RepliesPolicy
    /// What its members say is left out of the home timeline.
    package var isExclusive: Bool

    /// Which answers of its members a list shows.
    package enum RepliesPolicy: String, Sendable, CaseIterable {
        /// Those to whom its owner follows.
        case followed
        /// Those to other members.
        case list
        case none
    }

    package init(
        id: Int64,
        profileID: Int64,
        title: String,
        repliesPolicy: RepliesPolicy = .list,
        isExclusive: Bool = false
    ) {
        self.id = id
        self.profileID = profileID
        self.title = title
        self.repliesPolicy = repliesPolicy
        self.isExclusive = isExclusive
    }
}

extension ListRecord {
    static let columns = "list.id, list.profile_id, list.title, list.replies_policy, list.is_exclusive"

    init(_ columns: inout Columns) throws {
        id = columns.next()
        profileID = columns.next()
        title = columns.next()
        repliesPolicy = try columns.nextWord()
        isExclusive = columns.next()
    }
}
