package import Foundation

/// A feed that died, and how far its owner knows.
package struct FeedAlert: Sendable, Equatable {
    /// What one way of telling has told.
    package enum Told: Int, Sendable {
        case nothing = 0
        case death = 1
        case recovery = 2
    }

    package var feedID: Int64
    package var feedURL: String
    package var title: String?
    package var profileName: String
    /// The feed's present failure, if it fails.
    package var failure: FeedFailure?
    package var failingSince: Date
    /// When it was found dead.
    package var raisedAt: Date
    /// When it was read again; nil: it is dead.
    package var endedAt: Date?
    package var command: Told
    package var webhook: Told
    /// How often the owner could not be told.
    package var attempts: Int
    /// nil: there is nothing to tell.
    package var nextAt: Date?
    /// Why the owner could not be told.
    package var problem: String?

    /// What its owner should know.
    package var news: Told { endedAt == nil ? .death : .recovery }

    /// Whether somebody who was told this does not know the news yet. Who has not heard of a death hears of no recovery.
    package func isNews(to told: Told) -> Bool { endedAt == nil ? told == .nothing : told == .death }
}

extension FeedAlert {
    static let columns = """
        feed_alert.feed_id, feed.url, feed.title, profile.name, \
        feed.failure_kind, feed.failure_detail, feed.failure_count, feed.failure_since, \
        feed_alert.failing_since, feed_alert.raised_at, feed_alert.ended_at, feed_alert.command_told, \
        feed_alert.webhook_told, feed_alert.attempts, feed_alert.next_at, feed_alert.problem
        """

    static let tables = """
        feed_alert JOIN feed ON feed.id = feed_alert.feed_id JOIN profile ON profile.id = feed.profile_id
        """

    init(_ columns: inout Columns) {
        feedID = columns.next()
        feedURL = columns.next()
        title = columns.next()
        profileName = columns.next()
        failure = FeedFailure(&columns)
        failingSince = columns.nextDate()
        raisedAt = columns.nextDate()
        endedAt = columns.nextDateIfAny()
        command = Told(rawValue: columns.next()) ?? .nothing
        webhook = Told(rawValue: columns.next()) ?? .nothing
        attempts = columns.next()
        nextAt = columns.nextDateIfAny()
        problem = columns.next()
    }
}
