internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Where a request comes from, as far as limits have to tell clients apart: an IPv4 address, or the 64 bits of an IPv6
/// address that one household has.
struct ClientAddress: Hashable {
    let text: String

    /// A proxy on this machine is believed when it says whom it speaks for; anybody else could say anything.
    init(_ request: Request, _ context: VisitContext) {
        let peer = context.remoteAddress?.ipAddress
        let isNear = peer.map(Self.isLoopback) ?? true
        let forwarded = request.headers[.xForwardedFor]?.split(separator: ",").last.map { $0.filter { $0 != " " } }
        text = Self.network(of: isNear ? forwarded ?? peer ?? Self.local.text : peer ?? Self.local.text)
    }

    private init(_ text: String) { self.text = text }

    /// Of a program on this machine.
    static let local = ClientAddress("local")

    /// Whether it is a program on this machine.
    var isLoopback: Bool { self == .local || Self.isLoopback(text) || text == Self.network(of: "::1") }

    private static func isLoopback(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
    }

    private static func network(of address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return String(address.prefix(64)) }
        let halves = address.prefix(64).split(separator: "%")[0].components(separatedBy: "::")
        let front = halves[0].split(separator: ":").map(String.init)
        let back = halves.count > 1 ? halves[1].split(separator: ":").map(String.init) : []
        let gap = Array(repeating: "0", count: max(0, 8 - front.count - back.count))
        return (front + gap + back).prefix(4).joined(separator: ":") + "::/64"
    }
}

extension HTTPField.Name {
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For") ?? .via
}
