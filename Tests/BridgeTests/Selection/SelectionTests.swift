import Feeds
import Foundation
import Testing
import Timeline

@testable import Bridge

@Suite struct SelectionTests {
    private let now = Date(timeIntervalSince1970: 1_795_089_600)

    private func rules(
        backlog: Int = 1,
        maxPerPoll: Int = 5,
        delay: Duration = .zero,
        include: [String] = [],
        exclude: [String] = [],
        audience: Readership = .public,
        route: [Route.Rule] = []
    ) throws -> FeedConfiguration {
        FeedConfiguration(
            url: "https://example.org/feed",
            profile: "news",
            template: try Template.parse("{title} {link}"),
            backlog: backlog,
            maxPerPoll: maxPerPoll,
            delay: delay,
            filter: try Filter(include: include, exclude: exclude),
            audience: audience,
            route: Route(route)
        )
    }

    /// The newest first, an hour apart, the first one an hour old.
    private func items(_ count: Int, age: TimeInterval = 3_600) -> [ParsedItem] {
        (0..<count).map { index in
            ParsedItem(
                id: "id-\(count - index)",
                idSource: .guid,
                url: "https://example.org/\(count - index)",
                title: "Article \(count - index)",
                published: now - age - Double(index) * 3_600
            )
        }
    }

    private func document(_ items: [ParsedItem]) -> ParsedFeed {
        ParsedFeed(format: .rss20, title: "News", items: items)
    }

    private func judge(
        _ items: [ParsedItem],
        by rules: FeedConfiguration,
        lastReadAt: Date? = nil,
        known: [ItemAlias: Int64] = [:],
        waiting: [ItemRecord] = [],
        reachesBackTo: Date? = nil
    ) throws -> Selection.Outcome {
        try Selection(rules: rules, now: now, lastReadAt: lastReadAt)
            .judge(
                document(items),
                identities: ItemIdentity.identities(of: document(items)),
                known: known,
                waiting: waiting,
                reachesBackTo: reachesBackTo
            )
    }

    private func decisions(_ outcome: Selection.Outcome) -> [Decision] { outcome.newItems.map(\.verdict.decision) }

    private func posts(_ outcome: Selection.Outcome) -> [String] {
        (outcome.settled.map(\.verdict) + outcome.newItems.map(\.verdict)).compactMap(\.post?.text)
    }

    private func waiting(_ title: String, decision: Decision, dueAt: Date?) throws -> ItemRecord {
        let source = PostSource(title: title, link: "https://example.org/waiting")
        return ItemRecord(
            id: 77,
            feedID: 1,
            guid: "waiting",
            url: "https://example.org/waiting",
            title: title,
            publishedAt: now - 30 * 3_600,
            firstSeenAt: now - 600,
            decision: decision,
            reason: "",
            decidedAt: now - 600,
            dueAt: dueAt,
            draft: try Draft(source: source, linkHash: nil).encoded(),
            postID: nil
        )
    }

    // MARK: - First sight

    @Test func postsTheNewestOnFirstSightAndRecordsTheRest() throws {
        let outcome = try judge(items(4), by: rules())
        #expect(decisions(outcome) == [.baseline, .baseline, .baseline, .posted])
        #expect(posts(outcome) == ["Article 4 https://example.org/4"])
    }

    @Test func givesAFreshItemItsGracePeriodOnFirstSightToo() throws {
        let fresh = try judge(items(2, age: 60), by: rules(delay: .seconds(600)))
        #expect(decisions(fresh) == [.baseline, .held])
        #expect(fresh.newItems.last?.verdict.dueAt == now + 540)
        #expect(decisions(try judge(items(2), by: rules(delay: .seconds(600)))) == [.baseline, .posted])
    }

    @Test func postsTheBacklogOldestFirst() throws {
        #expect(posts(try judge(items(4), by: rules(backlog: 2))).map { $0.prefix(9) } == ["Article 3", "Article 4"])
    }

