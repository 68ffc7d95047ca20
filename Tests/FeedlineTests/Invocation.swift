import Foundation
import TestSupport

/// One run of the built command in a folder of its own.
struct Invocation {
    let status: Int32
    let output: String
    let complaints: String

    /// The command that was built together with the tests.
    static let binary = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "feedline")

    init(_ arguments: [String], in folder: TemporaryDirectory, input: String = "") throws {
        let process = try Self.process(arguments, in: folder)
        let output = Pipe()
        let complaints = Pipe()
        let standardInput = Pipe()
        process.standardOutput = output
        process.standardError = complaints
        process.standardInput = standardInput
        try process.run()
        try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try standardInput.fileHandleForWriting.close()
        self.output = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        self.complaints = String(decoding: try complaints.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }

    static func process(_ arguments: [String], in folder: TemporaryDirectory) throws -> Process {
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder.path)
        var environment = ProcessInfo.processInfo.environment
        for name in ["FEEDLINE_CONFIG", "FEEDLINE_DATABASE", "NOTIFY_SOCKET"] { environment[name] = nil }
        process.environment = environment
        return process
    }

    /// The standard output as JSON.
    func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed) }
}

/// A folder with a feed and a configuration that reads it.
struct Desk {
    let folder: TemporaryDirectory

    init(items: Int = 2, profile: String = "news") throws {
        folder = try TemporaryDirectory()
        try write(items: items)
        try write(
            """
            { "profiles": { "\(profile)": { "displayName": "News" } },
              "feeds": [ { "url": "feed.xml" } ],
              "web": { "listen": "127.0.0.1:0" } }
            """,
            to: "feeds.json"
        )
    }

    /// The newest first.
    func write(items count: Int) throws {
        let items = (0..<count).reversed().map { index in
            """
            <item><title>Article \(index)</title><link>https://example.org/\(index)</link><guid>g\(index)</guid></item>
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
    func run(_ arguments: String..., input: String = "") throws -> Invocation {
        try Invocation(arguments, in: folder, input: input)
    }
}
