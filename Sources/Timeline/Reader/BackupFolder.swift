package import Foundation

/// A folder of backups that are named after their moments, of which only the newest are kept.
package struct BackupFolder: Sendable {
    private let folder: URL

    package init(path: String) { folder = URL(filePath: path, directoryHint: .isDirectory) }

    /// Makes the folder for its owner alone, if there is none.
    ///
    /// - Returns: the file for a backup of this moment, such as `feedline-2026-11-22T031500Z.sqlite`.
    package func place(for moment: Date) throws(TimelineError) -> String {
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw TimelineError(file: error, folder.path)
        }
        let time = moment.formatted(.iso8601).replacing(":", with: "")
        return folder.appending(path: "feedline-\(time).sqlite").path
    }

    /// Every backup that is whole, the newest first.
    func all() throws(TimelineError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0.wholeMatch(of: Self.pattern)?.2.isEmpty == true }
                .sorted(by: >).map { folder.appending(path: $0).path }
        } catch {
            throw TimelineError(file: error, folder.path)
        }
    }

    /// Removes all but the newest backups, their pictures with them, and what one that was cut short has left before
    /// these. A file that has another name than a backup is never touched.
    ///
    /// - Returns: how many backups are gone.
    package func keepNewest(_ count: Int) throws(TimelineError) -> Int {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let files = names.compactMap { name in
                name.wholeMatch(of: Self.pattern).map { (name: name, backup: String($0.1), isWhole: $0.2.isEmpty) }
            }
            let backups = files.filter(\.isWhole).map(\.backup).sorted(by: >)
            guard backups.count >= count, let oldest = backups.prefix(count).last else { return 0 }
            // A backup before its pictures: what is there of it has all of them.
            for file in files.sorted(by: { $0.name < $1.name }) where file.backup < oldest {
                try FileManager.default.removeItem(at: folder.appending(path: file.name))
            }
            return backups.count - count
        } catch {
            throw TimelineError(file: error, folder.path)
        }
    }

    private static var pattern: Regex<(Substring, Substring, Substring)> {
        /(feedline-\d{4}-\d\d-\d\dT\d{6}Z\.sqlite)((?:\.[0-9A-F]{8}\.partial)?(?:-journal|-wal|-shm|-media)?)/
    }
}
