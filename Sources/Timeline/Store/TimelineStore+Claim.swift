package import Foundation
internal import GRDB

extension TimelineStore {
    /// Takes feeds whose turn it is, at most one a host.
    ///
    /// A claim moves the next poll by the feed's interval at once, so that a crash polls nothing early. The host rests
    /// for `hostGap` from now. After a poll of a busy host is done, claiming may bring something before `nextAt`.
    package func claimDue(_ request: ClaimRequest) async throws -> DueFeeds {
        try await write { db in
            var claim = Claim(request)
            try claim.choose(db)
            return try claim.take(db)
        }
    }

    /// Leaves a host alone until then, or until a later moment that was named before.
    package func hold(host: String, until: Date) async throws {
        guard !host.isEmpty else { return }
        try await write { db in
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO host (name, hold_until) VALUES (?1, ?2)
                    ON CONFLICT (name) DO UPDATE SET hold_until = max(hold_until, ?2)
                    """
            )
            try statement.execute(arguments: [host, until.milliseconds])
        }
    }
}

/// One claim on its way: first the feeds are chosen from the index, then only they are read and changed.
struct Claim {
    static let dueSQL = """
        SELECT feed.id, feed.host, max(coalesce(host.hold_until, 0), coalesce(host.next_slot, 0))
        FROM feed INDEXED BY feed_due LEFT JOIN host ON host.name = feed.host
        WHERE feed.state = 'active' AND feed.is_declared = 1 AND feed.next_poll_at <= ?
        ORDER BY feed.next_poll_at
        """
    static let notAttemptedSQL = """
        SELECT feed.id, feed.host, max(coalesce(host.hold_until, 0), coalesce(host.next_slot, 0))
        FROM feed INDEXED BY feed_attempt LEFT JOIN host ON host.name = feed.host
        WHERE feed.state = 'active' AND feed.is_declared = 1 AND feed.last_attempt_at < ?
        ORDER BY feed.last_attempt_at
        """
    static let nextSQL = """
        SELECT min(next_poll_at) FROM feed INDEXED BY feed_due
        WHERE state = 'active' AND is_declared = 1 AND next_poll_at > ?
        """

    private let request: ClaimRequest
    private let now: Int64
    private let gap: Int64
    private var chosen: [Int64] = []
    private var hosts: Set<String> = []
    private var nextAt: Int64?

    init(_ request: ClaimRequest) {
        self.request = request
        now = request.now.milliseconds
        gap = request.hostGap.milliseconds
    }

    mutating func choose(_ db: Database) throws {
        let start = request.onlyIfNotAttemptedSince
        let statement = try db.cachedStatement(sql: start == nil ? Self.dueSQL : Self.notAttemptedSQL)
        let rows = try Row.fetchCursor(statement, arguments: [(start ?? request.dueBy)?.milliseconds ?? now])
        while let row = try rows.next() {
            guard chosen.count < request.limit else { return wake(at: now) }
            var columns = Columns(row)
            consider(columns.next(), host: columns.next(), readyAt: columns.next())
        }
        if start == nil, request.dueBy == nil {
            if let moment = try DirectStatement(db, Self.nextSQL).number([.int(now)]) { wake(at: moment) }
        }
    }

    private mutating func consider(_ id: Int64, host: String, readyAt: Int64) {
        // Whoever has a poll of this host under way claims again when it is done.
        if request.busyHosts.contains(host) || hosts.contains(host) { return }
        if readyAt > now { return wake(at: readyAt) }
        chosen.append(id)
        if !host.isEmpty { hosts.insert(host) }
    }

    private mutating func wake(at moment: Int64) { nextAt = min(nextAt ?? moment, moment) }

    func take(_ db: Database) throws -> DueFeeds {
        let claim = try DirectStatement(
            db,
            "UPDATE feed SET last_attempt_at = ?1, next_poll_at = ?1 + interval WHERE id = ?2"
        )
        let feeds = try chosen.map { id in
            let feed = try db.row("SELECT \(FeedRecord.columns) FROM feed WHERE id = ?", [id]) { columns in
                try FeedRecord(&columns)
            }
            guard let feed else { throw TimelineError(.corrupt, "an index names feed \(id), which is not there") }
            try claim.run([.int(now), .int(id)])
            return feed
        }
        if gap > 0 {
            let rest = try DirectStatement(
                db,
                "INSERT INTO host (name, next_slot) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET next_slot = ?2"
            )
            for host in hosts { try rest.run([.text(host), .int(now + gap)]) }
        }
        return DueFeeds(feeds: feeds, nextAt: nextAt.map(Date.init(milliseconds:)))
    }
}
