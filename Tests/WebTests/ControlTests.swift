import Foundation
import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import Web

@Suite struct ControlTests {
    /// Writes down what it is asked for.
    private struct Desk: ControlActions {
        let asked = Shared<[String]>([])

        func pause(feed url: String) async throws -> String { note("pause \(url)") }
        func resume(feed url: String) async throws -> String { note("resume \(url)") }
        func retry(feed url: String?) async throws -> String { note("retry \(url ?? "all")") }
        func release(feed url: String) async throws -> String { throw Refusal() }
        func retract(post id: Int64) async throws -> String { note("retract \(id)") }
        func account(_ order: AccountOrder) async throws -> String { note("\(order)") }
        func reload() async throws -> String { note("reload") }

        private func note(_ text: String) -> String {
            asked.withLock { $0.append(text) }
            return "done: \(text)"
        }
    }

    private struct Refusal: Error, CustomStringConvertible {
        let description = "no feed \"é\" is known"
    }

    private let folder: TemporaryDirectory
    private let desk = Desk()
    private var path: String { folder.path("feedline.sqlite-control") }

    init() throws { folder = try TemporaryDirectory() }

    private func application(onBound: @escaping @Sendable () async -> Void = {}) -> ControlApplication {
        ControlApplication(
            socket: path,
            actions: desk,
            onBound: onBound,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
    }

    private func serving(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let (signals, bound) = AsyncStream.makeStream(of: Void.self)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application { bound.yield() })],
                logger: .init(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            )
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            _ = await signals.first { _ in true }
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await body())
            } catch {
                outcome = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.next()
            try outcome.get()
        }
    }

    private func ask(_ command: ControlCommand) async throws -> ControlReply {
        try await ask("POST", command.path, String(decoding: JSONEncoder().encode(command), as: UTF8.self))
    }

    private func ask(_ method: String, _ path: String, _ body: String = "") async throws -> ControlReply {
        let request =
            "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        let answer = try #require(try await RawClient.send(request, to: .unix(path: self.path)))
        let start = try #require(answer.firstRange(of: "\r\n\r\n"))
        return try JSONDecoder().decode(ControlReply.self, from: Data(answer[start.upperBound...].utf8))
    }

    @Test func commandsReachTheDaemonAndAnswersComeBack() async throws {
        try await serving {
            let feed = "https://example.org/été?a=1&b=\"2\""
            #expect(try await ask(.pause(feed: feed)) == ControlReply(message: "done: pause \(feed)"))
            #expect(try await ask(.resume(feed: feed)).message == "done: resume \(feed)")
            #expect(try await ask(.retry(feed: nil)).message == "done: retry all")
            #expect(try await ask(.retry(feed: feed)).message == "done: retry \(feed)")
            #expect(try await ask(.reload).message == "done: reload")
            let refusal = try await ask(.release(feed: feed))
            #expect(refusal == ControlReply(error: "no feed \"é\" is known"))
            #expect(try await ask("GET", "/v1/health").message == "alive")
            #expect(desk.asked.value.count == 5)
        }
    }

    @Test func whatIsNoCommandIsRefusedInWords() async throws {
        try await serving {
            for (body, reason) in [
                ("{}", "the command does not say which feed"), ("nonsense", "the command is no JSON object"),
                ("[1]", "the command is no JSON object"), ("", "the command is no JSON object"),
            ] {
                let reply = try await ask("POST", "/v1/feeds/pause", body)
                #expect(reply == ControlReply(error: reason))
            }
            #expect(desk.asked.value == [])
        }
    }

    @Test func onlyTheOwnerCanReachTheSocket() async throws {
        try await serving {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(attributes[.type] as? FileAttributeType == .typeSocket)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["feedline.sqlite-control"])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func aSocketThatNobodyAnswersIsReplaced() async throws {
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        close(socket)
        #expect(isBound)
        #expect(FileManager.default.fileExists(atPath: path))
        try await serving {
            let reply = try await ask(.reload)
            #expect(reply.message == "done: reload")
        }
    }

    @Test func aSocketThatSomebodyAnswersIsLeftAlone() async throws {
        try await serving {
            await #expect(throws: ControlError("another feedline answers at \(path)")) { try await application().run() }
            let reply = try await ask(.reload)
            #expect(reply.message == "done: reload")
        }
    }

    @Test func aFileInTheWayIsLeftAlone() async throws {
        try folder.write("precious", to: "feedline.sqlite-control")
        await #expect(throws: ControlError("\(path) is in the way of the control socket; move it elsewhere")) {
            try await application().run()
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    }

    @Test func aFolderThatAnybodyCanWriteToIsNoPlace() async throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
        await #expect(throws: ControlError.self) { try await application().run() }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