    @Test func postsNothingOnFirstSightIfTheBacklogIsZero() throws {
        #expect(decisions(try judge(items(3), by: rules(backlog: 0))) == [.baseline, .baseline, .baseline])
    }

    @Test func fillsTheBacklogWithWhatPassesTheFilters() throws {
        let outcome = try judge(items(3), by: rules(exclude: ["Article 3"]))
        #expect(decisions(outcome) == [.baseline, .posted, .filtered])
    }

    // MARK: - News

    @Test func postsNewsOldestFirst() throws {
        let outcome = try judge(items(3), by: rules(), lastReadAt: now - 7_200)
        #expect(posts(outcome).map { $0.prefix(9) } == ["Article 1", "Article 2", "Article 3"])
    }

    @Test func letsTheOverflowOfAPollWait() throws {
        let outcome = try judge(items(4), by: rules(maxPerPoll: 3), lastReadAt: now - 7_200)
        #expect(decisions(outcome) == [.posted, .posted, .posted, .capped])
        #expect(outcome.newItems.last?.verdict.draft != nil)
    }

    @Test func postsWhatWaitedBeforeWhatIsNew() throws {
        let late = try waiting("Late", decision: .capped, dueAt: now - 60)
        let outcome = try judge(items(1), by: rules(maxPerPoll: 1), lastReadAt: now - 7_200, waiting: [late])
        #expect(posts(outcome) == ["Late https://example.org/waiting"])
        #expect(decisions(outcome) == [.capped])
    }

    @Test func doesNotPostWhatIsOlderThanAFortnight() throws {
        let outcome = try judge(items(1, age: 15 * 86_400), by: rules(), lastReadAt: now - 3_600)
        #expect(decisions(outcome) == [.tooOld])
    }

    @Test func postsWhatAppearedWhileTheFeedWasOutOfReach() throws {
        let outcome = try judge(items(1, age: 15 * 86_400), by: rules(), lastReadAt: now - 20 * 86_400)
        #expect(decisions(outcome) == [.posted])
    }

    @Test func holdsAnEmbargoUntilItsDate() throws {
        let outcome = try judge(items(1, age: -7_200), by: rules(), lastReadAt: now - 3_600)
        #expect(decisions(outcome) == [.held])
        #expect(outcome.newItems.first?.verdict.dueAt == now + 7_200)
    }

    @Test func doesNotWaitForADateFarAhead() throws {
        let outcome = try judge(items(1, age: -60 * 86_400), by: rules(), lastReadAt: now - 3_600)
        #expect(decisions(outcome) == [.posted])
    }

    @Test func postsNothingTwiceThatADocumentHoldsTwice() throws {
        let once = items(1)
        #expect(decisions(try judge(once + once, by: rules(), lastReadAt: now - 3_600)) == [.posted])
    }

    @Test func holdsABurstOfOldItemsForTheOperator() throws {
        let outcome = try judge(items(12, age: 3 * 86_400), by: rules(), lastReadAt: now - 3_600)
        #expect(Set(decisions(outcome)) == [.held])
        #expect(outcome.newItems.allSatisfy { $0.verdict.dueAt == nil })
    }

    @Test func takesABurstOfFreshItemsForNews() throws {
        let outcome = try judge(items(12), by: rules(maxPerPoll: 100), lastReadAt: now - 3_600)
        #expect(Set(decisions(outcome)) == [.posted])
    }

    // MARK: - Audiences

