import Foundation
import Subprocess
import SystemPackage
import TestSupport

/// One run of the built command in a folder of its own.
struct Invocation {
    let status: Int32
    let output: String
    let complaints: String

    /// The command that was built together with the tests.
    static let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "feedline")
        .path

    init(_ arguments: [String], in folder: TemporaryDirectory, input: String = "") async throws {
        let result = try await Subprocess.run(
            .path(FilePath(Self.binary)),
            arguments: Arguments(arguments),
            environment: Self.environment,
            workingDirectory: FilePath(folder.path),
            input: .string(input),
            output: .string(limit: 1 << 24),
            error: .string(limit: 1 << 24)
        )
        guard case .exited(let status) = result.terminationStatus else { throw Errno.interrupted }
        self.status = status
        output = result.standardOutput
        complaints = result.standardError
    }

    /// What a variable of the machine would change is taken away.
    static let environment = Environment.inherit.updating([
        "FEEDLINE_CONFIG": nil, "FEEDLINE_DATABASE": nil, "NOTIFY_SOCKET": nil,
    ])

    /// The standard output as JSON.
    func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed) }
}

/// A folder with a feed and a configuration that reads it.
struct Desk {
    let folder: TemporaryDirectory

    /// - Parameter base: what the addresses of the articles begin with.
    init(items: Int = 2, profile: String = "news", base: String = "https://example.org/", web: String = "") throws {
        folder = try TemporaryDirectory()
        try write(items: items, base: base)
        try write(
            """
            { "profiles": { "\(profile)": { "displayName": "News" } },
              "feeds": [ { "url": "feed.xml" } ],
              "web": { \(web)"listen": "127.0.0.1:0" } }
            """,
            to: "feeds.json"
        )
    }

    /// The newest first.
    func write(items count: Int, base: String = "https://example.org/") throws {
        let items = (0..<count).reversed().map { index in
            """
            <item><title>Article \(index)</title><link>\(base)\(index)</link><guid>g\(index)</guid></item>
            """
        }
        try write(
            "<rss version=\"2.0\"><channel><title>News</title>\(items.joined())</channel></rss>",
            to: "feed.xml"
        )
    }

    func write(_ text: String, to name: String) throws {
        try folder.write(text, to: name)
    }

    @discardableResult
    func run(_ arguments: String..., input: String = "") async throws -> Invocation {
        try await Invocation(arguments, in: folder, input: input)
    }
}
