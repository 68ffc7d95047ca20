package import Foundation
package import Timeline

/// Everything that a profile has said, in files that need no server. Posts are read and written a page at a time, however
/// many there are.
package struct ProfileExport: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        /// One file, which feed readers and other programs take.
        case jsonfeed
        /// A folder of pages, which a browser opens from the disk.
        case archive
    }

    private let reader: TimelineReader
    private let site: Site
    private let onlyOpen: Bool

    /// - Parameters:
    ///   - options: say what the pages are called from outside, for links to them.
    ///   - onlyOpen: only what everybody may read; else also what is for followers and lists, each post marked with that,
    ///     in files for their owner alone.
    package init(_ reader: TimelineReader, options: WebOptions, onlyOpen: Bool) {
        self.reader = reader
        site = Site(options)
        self.onlyOpen = onlyOpen
    }

    /// Writes it to a place where nothing is yet; there is all of it, or nothing.
    ///
    /// - Returns: how many posts there are.
    /// - Throws: `TimelineError`.
    package func write(_ profile: ProfileRecord, as format: Format, to path: String, at now: Date) async throws -> Int {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw TimelineError(.exists, "\(path) exists already and was left as it is: name another place")
        }
        let unfinished = "\(path).\(UUID().uuidString.prefix(8)).partial"
        do {
            let count: Int
            switch format {
            case .jsonfeed:
                var file = try JSONFeedFile(at: unfinished, profile, site: site, isPrivate: !onlyOpen)
                count = try await eachPost(of: profile, at: now) { seen in try file.add(seen) }
                try file.finish()
            case .archive:
                let pictures = MediaShelf(beside: reader.path)
                let folder = URL(filePath: unfinished, directoryHint: .isDirectory)
                var archive = try Archive(in: folder, profile, pictures, site: site, isPrivate: !onlyOpen)
                count = try await eachPost(of: profile, at: now) { seen in try archive.add(seen) }
                try archive.finish()
            }
            try FileManager.default.moveItem(atPath: unfinished, toPath: path)
            return count
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error is CancellationError ? error : TimelineError(file: error, path)
        }
    }

    private func eachPost(
        of profile: ProfileRecord,
        at now: Date,
        _ take: (SeenPost) throws -> Void
    ) async throws -> Int {
        var (count, last) = (0, Int64.max)
        while true {
            let page = try await reader.writings(
                of: profile.id,
                olderThan: last,
                onlyOpen: onlyOpen,
                limit: Self.pageLength,
                at: now
            )
            for seen in page { try take(seen) }
            count += page.count
            guard let oldest = page.last else { return count }
            last = oldest.post.id
        }
    }

    private static let pageLength = 200
}
