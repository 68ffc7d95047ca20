import Foundation
import Testing

@testable import Timeline

/// Every way to read posts, compared for every viewer with one function that says who sees what.
@Suite struct VisibilityTests {
    private func read(_ source: TimelineSource, _ viewer: Viewer, in society: Society) async throws -> [Int64] {
        try await society.workshop.reader.timeline(source, for: viewer, PageQuery(limit: 1_000), at: society.now)
            .map(\.id)
    }

    @Test(arguments: 1...2)
    func everyReadPathShowsWhatTheAudienceSaysAndNothingElse(seed: UInt64) async throws {
        let society = try await Society(seed: seed)
        let reader = society.workshop.reader
        try await society.live(150)
        for profile in [nil] + society.people.map(Optional.some) {
            let viewer = Viewer(profileID: profile)
            for said in society.posts {
                let sees = society.sees(profile, said)
                #expect(try await (reader.entry(said.id, for: viewer, at: society.now) != nil) == sees)
                guard said.boostOf == nil else { continue }
                #expect(try await (reader.seen(said.id, by: viewer, at: society.now) != nil) == sees)
                #expect(try await (reader.history(ofPost: said.id, for: viewer, at: society.now) != nil) == sees)
                let context = try await reader.context(of: said.id, for: viewer, at: society.now)
                #expect((context != nil) == sees)
                let around = (context?.ancestors ?? []) + (context?.descendants ?? [])
                #expect(
                    Set(around.map(\.post.id))
                        == (sees
                            ? Set(
                                society.expected(profile) { other in
                                    other.id != said.id && other.thread == said.thread && other.boostOf == nil
                                        && !society.isMuted(profile, other)
                                        && (society.isAncestor(other, of: said) || society.isAncestor(said, of: other))
                                }
                            ) : [])
                )
                for picture in society.media where picture.postID == said.id && !said.isDeleted {
                    #expect(try await (reader.mediaType(ofFile: picture.name, for: viewer) != nil) == sees)
                }
            }
            #expect(
                try await read(.everybody, viewer, in: society)
                    == society.expected(profile) {
                        $0.audience == .public && $0.boostOf == nil && $0.replyTo == nil
                            && !society.isMuted(profile, $0)
                    }
            )
            for tag in Society.tags {
                #expect(
                    try await read(.tag(tag.uppercased()), viewer, in: society)
                        == society.expected(profile) {
                            $0.audience == .public && $0.tag == tag && !society.isMuted(profile, $0)
                        }
                )
            }
            for author in society.people {
                #expect(
                    try await read(.profile(author), viewer, in: society)
                        == society.expected(profile) { $0.author == author }
                )
            }
            let found = try await reader.search(
                posts: "word",
                for: viewer,
                PageQuery(limit: 1_000),
                at: society.now
            )
            #expect(
                found.map(\.post.id)
                    == society.expected(profile) {
                        $0.boostOf == nil && ($0.audience != .unlisted || $0.author == profile)
                            && !society.isMuted(profile, $0)
                    }
            )
        }
    }

    @Test(arguments: 21...22)
    func whatIsBroughtToAProfileIsForIt(seed: UInt64) async throws {
        let society = try await Society(seed: seed)
        let reader = society.workshop.reader
        try await society.live(150)
        for profile in society.people {
            let viewer = Viewer(profileID: profile)
            let home = society.expected(profile) { said in
                let follows = said.author == profile || society.isFollowing(profile, said.author)
                let answersOthers =
                    said.replyToAuthor.map {
                        $0 != profile && $0 != said.author && said.author != profile
                            && !society.isFollowing(profile, $0)
                    } ?? false
                return follows && !answersOthers && said.audience != .direct && !society.isMuted(profile, said)
            }
            #expect(try await read(.home, viewer, in: society) == home)
            for list in society.lists where list.owner == profile {
                let shown = try await read(.list(list.id), viewer, in: society)
                let allowed = society.expected(profile) {
                    list.members.contains($0.author) && !society.isMuted(profile, $0)
                }
                #expect(Set(shown).isSubset(of: Set(allowed)))
                let plain = allowed.filter { id in society.posts.contains { $0.id == id && $0.replyTo == nil } }
                #expect(Set(plain).isSubset(of: Set(shown)))
            }
            let notifications = try await reader.notifications(of: profile, PageQuery(limit: 1_000), at: society.now)
            for notification in notifications {
                #expect(!society.isBlocked(profile, notification.actor.id))
                guard let id = notification.notification.postID else { continue }
                let said = try #require(society.posts.first { $0.id == id })
                #expect(society.sees(profile, said))
                #expect(notification.post != nil)
            }
            for conversation in try await reader.conversations(of: profile, PageQuery(limit: 100), at: society.now) {
                let last = try #require(society.posts.first { $0.id == conversation.lastPost.post.id })
                #expect(society.sees(profile, last) && last.audience == .direct)
            }
            let marks = try await reader.timeline(.favourites, for: viewer, PageQuery(limit: 1_000), at: society.now)
            #expect(
                Set(marks.map(\.post.post.id))
                    == Set(
                        society.expected(profile) { said in
                            society.favourites.contains(Society.Pair(one: profile, other: said.id))
                        }
                    )
            )
        }
    }

    @Test(arguments: 41...42)
    func countsAreOfWhatEverybodySees(seed: UInt64) async throws {
        let society = try await Society(seed: seed)
        try await society.live(150)
        for person in society.people {
            let profile = try #require(try await society.workshop.reader.profile(id: person, for: .anybody))
            let open = society.posts.filter { $0.author == person && $0.boostOf == nil && society.sees(nil, $0) }
            #expect(profile.postCount == open.count)
            #expect(profile.followerCount == society.follows.count { $0.key.other == person && $0.value })
            #expect(profile.followingCount == society.follows.count { $0.key.one == person && $0.value })
        }
        for said in society.posts where said.boostOf == nil && society.sees(nil, said) {
            let seen = try #require(
                try await society.workshop.reader.seen(said.id, by: .anybody, at: society.now)
            )
            #expect(
                seen.post.replyCount
                    == society.posts.count { $0.replyTo == said.id && society.sees(nil, $0) }
            )
            #expect(seen.post.favouriteCount == society.favourites.count { $0.other == said.id })
            #expect(seen.post.boostCount == society.posts.count { $0.boostOf == said.id })
        }
    }

    @Test(arguments: [61])
    func pagesLeadToTheEndInBothDirectionsAndMissNothing(seed: UInt64) async throws {
        let society = try await Society(seed: seed)
        let reader = society.workshop.reader
        try await society.live(150)
        let viewer = Viewer(profileID: society.people[0])
        let list = try #require(society.lists.first).id
        for source in [.home, .everybody, .tag("dons"), .list(list), .profile(society.people[1])] as [TimelineSource] {
            let all = try await read(source, viewer, in: society)
            var older: [Int64] = []
            while case let page = try await reader.timeline(
                source,
                for: viewer,
                PageQuery(olderThan: older.last, limit: 3),
                at: society.now
            ),
                !page.isEmpty
            {
                older += page.map(\.id)
            }
            #expect(older == all)
            var newer: [Int64] = []
            while case let page = try await reader.timeline(
                source,
                for: viewer,
                PageQuery(newerThan: newer.first ?? 0, isAdjacent: true, limit: 3),
                at: society.now
            ),
                !page.isEmpty
            {
                newer = page.map(\.id) + newer
            }
            #expect(newer == all)
        }
    }
}

extension Society {
    fileprivate func isAncestor(_ one: Said, of other: Said) -> Bool {
        var parent = other.replyTo
        while let id = parent {
            if id == one.id { return true }
            parent = posts.first { $0.id == id }?.replyTo
        }
        return false
    }
}
