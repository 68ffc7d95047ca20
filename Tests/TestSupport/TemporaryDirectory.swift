package import Foundation

/// A new folder that goes away, with all that is in it, when its value does.
package final class TemporaryDirectory: Sendable {
    package let url: URL

    /// - Parameter inMemory: where the machine has a folder for that; for tests that write more than a disk likes.
    package init(inMemory: Bool = false) throws {
        let memory = URL(filePath: "/dev/shm")
        let isThere = inMemory && FileManager.default.isWritableFile(atPath: memory.path)
        let parent = isThere ? memory : FileManager.default.temporaryDirectory
        url = parent.appending(path: "feedline-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    package var path: String { url.path }

    /// The path that a file of this name has or would have.
    package func path(_ name: String) -> String { url.appending(path: name).path }

    /// Writes a file and returns its path; folders on the way are made.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