    @Test func sendsAnItemTheFirstWayWhoseRuleItMeets() throws {
        var all = items(3)
        all[0].tags = ["Bénévoles", "Presse"]
        all[1].tags = ["presse"]
        let route = [
            try Route.Rule(["unheard of", "/bénévoles?/i"], to: .list("volunteers")),
            try Route.Rule(["#presse"], to: .followers), try Route.Rule(["presse"], to: .public),
        ]
        let outcome = try judge(all, by: rules(audience: .list("donors"), route: route), lastReadAt: now - 7_200)
        let verdicts = outcome.newItems.map(\.verdict)
        #expect(verdicts.map(\.post?.audience) == [.list, .followers, .list])
        #expect(verdicts.map(\.post?.listTitle) == ["donors", nil, "volunteers"])
        #expect(
            verdicts.map(\.reason) == [
                "it is new; for the list \"donors\"",
                "it is new; routed to followers by \"#presse\" (in the category \"presse\")",
                "it is new; routed to the list \"volunteers\" by \"/bénévoles?/i\" (in the category \"Bénévoles\")",
            ]
        )
    }

    @Test func saysNothingOfAnAudienceThatIsEverybody() throws {
        let outcome = try judge(items(1), by: rules(), lastReadAt: now - 3_600)
        #expect(outcome.newItems.map(\.verdict.reason) == ["it is new"])
    }

    @Test func sendsWhatWaitedTheWayOfTheRulesOfThen() throws {
        let held = try waiting("Call for volunteers", decision: .capped, dueAt: now - 1)
        let route = [try Route.Rule(["volunteers"], to: .list("volunteers"))]
        let settled = try Selection(rules: rules(route: route), now: now, lastReadAt: now - 600).release([held])
        #expect(settled.map(\.verdict.post?.listTitle) == ["volunteers"])
    }

    @Test func readsTextsForRulesThatLookIntoThem() throws {
        #expect(try rules(route: [Route.Rule(["a"], to: .followers)]).readsText)
        #expect(try !rules(route: [Route.Rule(["#a"], to: .followers)]).readsText)
    }

    // MARK: - Grace

    @Test func letsTheGracePeriodRun() throws {
        let outcome = try judge(items(1), by: rules(delay: .seconds(300)), lastReadAt: now - 3_600)
        #expect(decisions(outcome) == [.held])
        #expect(outcome.newItems.first?.verdict.dueAt == now + 300)
    }

    @Test func postsWhatTheItemSaysAfterItsGracePeriod() throws {
        let held = try waiting("Frist draft", decision: .held, dueAt: now - 1)
        let corrected = ParsedItem(
            id: "waiting",
            idSource: .guid,
            url: "https://example.org/waiting",
            title: "First draft",
            published: held.publishedAt
        )
        let alias = try #require(ItemIdentity.identities(of: document([corrected])).first?.strong.first)
        let outcome = try judge([corrected], by: rules(), lastReadAt: now - 600, known: [alias: 77], waiting: [held])
        #expect(posts(outcome) == ["First draft https://example.org/waiting"])
    }

    @Test func doesNotPostWhatWasWithdrawnDuringItsGracePeriod() throws {
        let held = try waiting("Wrong", decision: .held, dueAt: now - 1)
        let others = items(40)
        let known = Dictionary(
            ItemIdentity.identities(of: document(others)).enumerated().flatMap { index, identity in
                identity.aliases.map { ($0, Int64(index)) }
            }
        ) { first, _ in first }
        func decision(reachingBackTo moment: Date?) throws -> [Decision] {
            try judge(
                others,
                by: rules(),
                lastReadAt: now - 600,
                known: known,
                waiting: [held],
                reachesBackTo: moment
            ).settled.map(\.verdict.decision)
        }
        #expect(try decision(reachingBackTo: now - 86_400) == [.filtered])
        // All that the document still shows was written after it: it was pushed out, not taken out.
        #expect(try decision(reachingBackTo: held.firstSeenAt) == [.posted])
        #expect(try decision(reachingBackTo: nil) == [.posted])
    }

    @Test func postsFromItsRecordWhatLeftTheFeed() throws {
        let held = try waiting("Kept", decision: .capped, dueAt: now - 1)
        let settled = try Selection(rules: rules(), now: now, lastReadAt: now - 600).release([held])
        #expect(settled.compactMap(\.verdict.post?.text) == ["Kept https://example.org/waiting"])
    }

    @Test func keepsWaitingWhatIsNotDue() throws {
        let held = try waiting("Soon", decision: .held, dueAt: now + 60)
        #expect(try Selection(rules: rules(), now: now, lastReadAt: now - 600).release([held]).isEmpty)
    }
}
