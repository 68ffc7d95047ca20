import Foundation
import TestSupport
import Testing

@testable import Web

/// Sockets as a service manager hands them over.
@Suite struct InheritedSocketTests {
    @Test func tellsWhereItListens() throws {
        let loopback = try HeldSocket(.tcp)
        let folder = try TemporaryDirectory()
        let file = try HeldSocket(.unix(folder.path("web.sock")))
        let (first, second) = (
            try InheritedSocket(descriptor: loopback.descriptor), try InheritedSocket(descriptor: file.descriptor)
        )
        #expect(first.address == .tcp(host: "127.0.0.1", port: loopback.port))
        #expect(second.address == .unix(path: folder.path("web.sock")))
    }

    @Test func whatCannotBeServedOnIsRefusedWithAReason() throws {
        func reason(_ descriptor: Int32) -> String? {
            #expect(throws: ListenError.self) { try InheritedSocket(descriptor: descriptor) }?.description
        }
        let (datagrams, unheard) = (try HeldSocket(.datagrams), try HeldSocket(.unheard))
        #expect(reason(datagrams.descriptor)?.contains("ListenStream=") == true)
        #expect(reason(unheard.descriptor)?.contains("does not listen") == true)
        let file = try FileHandle(forReadingFrom: URL(filePath: "/dev/null"))
        #expect(reason(file.fileDescriptor)?.contains("is no socket") == true)
        #expect(reason(9_999)?.contains("descriptor 9999") == true)
    }

    @Test func severalAreServedAndTheFirstIsTheAddress() async throws {
        let folder = try TemporaryDirectory()
        let (loopback, file) = (try HeldSocket(.tcp), try HeldSocket(.unix(folder.path("web.sock"))))
        var options = WebOptions(version: "1.2.3")
        // The server closes what it was given.
        options.takeOver(
            try [dup(loopback.descriptor), dup(file.descriptor)].map { try InheritedSocket(descriptor: $0) }
        )
        let port = loopback.port
        try await ServerTests.serving(options) { address in
            #expect(address == "http://127.0.0.1:\(port)")
            let request = "GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            let targets: [RawClient.Target] = [.tcp(port: port), .unix(path: folder.path("web.sock"))]
            for target in targets {
                let answer = try #require(try await RawClient.send(request, to: target))
                #expect(answer.hasPrefix("HTTP/1.1 200 OK"))
            }
        }
        #expect(FileManager.default.fileExists(atPath: folder.path("web.sock")))
    }
}

/// A socket of the test's own, for as long as its value lives.
private final class HeldSocket {
    enum Kind {
        case tcp
        case unix(String)
        case datagrams
        /// Bound, and nothing more.
        case unheard
    }

    let descriptor: Int32

    init(_ kind: Kind) throws {
        let stream = Int32(SOCK_STREAM.rawValue)
        let isBound: Bool
        switch kind {
        case .tcp, .unheard: descriptor = socket(AF_INET, stream, 0)
        case .datagrams: descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        case .unix: descriptor = socket(AF_UNIX, stream, 0)
        }
        if case .unix(let path) = kind {
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            isBound = Self.bind(descriptor, &address)
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            isBound = Self.bind(descriptor, &address)
        }
        try #require(isBound)
        switch kind {
        case .tcp, .unix: try #require(listen(descriptor, 8) == 0)
        case .datagrams, .unheard: break
        }
    }

    deinit { close(descriptor) }

    var port: Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { address in
            _ = address.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    private static func bind<Address>(_ descriptor: Int32, _ address: inout Address) -> Bool {
        withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<Address>.size)) == 0
            }
        }
    }
}
