import Foundation
import Web

/// The sockets that a service manager listens on for the daemon (sd_listen_fds(3)).
struct ActivationSockets {
    /// For the pages; none if the daemon was started in another way.
    let pages: [InheritedSocket]
    /// What else came along, by its name, and was closed.
    let strays: [String]

    /// The name of those for the pages, `FileDescriptorName=` of their socket unit. A single one may have any.
    static let name = "web"
    /// `SD_LISTEN_FDS_START`.
    private static let first: Int32 = 3
    private static let variables = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "LISTEN_PIDFDID"]

    /// Takes what is there, once: nobody finds it again, and no child inherits it.
    ///
    /// - Throws: `Failure`, to exit with 78, if pages cannot be served on what was handed over.
    static func take(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> ActivationSockets {
        defer { for variable in variables { unsafe unsetenv(variable) } }
        // Variables that were meant for a parent are inherited all the same.
        guard environment["LISTEN_PID"] == "\(ProcessInfo.processInfo.processIdentifier)",
            let count = environment["LISTEN_FDS"].flatMap(Int32.init), 1...1_024 ~= count
        else { return ActivationSockets(pages: [], strays: []) }
        let names = (environment["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
        let handed = (0..<count).map { index in
            (descriptor: first + index, name: Int(index) < names.count ? String(names[Int(index)]) : "unknown")
        }
        for (descriptor, _) in handed { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        return try choose(among: handed)
    }

    private static func choose(among handed: [(descriptor: Int32, name: String)]) throws -> ActivationSockets {
        let chosen = handed.count == 1 ? handed : handed.filter { $0.name == name }
        guard !chosen.isEmpty else {
            throw Failure(
                "of \(handed.count) sockets none is named for the pages; write FileDescriptorName=\(name) in the socket unit",
                exit: .configuration
            )
        }
        let strays = handed.filter { stray in !chosen.contains { $0.descriptor == stray.descriptor } }
        for stray in strays { close(stray.descriptor) }
        do {
            return ActivationSockets(
                pages: try chosen.map { try InheritedSocket(descriptor: $0.descriptor) },
                strays: strays.map(\.name)
            )
        } catch let error as ListenError {
            throw Failure(error.description, exit: .configuration)
        }
    }
}
