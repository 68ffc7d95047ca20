import Foundation
import GRDB
import Testing

@testable import Timeline

@Suite struct GroupCommitTests {
    private let workshop: Workshop
    private let noon = Workshop.noon

    init() throws { workshop = try Workshop() }

    /// Counts what really reaches the disk.
    private final class CommitCounter: TransactionObserver, Sendable {
        let count = Locked(0)
        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseDidCommit(_ db: Database) { count.withLock { $0 += 1 } }
        func databaseDidRollback(_ db: Database) {}
    }

    @Test func aThousandConcurrentPollsShareTheirCommits() async throws {
        let urls = (0..<1_000).map { "https://host\($0).org/feed" }
        try await workshop.store.declare(.news(urls), at: noon)
        let counter = CommitCounter()
        try await workshop.store.writeAlone { $0.add(transactionObserver: counter, extent: .databaseLifetime) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for id in 1...1_000 {
                group.addTask { try await workshop.record([.posted(UInt64(id))], of: Int64(id)) }
            }
            try await group.waitForAll()
        }
        let counts = try await workshop.reader.counts(at: noon)
        #expect(counts.posts == 1_000 && counts.items == 1_000)
        let commits = counter.count.withLock { $0 }
        #expect(commits > 0 && commits < 500, "\(commits) commits")
        #expect(try await workshop.ask("PRAGMA foreign_key_check").isEmpty)
    }

    @Test func aJobThatFailsTakesBackItsOwnChangesAndNoOthers() async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        // Keeps the writer busy, so that what follows is one group.
        let gate = DispatchSemaphore(value: 0)
        async let busy: Void = workshop.store.writeAlone { _ in gate.wait() }
        let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<20 {
                group.addTask {
                    let text = number.isMultiple(of: 3) ? "" : "Text \(number)"
                    let items = [NewItem(UInt64(number * 2), .baseline), NewItem(UInt64(number * 2 + 1), .post(text))]
                    let result = await Result { try await workshop.record(items, of: ids[number % 2]) }
                    return (number, (try? result.get()) != nil)
                }
            }
            while workshop.store.queued < 20 { await Task.yield() }
            gate.signal()
            return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
        }
        try await busy
        for (number, succeeded) in outcomes { #expect(succeeded == !number.isMultiple(of: 3)) }
        let counts = try await workshop.reader.counts(at: noon)
        #expect(counts.posts == 13)
        #expect(counts.items == 26)
    }

    @Test func fullDiskFailsWithoutLosingWhatWasStoredAndGoesOnAfterwards() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1)], of: id)
        try await workshop.store.writeAlone { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        let long = String(repeating: "é", count: 900)
        var error: TimelineError?
        var stored: UInt64 = 1
        for number in 2...200 {
            do {
                try await workshop.record([NewItem(UInt64(number), .post(long))], of: id)
                stored += 1
            } catch let caught as TimelineError {
                error = caught
                break
            }
        }
        #expect(error?.kind == .diskFull)
        #expect(error?.detail.contains("make room") == true)
        #expect(try await workshop.reader.counts(at: noon).posts == Int(stored))
        try await workshop.store.writeAlone { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        try await workshop.record([.posted(500)], of: id)
        #expect(try await workshop.reader.counts(at: noon).posts == Int(stored) + 1)
        #expect(try await workshop.ask("PRAGMA integrity_check") == [["\"ok\""]])
    }

    @Test func upkeepGetsItsTurnUnderAnyLoad() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        let load = Task {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<4 {
                    group.addTask {
                        var number = UInt64(lane)
                        while !Task.isCancelled {
                            try await workshop.record([NewItem(number, .baseline)], of: id)
                            number += 4
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        while try await workshop.reader.counts(at: noon).items < 20 {}
        try await workshop.store.maintain(at: noon)
        load.cancel()
        try await load.value
    }

    @Test func whatWasHandedInIsCarriedOutEvenIfNobodyWaits() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        let task = Task { try await workshop.record([.posted(1)], of: id) }
        task.cancel()
        #expect(try await task.value.count == 1)
    }

    @Test func closingCarriesOutWhatWasHandedIn() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        let gate = DispatchSemaphore(value: 0)
        async let busy: Void = workshop.store.writeAlone { _ in gate.wait() }
        async let posts = workshop.record([.posted(1)], of: id)
        while workshop.store.queued < 1 { await Task.yield() }
        async let closed: Void = workshop.store.close()
        gate.signal()
        #expect(try await posts.count == 1)
        try await busy
        await closed
        let reader = try TimelineReader(path: workshop.path)
        #expect(try await reader.counts(at: noon).posts == 1)
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
