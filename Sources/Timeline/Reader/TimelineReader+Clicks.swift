internal import GRDB

extension TimelineReader {
    /// - Returns: nil if no post has this short link.
    package func shortLink(code: String) async throws -> ShortLink? {
        try await read { db in try ShortLink.find(code, db) }
    }

    /// Clicks on posts by their ids; those without a short link are not counted, and not among them.
    ///
    /// Posts of one profile that lead to one address have one short link, and so the same clicks. That takes items
    /// whose link does not stand for them alone; what stands for one article is posted once.
    package func clicks(ofPosts ids: [Int64]) async throws -> [Int64: Clicks] {
        try await read { db in
            var clicks: [Int64: Clicks] = [:]
            for id in ids {
                clicks[id] = try db.row(
                    """
                    SELECT coalesce(sum(people), 0), coalesce(sum(bots), 0)
                    FROM post LEFT JOIN click_count ON click_count.code = post.short_code
                    WHERE post.id = ? AND post.short_code IS NOT NULL GROUP BY post.id
                    """,
                    [id]
                ) { columns in Clicks(people: columns.next(), bots: columns.next()) }
            }
            return clicks
        }
    }

    /// Clicks on a short link, the earliest day first; days without any are left out.
    package func clicks(byDayOf code: String) async throws -> [DailyClicks] {
        try await read { db in
            try db.rows("SELECT day, people, bots FROM click_count WHERE code = ? ORDER BY day", [code]) { columns in
                DailyClicks(
                    code: code,
                    day: Day(number: columns.next()),
                    clicks: Clicks(people: columns.next(), bots: columns.next())
                )
            }
        }
    }

    static let clicksByFeedSQL = """
        SELECT said.feed_id,
          coalesce(sum(CASE WHEN day >= ?1 THEN people ELSE 0 END), 0),
          coalesce(sum(CASE WHEN day >= ?1 THEN bots ELSE 0 END), 0),
          coalesce(sum(people), 0), coalesce(sum(bots), 0)
        FROM (SELECT DISTINCT item.feed_id, post.short_code FROM post JOIN item ON item.id = post.item_id
          WHERE post.short_code IS NOT NULL) AS said
        LEFT JOIN click_count ON click_count.code = said.short_code
        GROUP BY said.feed_id
        """

    /// Clicks on the posts of feeds by the ids of these; feeds without a short link are not among them.
    ///
    /// - Parameter since: the first of the days that `recent` is about.
    package func clicksByFeed(since: Day) async throws -> [Int64: FeedClicks] {
        try await read { db in
            let feeds = try db.rows(Self.clicksByFeedSQL, [since.number]) { columns -> (Int64, FeedClicks) in
                let id: Int64 = columns.next()
                let recent = Clicks(people: columns.next(), bots: columns.next())
                return (id, FeedClicks(recent: recent, total: Clicks(people: columns.next(), bots: columns.next())))
            }
            return Dictionary(uniqueKeysWithValues: feeds)
        }
    }
}
