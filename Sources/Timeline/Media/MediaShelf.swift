internal import Dispatch
internal import Foundation

/// The pictures' files, in a folder beside the database: `feedline.sqlite-media`, for its owner alone.
///
/// A file that has its name is whole, and is never changed. The methods throw `TimelineError`; they work one after the other
/// on a thread of their own, since a disk can take its time.
package struct MediaShelf: Sendable {
    let folder: URL
    private let queue = DispatchQueue(label: "timeline.media")

    /// Creates nothing yet.
    package init(beside database: String) {
        folder = URL(filePath: DatabaseFile.resolved(database) + "-media", directoryHint: .isDirectory)
    }

    /// Returns when the file is on the disk.
    ///
    /// - Returns: its name, which nobody can guess.
    package func store(_ picture: ImageFile) async throws -> String {
        let name = Self.newName(picture.format)
        try await carryOut {
            let file = self.file(name)
            try makeFolder(folder)
            try makeFolder(file.deletingLastPathComponent())
            let unfinished = file.appendingPathExtension(Self.unfinished)
            defer { try? FileManager.default.removeItem(at: unfinished) }
            try DatabaseFile.createEmpty(unfinished.path)
            let handle = try FileHandle(forWritingTo: unfinished)
            defer { try? handle.close() }
            try handle.write(contentsOf: Data(picture.cleaned))
            try handle.synchronize()
            try FileManager.default.moveItem(at: unfinished, to: file)
            try synchronize(file.deletingLastPathComponent())
        }
        return name
    }

    /// Where a picture's file is, if there is one.
    ///
    /// - Returns: nil for what is no picture's name, wherever it would lead to.
    package func path(of name: String) -> String? { Self.isName(name) ? file(name).path : nil }

    /// What is no picture's name is passed over, and so is what is not there.
    package func remove(_ names: [String]) async throws {
        guard !names.isEmpty else { return }
        try await carryOut {
            for name in names where Self.isName(name) { try? FileManager.default.removeItem(at: file(name)) }
        }
    }

    // MARK: - All of them

    /// Removes files that were there before a moment and that nobody knows; a part of the folder at a time, since there can
    /// be many.
    ///
    /// - Parameter known: says which of some names are known.
    /// - Returns: how many files that were.
    func sweep(before moment: Date, known: ([String]) async throws -> Set<String>) async throws -> Int {
        var count = 0
        for part in try await parts() {
            let old = try await carryOut { try files(in: part).filter { Self.age($0).map { $0 < moment } ?? false } }
            let kept = try await known(old.map(\.lastPathComponent))
            let strays = old.filter { !kept.contains($0.lastPathComponent) }
            try await carryOut { for file in strays { try? FileManager.default.removeItem(at: file) } }
            count += strays.count
        }
        return count
    }

    /// Copies each picture that is there now, and returns when the copies are on the disk. One that is removed meanwhile
    /// is left out, and one that the other has already.
    ///
    /// Without pictures there is no folder.
    ///
    /// - Parameter linking: gives the files second names, which takes no room; where there is no such thing it copies.
    func copy(to other: MediaShelf, linking: Bool = false) async throws {
        for part in try await parts() {
            try Task.checkCancellation()
            try await other.carryOut {
                let place = other.folder.appending(path: part.lastPathComponent, directoryHint: .isDirectory)
                try other.makeFolder(other.folder)
                try other.makeFolder(place)
                for file in try files(in: part) where Self.isName(file.lastPathComponent) {
                    try other.take(file, to: place.appending(path: file.lastPathComponent), linking: linking)
                }
                try other.synchronize(place)
            }
        }
    }

    private func take(_ file: URL, to place: URL, linking: Bool) throws {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: place.path) else { return }
        if linking, (try? manager.linkItem(at: file, to: place)) != nil { return }
        let unfinished = place.appendingPathExtension(Self.unfinished)
        try? manager.removeItem(at: unfinished)
        do {
            try manager.copyItem(at: file, to: unfinished)
        } catch CocoaError.fileReadNoSuchFile {
            return
        }
        try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: unfinished.path)
        try FileHandle(forUpdating: unfinished).synchronize()
        try manager.moveItem(at: unfinished, to: place)
    }

    private func parts() async throws -> [URL] {
        try await carryOut {
            guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0.count == 2 && $0.allSatisfy(Self.letters.contains) }
                .map { folder.appending(path: $0, directoryHint: .isDirectory) }
        }
    }

    /// The pictures of a part, and those that were never finished.
    private func files(in part: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(atPath: part.path).map { part.appending(path: $0) }.filter { file in
            let isUnfinished = file.pathExtension == Self.unfinished
            return Self.isName((isUnfinished ? file.deletingPathExtension() : file).lastPathComponent)
        }
    }

    private static func age(_ file: URL) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: file.path))?[.modificationDate] as? Date
    }

    // MARK: - Names

    private static let unfinished = "partial"
    /// RFC 4648, section 6, in lower case: 32 of them hold as much as 20 random bytes.
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567")

    private static func newName(_ format: ImageFile.Format) -> String {
        String((0..<32).map { _ in letters[Int.random(in: letters.indices)] }) + "." + format.ending
    }

    static func isName(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].count == 32 && parts[0].allSatisfy(letters.contains)
            && ImageFile.Format.allCases.contains { $0.ending == parts[1] }
    }

    /// In a part of the folder by its first two letters: a folder with very many files is slow on some file systems.
    private func file(_ name: String) -> URL {
        folder.appending(path: String(name.prefix(2)), directoryHint: .isDirectory).appending(path: name)
    }

    // MARK: - The disk

    private func carryOut<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                queue.async { continuation.resume(with: Result { try work() }) }
            }
        } catch {
            throw TimelineError(file: error, folder.path)
        }
    }

    private func makeFolder(_ folder: URL) throws {
        guard !FileManager.default.fileExists(atPath: folder.path) else { return }
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        try synchronize(folder.deletingLastPathComponent())
    }

    /// So that the names in a folder survive a power cut.
    private func synchronize(_ folder: URL) throws { try FileHandle(forReadingFrom: folder).synchronize() }
}
