import Foundation
import Testing

@testable import Timeline

@Suite struct DeclarationTests {
    private let workshop: Workshop
    private let noon = Workshop.noon

    init() throws { workshop = try Workshop() }

    @Test func newFeedIsDueAtOnce() async throws {
        try await workshop.declare("https://a.org/feed")
        let feed = try await workshop.feed("https://a.org/feed")
        #expect(feed.nextPollAt == noon)
        #expect(feed.state == .active && feed.isDeclared && !feed.isPrimed)
        #expect(feed.lastAttemptAt == nil)
        #expect(feed.host == "a.org" && feed.fetchURL == feed.url)
        #expect(feed.interval == .seconds(3_600))
    }

    @Test func declaringAgainChangesNothing() async throws {
        try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        let before = try await workshop.ask("SELECT * FROM feed, profile")
        try await workshop.declare("https://a.org/feed", "https://b.org/feed", at: noon + 60)
        #expect(try await workshop.ask("SELECT * FROM feed, profile") == before)
    }

    @Test func feedThatLeftIsKeptAndComesBackWithItsHistory() async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        try await workshop.record([.posted(1)], of: ids[1])
        try await workshop.declare("https://a.org/feed", at: noon + 60)
        let gone = try await workshop.feed("https://b.org/feed")
        #expect(!gone.isDeclared && gone.isPrimed)
        let due = try await workshop.store.claimDue(ClaimRequest(now: noon + 86_400, limit: 10))
        #expect(due.feeds.map(\.id) == [ids[0]])

