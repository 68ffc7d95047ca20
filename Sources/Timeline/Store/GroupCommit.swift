internal import GRDB

/// Lets concurrent writes share one transaction and its one wait for the disk.
///
/// While one group is on its way to the disk the next gathers. A job that fails takes back its own changes and nobody
/// else's; the commit is everybody's. A job that was handed in is carried out, even if the task that waits for it is
/// cancelled; it may be begun twice, and so must have no effect but on the database.
final class GroupCommit: Sendable {
    private struct Job: Sendable {
        /// Returns what tells the waiting task, once the group is stored.
        let work: @Sendable (Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct Inbox {
        var jobs: [Job] = []
        var isDraining = false
        var isClosed = false
    }

    private let writer: DatabaseQueue
    private let inbox = Locked(Inbox())
    private let finished = Locked<UInt64>(0)

    init(_ writer: DatabaseQueue) { self.writer = writer }

    /// Returns when the changes are on the disk.
    func run<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let job = Job(
                work: { db in
                    let value = try work(db)
                    return { continuation.resume(returning: value) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            hand(in: job)
        }
    }

    /// How many groups were stored. What was read when it was the same is still right.
    var count: UInt64 { finished.withLock { $0 } }

    /// How many jobs wait for the next group.
    var waiting: Int { inbox.withLock { $0.jobs.count } }

    /// Carries out what was handed in, and takes nothing more.
    func close() async {
        inbox.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in
            writer.asyncWriteWithoutTransaction { _ in continuation.resume() }
        }
    }

    private func hand(in job: Job) {
        let (isClosed, isFirst) = inbox.withLock { inbox in
            guard !inbox.isClosed else { return (true, false) }
            inbox.jobs.append(job)
            defer { inbox.isDraining = true }
            return (false, !inbox.isDraining)
        }
        if isClosed { return job.fail(TimelineError(.closed, "the store was closed")) }
        if isFirst { writer.asyncWriteWithoutTransaction { [self] db in drain(db) } }
    }

    /// One group, and then the end of the line again: upkeep and closing get their turn under any load.
    private func drain(_ db: Database) {
        let jobs = inbox.withLock { inbox in
            defer { inbox.jobs = [] }
            if inbox.jobs.isEmpty { inbox.isDraining = false }
            return inbox.jobs
        }
        guard !jobs.isEmpty else { return }
        store(jobs, db)
        writer.asyncWriteWithoutTransaction { [self] db in drain(db) }
    }

    private typealias Outcome = Result<@Sendable () -> Void, any Error>

    private func store(_ jobs: [Job], _ db: Database) {
        do {
            try begin(db)
            let outcomes = try together(jobs, db) ?? oneByOne(jobs, db)
            try db.commit()
            finished.withLock { $0 += 1 }
            for (job, outcome) in zip(jobs, outcomes) {
                switch outcome {
                case .success(let tell): tell()
                case .failure(let error): job.fail(error)
                }
            }
        } catch {
            try? db.rollback()
            for job in jobs { job.fail(error) }
        }
    }

    /// Savepoints cost a tenth of the work, and jobs hardly ever fail: so first without.
    ///
    /// - Returns: nil if one of the jobs failed; the transaction is a new one then.
    private func together(_ jobs: [Job], _ db: Database) throws -> [Outcome]? {
        do {
            return try jobs.map { .success(try $0.work(db)) }
        } catch {
            try db.rollback()
            try begin(db)
            return nil
        }
    }

    private func oneByOne(_ jobs: [Job], _ db: Database) throws -> [Outcome] {
        try jobs.map { job in
            do {
                return .success(try inSavepoint(db, job.work))
            } catch {
                // The whole transaction may be gone: a full disk, an error of the disk.
                guard db.isInsideTransaction else { throw error }
                return .failure(error)
            }
        }
    }

    /// Somebody else can only hold the lock for a while: an SQLite shell, a backup program.
    private func begin(_ db: Database) throws {
        for _ in 0..<5 {
            do {
                return try db.beginTransaction(.immediate)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                continue
            }
        }
        try db.beginTransaction(.immediate)
    }

    private func inSavepoint<Value>(_ db: Database, _ work: (Database) throws -> Value) throws -> Value {
        try db.cachedStatement(sql: "SAVEPOINT job").execute()
        do {
            let value = try work(db)
            try db.cachedStatement(sql: "RELEASE job").execute()
            return value
        } catch {
            if db.isInsideTransaction {
                try db.cachedStatement(sql: "ROLLBACK TO job").execute()
                try db.cachedStatement(sql: "RELEASE job").execute()
            }
            throw error
        }
    }
}
