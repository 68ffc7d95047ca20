import Foundation
import Testing

@testable import Timeline

@Suite struct RecordTests {
    private let workshop: Workshop
    private let noon = Workshop.noon

    init() throws { workshop = try Workshop() }

    private func feed() async throws -> Int64 { try await workshop.declare("https://a.org/feed")[0] }

    @Test func everyColumnComesBackAsItWasRecorded() async throws {
        let id = try await feed()
        let validators = PollValidators(
            etag: "W/\"é\u{80}\"",
            lastModified: "sometime",
            bodyHash: Data(repeating: 7, count: 32),
            renewedAt: noon
        )
        var refresh = Refresh(feedID: id, at: noon, nextPollAt: noon + 99, outcome: .changed(validators))
        refresh.description = FeedDescription(title: "Tïtle", siteURL: "https://a.org", language: "fr-CH")
        refresh.pace = FeedPace(interval: .milliseconds(7_200_500), skipHours: [0, 23], skipDays: [1, 7])
        refresh.move = FeedMove(target: "https://b.org/feed", since: noon - 60, count: 2)
        refresh.newItems = [NewItem(1, .held(until: noon + 60), publishedAt: noon - 5)]
        _ = try await workshop.store.record(refresh)
        #expect(
            try await workshop.feed("https://a.org/feed")
                == FeedRecord(
                    id: id,
                    profileID: 1,
                    url: "https://a.org/feed",
                    fetchURL: "https://a.org/feed",
                    host: "a.org",
                    title: "Tïtle",
                    siteURL: "https://a.org",
                    language: "fr-CH",
                    validators: validators,
                    isPrimed: true,
                    nextPollAt: noon + 99,
                    lastSuccessAt: noon,
                    lastNewItemAt: noon,
                    move: refresh.move,
                    pace: FeedPace(interval: .milliseconds(7_200_500), skipHours: [0, 23], skipDays: [1, 7]),
                    interval: .milliseconds(7_200_500),
                    hasWaitingItems: true,
                    rules: ""
                )
        )
        #expect(
            try await workshop.reader.waitingItems(feedID: id) == [
                ItemRecord(
                    id: 1,
                    feedID: id,
                    guid: "guid-1",
                    url: "https://example.org/1",
                    title: "Title 1",
                    publishedAt: noon - 5,
                    firstSeenAt: noon,
                    decision: .held,
                    reason: "its grace period runs",
                    decidedAt: noon,
                    dueAt: noon + 60,
                    draft: Data("draft".utf8)
                )
            ]
        )
        #expect(try await workshop.reader.firstSeen(itemID: 1) == noon)
        #expect(try await workshop.reader.firstSeen(itemID: 2) == nil)
    }

    @Test func failureIsCountedByTheCallerAndEndsWithTheNextSuccess() async throws {
        let id = try await feed()
        let failure = FeedFailure(kind: "timed-out", detail: "no answer", count: 3, since: noon - 60)
        _ = try await workshop.store.record(
            Refresh(feedID: id, at: noon, nextPollAt: noon + 60, outcome: .failed(failure))
        )
        var feed = try await workshop.feed("https://a.org/feed")
        #expect(feed.failure == failure && feed.lastSuccessAt == nil && !feed.isPrimed)
        _ = try await workshop.store.record(
            Refresh(feedID: id, at: noon, nextPollAt: noon + 60, outcome: .unchanged(PollValidators(etag: "e")))
        )
        feed = try await workshop.feed("https://a.org/feed")
        #expect(feed.failure == nil && feed.lastSuccessAt == noon && feed.validators.etag == "e")
    }

    @Test func truncatedDocumentKeepsTheValidators() async throws {
        let id = try await feed()
        let good = PollValidators(etag: "good")
        _ = try await workshop.store.record(Refresh(feedID: id, at: noon, nextPollAt: noon, outcome: .changed(good)))
        _ = try await workshop.store.record(Refresh(feedID: id, at: noon, nextPollAt: noon, outcome: .changed(nil)))
        #expect(try await workshop.feed("https://a.org/feed").validators == good)
    }

    @Test func provenMoveIsAskedFromNowOn() async throws {
        let id = try await feed()
        var refresh = Refresh(feedID: id, at: noon, nextPollAt: noon, outcome: .changed(nil))
        refresh.fetchURL = "https://new.org/feed"
        refresh.host = "new.org"
        _ = try await workshop.store.record(refresh)
        try await workshop.declare("https://a.org/feed", at: noon + 60)
        let feed = try await workshop.feed("https://a.org/feed")
        #expect(feed.fetchURL == "https://new.org/feed" && feed.host == "new.org")
    }

    @Test func postsGetIncreasingIdsSettledOnesFirst() async throws {
        let id = try await feed()
        try await workshop.record([NewItem(1, .held(until: noon))], of: id)
        var refresh = Refresh(feedID: id, at: noon + 60, nextPollAt: noon, outcome: .changed(nil))
        refresh.newItems = [.posted(2), .posted(3)]
        refresh.settled = [SettledItem(itemID: 1, verdict: .post("settled"))]
        let posts = try await workshop.store.record(refresh)
        #expect(posts.map(\.text) == ["settled", "Text 2", "Text 3"])
        #expect(posts.map(\.id) == posts.map(\.id).sorted())
        #expect(posts.first?.id == (noon + 60).milliseconds << 16)
        #expect(try await workshop.reader.posts(PostQuery()) == posts.reversed())
        let item = try #require(try await workshop.reader.history(of: ItemQuery(text: "guid-1")).first?.item)
        #expect(item.decision == .posted && item.draft == nil && item.dueAt == nil && item.decidedAt == noon + 60)
        #expect(item.postID == posts.first?.id)
        #expect(try await workshop.reader.waitingItems(feedID: id).isEmpty)
    }

    @Test func idsIncreaseEvenWhenTheClockStepsBack() async throws {
        let id = try await feed()
        var ids: [Int64] = []
        for (number, now) in [noon, noon - 3_600, noon - 86_400 * 365, noon + 1].enumerated() {
            ids += try await workshop.record([.posted(UInt64(number))], of: id, at: now).map(\.id)
        }
        #expect(ids.count == 4)
        #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func recordingTheSamePollTwiceChangesNothing() async throws {
        let id = try await feed()
        let items = (1...50).map { NewItem.posted($0) }
        #expect(try await workshop.record(items, of: id).count == 50)
        #expect(try await workshop.record(items, of: id).isEmpty)
        #expect(try await workshop.record([.posted(50), .posted(51)], of: id).count == 1)
        let counts = try await workshop.reader.counts(at: noon)
        #expect(counts.items == 51 && counts.posts == 51)
    }

    @Test func itemThatADocumentHoldsTwiceIsRecordedOnce() async throws {
        let id = try await feed()
        #expect(try await workshop.record([.posted(1), .posted(1), .posted(2)], of: id).count == 2)
        #expect(try await workshop.reader.counts(at: noon).items == 2)
    }

    @Test func itemIsIdentifiedByItsAddressWhereItHasNoGuid() async throws {
        let id = try await feed()
        var items: [NewItem] = [.posted(1), .posted(2)]
        items[0].guid = items[0].url
        items[1].url = nil
        try await workshop.record(items, of: id)
        let posts = try await workshop.reader.posts(PostQuery())
        #expect(posts.map(\.itemGUID) == ["guid-2", "https://example.org/1"])
        let item = try await workshop.reader.history(of: ItemQuery(text: "https://example.org/1")).first?.item
        #expect(item?.guid == "https://example.org/1" && item?.url == "https://example.org/1")
    }

    @Test func settlingTwicePostsOnce() async throws {
        let id = try await feed()
        try await workshop.record([NewItem(1, .held(until: noon))], of: id)
        var refresh = Refresh(feedID: id, at: noon, nextPollAt: noon, outcome: .changed(nil))
        refresh.settled = [SettledItem(itemID: 1, verdict: .post("once"))]
        #expect(try await workshop.store.record(refresh).count == 1)
        #expect(try await workshop.store.record(refresh).isEmpty)
    }

    @Test func whatWaitsMayGoOnWaitingForAnotherReason() async throws {
        let id = try await feed()
        try await workshop.record([NewItem(1, .held(until: nil))], of: id)
        var refresh = Refresh(feedID: id, at: noon, nextPollAt: noon, outcome: .changed(nil))
        let capped = Verdict(.capped, reason: "maxPerPoll", dueAt: noon + 5, draft: Data("new".utf8))
        refresh.settled = [SettledItem(itemID: 1, verdict: capped)]
        _ = try await workshop.store.record(refresh)
        let item = try #require(try await workshop.reader.waitingItems(feedID: id).first)
        #expect(item.decision == .capped && item.draft == Data("new".utf8) && item.dueAt == noon + 5)
    }

    @Test func profileAnnouncesALinkOnceEvenWhenTwoFeedsBringItAtTheSameTime() async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        let link = ItemAlias.Hash(high: 1, low: 2)
        async let one = workshop.record([.posted(1, linkHash: link)], of: ids[0])
        async let two = workshop.record([.posted(2, linkHash: link)], of: ids[1])
        let posts = try await one + two
        #expect(posts.count == 1)
        let duplicates = try await workshop.ask("SELECT reason FROM item WHERE decision = 'duplicate'")
        #expect(duplicates.count == 1)
        #expect(duplicates.first?.first?.contains("\(try #require(posts.first).id)") == true)
    }

    @Test func makesTheListThatAPostIsForOnce() async throws {
        let id = try await feed()
        let items = [(1, "donors"), (2, "Donors"), (3, "press")].map { (number: UInt64, title: String) in
            var verdict = Verdict.post("Text \(number)", audience: .list)
            verdict.post?.listTitle = title
            return NewItem(number, verdict)
        }
        let posts = try await workshop.record(items, of: id)
        #expect(posts[0].listID != nil && posts[0].listID == posts[1].listID && posts[0].listID != posts[2].listID)
        #expect(try await workshop.ask("SELECT title FROM list ORDER BY id") == [["\"donors\""], ["\"press\""]])
    }

    @Test func aliasMeansWhatItMeantFirst() async throws {
        let id = try await feed()
        try await workshop.record([NewItem(1, .baseline), NewItem(2, .baseline)], of: id)
        var refresh = Refresh(feedID: id, at: noon, nextPollAt: noon, outcome: .changed(nil))
        refresh.newAliases = [(itemID: 2, alias: .guid(1)), (itemID: 2, alias: .guid(7)), (itemID: 2, alias: .guid(7))]
        _ = try await workshop.store.record(refresh)
        let known = try await workshop.reader.knownItems(feedID: id, aliases: [.guid(1), .guid(7), .guid(8)])
        #expect(known == [.guid(1): 1, .guid(7): 2])
    }

    @Test(arguments: [1, 3, 4, 20, 33, 100])
    func everyAliasOfADocumentIsFoundAgain(count: UInt64) async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        try await workshop.record((1...count).map { NewItem($0, .baseline) }, of: ids[0])
        let aliases = (1...count).flatMap { [ItemAlias.guid($0), .link($0)] }
        let known = try await workshop.reader.knownItems(feedID: ids[0], aliases: aliases)
        #expect(known.count == aliases.count)
        for number in 1...count {
            #expect(known[.guid(number)] == Int64(number))
            #expect(known[.link(number)] == Int64(number))
        }
        #expect(try await workshop.reader.knownItems(feedID: ids[1], aliases: aliases).isEmpty)
    }

    @Test func waitingItemsComeOldestFirst() async throws {
        let id = try await feed()
        try await workshop.record(
            [
                NewItem(1, .held(until: noon), publishedAt: noon - 10),
                NewItem(2, .held(until: noon), publishedAt: noon - 30),
                NewItem(3, .held(until: noon)),
                NewItem(4, .baseline, publishedAt: noon - 99),
            ],
            of: id
        )
        #expect(try await workshop.reader.waitingItems(feedID: id).map(\.guid) == ["guid-2", "guid-1", "guid-3"])
    }

    @Test func pollOfAnUnknownFeedIsRefused() async throws {
        let error = await #expect(throws: TimelineError.self) { try await workshop.record([], of: 77) }
        #expect(error?.kind == .notFound)
    }

    @Test func datesThatNoCalendarKnowsDoNoHarm() async throws {
        let id = try await feed()
        let dates = [
            Date.distantFuture, .distantPast, Date(timeIntervalSince1970: 1e300), Date(timeIntervalSince1970: .nan),
        ]
        try await workshop.record(dates.enumerated().map { NewItem(UInt64($0), .baseline, publishedAt: $1) }, of: id)
        #expect(try await workshop.reader.counts(at: noon).items == 4)
    }
}
