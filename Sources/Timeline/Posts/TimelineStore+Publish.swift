package import Foundation
internal import GRDB

extension TimelineStore {
    /// Publishes what somebody wrote.
    ///
    /// - Parameters:
    ///   - site: what short links begin with, for links that do not fit; nil: they have to.
    ///   - key: 32 bytes that are the same when the same request is made again; within an hour it makes no second post.
    /// - Returns: the post's number.
    /// - Throws: `Refusal`.
    package func publish(
        _ draft: PostDraft,
        as author: Author,
        site: String? = nil,
        key: Data? = nil,
        at now: Date
    ) async throws -> Int64 {
        let (id, isNew) = try await attempt { db in
            if let key, case .post(let id) = try IdempotencyKey(key).made(db, at: now) { return (id, false) }
            let id = try Publication(draft, by: author, site: site, at: now, db).publish()
            if let key { try IdempotencyKey(key).remember(.post(id), db, at: now) }
            return (id, true)
        }
        if isNew { events.send(.posted(id)) }
        return id
    }

    /// Changes what a post says; what it said before stays readable as its history.
    ///
    /// - Parameter draft: its audience and the post that it answers are those of the post, whatever it says.
    /// - Throws: `Refusal`.
    package func edit(
        _ postID: Int64,
        to draft: PostDraft,
        as author: Author,
        site: String? = nil,
        at now: Date
    ) async throws {
        let isChanged = try await attempt { db in
            try Publication(draft, by: author, site: site, at: now, db).replace(postID)
        }
        if isChanged { events.send(.edited(postID)) }
    }

    /// Takes a post back. Its place stays, with nothing in it.
    ///
    /// - Throws: `Refusal` if it is not the profile's own.
    package func delete(_ postID: Int64, by profileID: Int64, at now: Date) async throws {
        let wasOpen = try await attempt { db in
            let post = try PostSight(db, Viewer(profileID: profileID), at: now).require(postID)
            guard post.profileID == profileID else { throw Refusal.noSuchPost }
            try Retraction(post, db).carryOut(at: now)
            return post.audience.isOpen
        }
        events.send(.deleted(postID, wasOpen: wasOpen))
    }

    /// Takes a post back, whoever said it; what the operator does.
    ///
    /// - Returns: whether there is such a post.
    package func retract(_ postID: Int64, at now: Date) async throws -> Bool {
        let audience = try await write { db -> Audience? in
            guard let post = try PostRecord.find(postID, db), post.deletedAt == nil else { return nil }
            try Retraction(post, db).carryOut(at: now)
            return post.audience
        }
        guard let audience else { return false }
        events.send(.deleted(postID, wasOpen: audience.isOpen))
        return true
    }
}
