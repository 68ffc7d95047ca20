internal import Foundation

/// Whoever holds it is the one who writes. Let go when the process ends, however it ends.
struct StoreLock: Sendable {
    private let file: FileHandle

    /// - Throws: `locked`, naming the process that holds it.
    init(beside database: String) throws(TimelineError) {
        let path = database + "-lock"
        try DatabaseFile.createEmpty(path)
        guard let file = FileHandle(forUpdatingAtPath: path) else {
            throw TimelineError(.unreadable, "\(path) cannot be opened: check the rights on it")
        }
        // A child process would hold the lock on for as long as it lives.
        _ = fcntl(file.fileDescriptor, F_SETFD, FD_CLOEXEC)
        guard flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = (try? file.readToEnd()).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
            throw TimelineError(
                .locked,
                "\(database) is in use by \(holder.map { "process \($0)" } ?? "another process"): "
                    + "only one feedline can run on a database"
            )
        }
        do {
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: Data("\(ProcessInfo.processInfo.processIdentifier)".utf8))
        } catch {
            throw TimelineError(.io, "\(path) cannot be written: \(error.localizedDescription)")
        }
        self.file = file
    }

    func release() {
        // Closing alone leaves it to whoever was forked in between and still holds a copy.
        flock(file.fileDescriptor, LOCK_UN)
        try? file.close()
    }
}
