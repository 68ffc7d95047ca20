package import Foundation

/// Something that concerns a profile.
package struct NotificationRecord: Sendable, Equatable {
    /// As Mastodon calls them.
    package enum Kind: String, Sendable, CaseIterable {
        case mention
        /// Somebody whom the profile wants to hear all of has said something.
        case status
        case reblog
        case follow
        case followRequest = "follow_request"
        case favourite
        /// A post that the profile has boosted was edited.
        case update
    }

    /// Time-ordered.
    package var id: Int64
    package var kind: Kind
    /// Whose doing it is.
    package var actorID: Int64
    package var postID: Int64?
    package var createdAt: Date
}

extension NotificationRecord {
    static let columns =
        "notification.id, notification.kind, notification.actor_id, notification.post_id, notification.created_at"

    init(_ columns: inout Columns) throws {
        id = columns.next()
        kind = try columns.nextWord()
        actorID = columns.next()
        postID = columns.next()
        createdAt = columns.nextDate()
    }
}
