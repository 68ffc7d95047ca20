import Foundation
import TestSupport

@testable import Timeline

/// A store full of people who do what people do, by the dice, and a plain account of what came of it.
///
/// `Judgement` says from that account alone who sees what, in a way of its own.
final class Society {
    let workshop: Workshop
    var dice: SeededRandom
    private(set) var now = Workshop.noon
    private(set) var people: [Int64] = []
    private(set) var posts: [Said] = []
    private(set) var follows: [Pair: Bool] = [:]
    private(set) var blocks: Set<Pair> = []
    private(set) var mutes: Set<Pair> = []
    private(set) var lists: [(id: Int64, owner: Int64, members: Set<Int64>)] = []
    private(set) var favourites: Set<Pair> = []
    private(set) var media: [(name: String, postID: Int64)] = []

    /// One and another: a follower and whom it follows, a profile and a post.
    struct Pair: Hashable {
        var one: Int64
        var other: Int64
    }

    struct Said {
        var id: Int64
        var author: Int64
        var audience = Audience.public
        var listID: Int64?
        var mentions: Set<Int64> = []
        var replyTo: Int64?
        var replyToAuthor: Int64?
        var thread: Int64
        var boostOf: Int64?
        var tag: String?
        var isDeleted = false
    }

    static let tags = ["crise", "dons", "vélo"]

    init(seed: UInt64) async throws {
        workshop = try Workshop()
        dice = SeededRandom(seed: seed)
        for name in ["ana", "ben", "cleo", "dora", "emil", "fay"] {
            try await workshop.store.addAccount(name, profiles: [], password: nil, at: now)
            guard let profile = try await workshop.reader.profile(named: name) else { continue }
            people.append(profile.id)
        }
        // The last one is careful.
        var change = ProfileChange()
        change.isLocked = true
        try await workshop.store.change(people[5], change, at: now)
        for owner in people.prefix(3) {
            lists.append((try await workshop.store.addList("friends", by: owner).id, owner, []))
        }
    }

    func live(_ steps: Int) async throws {
        for _ in 0..<steps {
            now += 1
            do { try await step() } catch is Refusal {}
        }
    }

    private func anyone() -> Int64 { people.randomElement(using: &dice) ?? 0 }

    private func step() async throws {
        let (one, other) = (anyone(), anyone())
        switch Int.random(in: 0..<100, using: &dice) {
        case 0..<45: try await say(one)
        case 45..<55:
            guard let said = posts.filter({ $0.boostOf == nil }).randomElement(using: &dice) else { return }
            let id = try await workshop.store.boost(said.id, as: Author(profileID: one), at: now)
            if !posts.contains(where: { $0.id == id }) {
                posts.append(Said(id: id, author: one, thread: id, boostOf: said.id))
            }
        case 55..<70:
            try await workshop.store.follow(other, by: one, at: now)
            let pair = Pair(one: one, other: other)
            if follows[pair] == nil { follows[pair] = other != people[5] }
        case 70..<73:
            try await workshop.store.acceptFollower(other, of: one, at: now)
            follows[Pair(one: other, other: one)] = true
        case 73..<76:
            try await workshop.store.unfollow(other, by: one)
            follows[Pair(one: one, other: other)] = nil
        case 76..<79:
            try await workshop.store.block(other, by: one, at: now)
            block(other, by: one)
        case 79..<82:
            try await workshop.store.unblock(other, by: one)
            blocks.remove(Pair(one: one, other: other))
        case 82..<85:
            try await workshop.store.mute(other, by: one, hidesNotifications: true, until: nil, at: now)
            mutes.insert(Pair(one: one, other: other))
        case 85..<91:
            guard let index = lists.indices.randomElement(using: &dice) else { return }
            let list = lists[index]
            try await workshop.store.setMembers([other], areIn: true, list: list.id, of: list.owner)
            lists[index].members.insert(other)
        case 91..<97:
            guard let said = posts.filter({ $0.boostOf == nil }).randomElement(using: &dice) else { return }
            try await workshop.store.favourite(said.id, by: one, at: now)
            favourites.insert(Pair(one: one, other: said.id))
        default:
            guard let said = posts.randomElement(using: &dice), said.boostOf == nil else { return }
            try await workshop.store.delete(said.id, by: said.author, at: now)
            for index in posts.indices where posts[index].id == said.id { posts[index].isDeleted = true }
            posts.removeAll { $0.boostOf == said.id }
            favourites = favourites.filter { $0.other != said.id }
        }
    }

