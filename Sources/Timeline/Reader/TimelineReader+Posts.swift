internal import GRDB

extension TimelineReader {
    /// The newest first.
    package func posts(_ query: PostQuery) async throws -> [PostRecord] {
        try await read { db in
            // Nearest to `newerThan` means oldest first from there on.
            let order = query.newerThan == nil ? "DESC" : "ASC"
            let profile = query.profileID == nil ? "" : "AND post.profile_id = :profile"
            var arguments: StatementArguments = [
                "older": query.olderThan ?? .max, "newer": query.newerThan ?? .min, "limit": max(query.limit, 0),
                "audience": query.audience?.rawValue,
            ]
            if let profileID = query.profileID { arguments += ["profile": profileID] }
            let posts = try db.rows(
                """
                SELECT \(PostRecord.columns) FROM \(PostRecord.tables)
                WHERE post.id < :older AND post.id > :newer \(profile)
                  AND (audience = :audience OR (:audience IS NULL AND audience <> 'direct'))
                  AND post.boost_of_id IS NULL AND post.deleted_at IS NULL
                ORDER BY post.id \(order) LIMIT :limit
                """,
                arguments
            ) { columns in try PostRecord(&columns) }
            return query.newerThan == nil ? posts : posts.reversed()
        }
    }

    package func post(id: Int64) async throws -> PostRecord? {
        try await read { db in try PostRecord.find(id, db) }
    }

    package func profile(named name: String) async throws -> ProfileRecord? {
        try await read { db in
            try db.row("SELECT \(ProfileRecord.columns) FROM profile WHERE name = ?", [name]) { columns in
                try ProfileRecord(&columns)
            }
        }
    }

    /// The profiles of the configuration, and those that left it and have said something; by name.
    package func profiles() async throws -> [ProfileSummary] {
        try await read { db in
            try db.rows(
                """
                SELECT \(ProfileRecord.columns) FROM profile WHERE is_declared = 1 OR post_count > 0 ORDER BY profile.name
                """
            ) { columns in
                let profile = try ProfileRecord(&columns)
                return ProfileSummary(profile: profile, postCount: profile.postCount, lastPostAt: profile.lastPostAt)
            }
        }
    }
}

extension PostRecord {
    static func find(_ id: Int64, _ db: Database) throws -> PostRecord? {
        try db.row("SELECT \(columns) FROM \(tables) WHERE post.id = ?", [id]) { columns in try PostRecord(&columns) }
    }
}
