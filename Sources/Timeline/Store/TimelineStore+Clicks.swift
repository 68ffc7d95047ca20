internal import GRDB

extension TimelineStore {
    /// Adds clicks on short links that are stored.
    package func add(_ clicks: [DailyClicks]) async throws {
        try await write { db in
            let add = try DirectStatement(
                db,
                """
                INSERT INTO click_count (code, day, people, bots) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (code, day) DO UPDATE SET people = people + ?3, bots = bots + ?4
                """
            )
            for one in clicks {
                try add.run([
                    .text(one.code), .int(one.day.number), .int(one.clicks.people), .int(one.clicks.bots),
                ])
            }
        }
    }
}