    private func block(_ other: Int64, by one: Int64) {
        blocks.insert(Pair(one: one, other: other))
        follows[Pair(one: one, other: other)] = nil
        follows[Pair(one: other, other: one)] = nil
        for index in lists.indices {
            if lists[index].owner == one { lists[index].members.remove(other) }
            if lists[index].owner == other { lists[index].members.remove(one) }
        }
    }

    private func say(_ author: Int64) async throws {
        let tag = dice.chance(0.4) ? Self.tags.randomElement(using: &dice) : nil
        let called = dice.chance(0.3) ? anyone() : nil
        let parent = dice.chance(0.4) ? posts.filter { $0.boostOf == nil }.randomElement(using: &dice) : nil
        let name = called.flatMap { id in people.firstIndex(of: id) }.map {
            ["ana", "ben", "cleo", "dora", "emil", "fay"][$0]
        }
        var draft = PostDraft(
            text: "word \(posts.count)\(tag.map { " #\($0)" } ?? "")\(name.map { " @\($0)" } ?? "")",
            audience: Audience.allCases.randomElement(using: &dice) ?? .public,
            replyToID: parent?.id
        )
        if draft.audience == .list { draft.listID = lists.first { $0.owner == author }?.id }
        var picture: MediaRecord?
        if dice.chance(0.2) {
            let file = MediaRecord(
                id: 0,
                profileID: author,
                name: "\(now.timeIntervalSince1970).png",
                type: "image/png",
                width: 1,
                height: 1,
                bytes: 1
            )
            picture = try await workshop.store.addMedia(file, at: now)
            draft.mediaIDs = picture.map { [$0.id] } ?? []
        }
        let id = try await workshop.store.publish(draft, as: Author(profileID: author), at: now)
        if let picture { media.append((picture.name, id)) }
        var mentions = Set([called, parent?.author].compactMap { $0 })
        mentions.remove(author)
        posts.append(
            Said(
                id: id,
                author: author,
                audience: draft.audience,
                listID: draft.listID,
                mentions: mentions,
                replyTo: parent?.id,
                replyToAuthor: parent?.author,
                thread: parent?.thread ?? id,
                tag: tag
            )
        )
    }
}

extension Society {
    /// The one function that all read paths are compared with.
    func sees(_ viewer: Int64?, _ said: Said) -> Bool {
        guard !said.isDeleted else { return false }
        if let original = posts.first(where: { $0.id == said.boostOf }) {
            return sees(viewer, original) && !isBlocked(viewer, said.author)
        }
        if viewer == said.author { return true }
        if isBlocked(viewer, said.author) { return false }
        switch said.audience {
        case .public, .unlisted: return true
        case .followers where isFollowing(viewer, said.author): return true
        case .list where lists.contains { $0.id == said.listID && viewer.map($0.members.contains) == true }: return true
        default: return viewer.map(said.mentions.contains) ?? false
        }
    }

    func isBlocked(_ viewer: Int64?, _ other: Int64) -> Bool {
        guard let viewer else { return false }
        return blocks.contains(Pair(one: viewer, other: other)) || blocks.contains(Pair(one: other, other: viewer))
    }

    func isFollowing(_ viewer: Int64?, _ other: Int64) -> Bool {
        viewer.flatMap { follows[Pair(one: $0, other: other)] } == true
    }

    /// Whether a viewer has muted one of those who speak in a post or a boost.
    func isMuted(_ viewer: Int64?, _ said: Said) -> Bool {
        guard let viewer else { return false }
        let original = posts.first { $0.id == said.boostOf }?.author
        return [said.author, original].compactMap { $0 }.contains { mutes.contains(Pair(one: viewer, other: $0)) }
    }

    /// What a viewer would see of all that was said, the newest first.
    func expected(_ viewer: Int64?, _ belongs: (Said) -> Bool) -> [Int64] {
        posts.filter { sees(viewer, $0) && belongs($0) }.map(\.id).sorted(by: >)
    }
}
