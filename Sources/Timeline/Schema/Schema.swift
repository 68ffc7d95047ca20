internal import GRDB

/// The tables and how they came to be. Migrations are appended, never edited.
enum Schema {
    /// "FEED"; says that a file is ours.
    static let applicationID: Int32 = 0x4645_4544

    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 timeline", migrate: createTimeline)
        migrator.registerMigration("2 retired feeds", migrate: indexRetiredFeeds)
        migrator.registerMigration("3 people", migrate: addPeople)
        migrator.registerMigration("4 short links", migrate: createShortLinks)
        migrator.registerMigration("5 edits", migrate: followEdits)
        migrator.registerMigration("6 rules", migrate: keepRules)
        migrator.registerMigration("7 feed alerts", migrate: keepAlerts)
        return migrator
    }()

    /// What this version makes of a database.
    static var newest: String { migrator.migrations.last ?? "" }

    /// What of a database this version knows nothing of.
    static func unknown(_ db: Database) throws -> [String] {
        try migrator.appliedIdentifiers(db).subtracting(migrator.migrations).sorted()
    }
}