        try await workshop.declare("https://a.org/feed", "https://b.org/feed", at: noon + 120)
        let back = try await workshop.feed("https://b.org/feed")
        #expect(back.id == ids[1] && back.isDeclared && back.isPrimed)
        #expect(try await workshop.reader.knownItems(feedID: back.id, aliases: [.guid(1)]).count == 1)
    }

    @Test func feedThatMovedToHTTPSKeepsItsHistoryAndAsksAnew() async throws {
        let id = try await workshop.declare("http://a.org/feed")[0]
        var refresh = Refresh(
            feedID: id,
            at: noon,
            nextPollAt: noon + 3_600,
            outcome: .changed(PollValidators(etag: "\"1\""))
        )
        refresh.newItems = [.posted(1)]
        _ = try await workshop.store.record(refresh)
        try await workshop.declare("https://a.org/feed", at: noon + 60)
        let feed = try await workshop.feed("https://a.org/feed")
        #expect(feed.id == id && feed.isPrimed)
        #expect(feed.fetchURL == "https://a.org/feed")
        #expect(feed.validators == PollValidators())
        #expect(feed.nextPollAt == noon + 60)
        #expect(try await workshop.reader.feeds().count == 1)
    }

    @Test func pausedFeedStaysPaused() async throws {
        try await workshop.declare("https://a.org/feed")
        #expect(try await workshop.store.setState(.paused, feedURL: "https://a.org/feed", at: noon))
        try await workshop.declare("https://a.org/feed", at: noon + 60)
        #expect(try await workshop.feed("https://a.org/feed").state == .paused)
    }

    @Test func shorterIntervalCountsFromTheLastPoll() async throws {
        let id = try await workshop.declare("https://a.org/feed", every: .seconds(86_400))[0]
        _ = try await workshop.store.claimDue(ClaimRequest(now: noon, limit: 1))
        _ = try await workshop.store.record(
            Refresh(feedID: id, at: noon, nextPollAt: noon + 86_400, outcome: .changed(nil))
        )
        try await workshop.declare("https://a.org/feed", at: noon + 60, every: .seconds(1_800))
        let feed = try await workshop.feed("https://a.org/feed")
        #expect(feed.interval == .seconds(1_800))
        #expect(feed.nextPollAt == noon + 1_800)
    }

    @Test func profilesAreKnownWithoutRegardToCase() async throws {
        var declaration = Declaration.news(["https://a.org/feed"])
        try await workshop.store.declare(declaration, at: noon)
        declaration.profiles = [ProfileDeclaration(name: "News", displayName: "The News", bio: "All of it")]
        try await workshop.store.declare(declaration, at: noon + 60)
        let profiles = try await workshop.reader.profiles()
        #expect(profiles.map(\.profile.name) == ["News"])
        #expect(profiles.first?.profile.bio == "All of it")
        #expect(profiles.first?.profile.createdAt == noon)
        #expect(try await workshop.reader.profile(named: "NEWS")?.displayName == "The News")
    }

    @Test func aProfileMayChangeTheLetterCaseOfItsNameAlone() async throws {
        for name in ["croix", "Croix", "croix"] {
            let profile = ProfileDeclaration(name: name, displayName: "La Croix")
            try await workshop.store.declare(Declaration(profiles: [profile], feeds: []), at: noon)
            #expect(try await workshop.reader.profile(named: "CROIX")?.name == name)
        }
    }

    @Test func profileThatLeftStaysWithItsPosts() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1)], of: id)
        let other = ProfileDeclaration(name: "other", displayName: "Other")
        try await workshop.store.declare(Declaration(profiles: [other], feeds: []), at: noon + 60)
        #expect(try await workshop.reader.profiles().map(\.profile.name) == ["news", "other"])
        try await workshop.store.declare(Declaration(profiles: [], feeds: []), at: noon + 120)
        #expect(try await workshop.reader.profiles().map(\.profile.name) == ["news"])
    }

    @Test func oneFeedCannotBeDeclaredTwice() async throws {
        let twice = Declaration.news(["http://a.org/feed", "https://a.org/feed"])
        let error = await #expect(throws: TimelineError.self) { try await workshop.store.declare(twice, at: noon) }
        #expect(error?.detail.contains("http://a.org/feed and https://a.org/feed are one feed") == true)
    }

    @Test func anUndeclaredProfileIsRefusedWithNothingChanged() async throws {
        try await workshop.declare("https://a.org/feed")
        var declaration = Declaration.news(["https://b.org/feed"])
        declaration.feeds.append(FeedDeclaration(url: "https://c.org/feed", profile: "nobody"))
        let wrong = declaration
        let error = await #expect(throws: TimelineError.self) { try await workshop.store.declare(wrong, at: noon) }
        #expect(error?.kind == .invalid)
        #expect(try await workshop.reader.feeds().map(\.feed.url) == ["https://a.org/feed"])
    }

    // MARK: - Rules

    @Test func keepsEachTextOfRulesOnceAndForgetsWhatNobodyHas() async throws {
        try await declare(rules: ["https://a.org/feed": "one", "https://b.org/feed": "one"])
        #expect(try await workshop.feed("https://b.org/feed").rules == "one")
        #expect(try await workshop.ask("SELECT text FROM feed_rules") == [["\"one\""]])
        try await declare(rules: ["https://a.org/feed": "two"])
        #expect(try await workshop.feed("https://a.org/feed").rules == "two")
        #expect(try await workshop.feed("https://b.org/feed").rules == nil)
        #expect(try await workshop.ask("SELECT text FROM feed_rules") == [["\"two\""]])
    }

    private func declare(rules: [String: String]) async throws {
        var declaration = Declaration.news(rules.keys.sorted())
        for index in declaration.feeds.indices {
            declaration.feeds[index].rules = rules[declaration.feeds[index].url] ?? ""
        }
        try await workshop.store.declare(declaration, at: noon)
    }

    // MARK: - Many feeds

    /// Counts how often somebody goes through it.
    private struct Counted: Sequence {
        let feeds: [FeedDeclaration]
        let rounds = Locked(0)

        func makeIterator() -> IndexingIterator<[FeedDeclaration]> {
            rounds.withLock { $0 += 1 }
            return feeds.makeIterator()
        }
    }

    private func declare(_ feeds: some Sequence<FeedDeclaration>, _ print: UInt8) async throws {
        try await workshop.store.declare(
            profiles: [ProfileDeclaration(name: "news", displayName: "News")],
            feeds: feeds,
            fingerprint: Data(repeating: print, count: 32),
            at: noon
        )
    }

    @Test func whatIsKnownByItsFingerprintIsNotAskedForAgain() async throws {
        let one = Counted(feeds: Declaration.news(["https://a.org/feed"]).feeds)
        let two = Counted(feeds: Declaration.news(["https://b.org/feed"]).feeds)
        try await declare(one, 1)
        try await declare(one, 1)
        #expect(one.rounds.withLock { $0 } == 1)
        try await declare(two, 2)
        try await declare(one, 1)
        #expect(one.rounds.withLock { $0 } == 2)
        #expect(try await workshop.feed("https://a.org/feed").isDeclared)
        #expect(try await workshop.feed("https://b.org/feed").isDeclared == false)
        // Without a fingerprint nothing is known of what was declared.
        try await workshop.declare("https://b.org/feed")
        try await declare(one, 1)
        #expect(try await workshop.feed("https://a.org/feed").isDeclared)
    }

    @Test func takesMoreFeedsThanOneTransaction() async throws {
        let feeds = Declaration.news((0..<5_200).map { "https://host\($0).org/feed" }).feeds
        try await declare(feeds, 1)
        #expect(try await workshop.reader.counts(at: noon).feeds == 5_200)
        try await declare(feeds.dropFirst(5_100) + feeds.prefix(5_099), 2)
        #expect(try await workshop.reader.counts(at: noon).feeds == 5_199)
        #expect(try await workshop.feed("https://host5099.org/feed").isDeclared == false)
        #expect(try await workshop.ask("SELECT count(*) FROM feed") == [["5200"]])
    }

    @Test func halfADeclarationIsNone() async throws {
        let urls = (0..<5_200).map { "https://host\($0).org/feed" }
        let feeds = Declaration.news(urls).feeds
        try await declare(feeds, 1)
        let wrong = feeds + [FeedDeclaration(url: "https://c.org/feed", profile: "nobody")]
        await #expect(throws: TimelineError.self) { try await declare(wrong, 2) }
        #expect(try await workshop.reader.fingerprint() == nil)
    }
}
