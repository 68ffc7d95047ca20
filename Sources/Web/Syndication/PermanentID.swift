internal import Foundation
internal import Timeline

/// A name for ever, whatever the site is called and wherever it moves: a UUID of version 8 (RFC 9562, section 5.8) in a
/// URN. Feed readers know a post by it.
struct PermanentID: CustomStringConvertible {
    let description: String

    /// A post's id holds its time and what sets it apart from the others of its store.
    init(_ post: PostRecord) { self.init(UInt64(bitPattern: post.id), "post", post.profileName) }

    init(_ profile: ProfileRecord) {
        self.init(UInt64(max(profile.createdAt.timeIntervalSince1970, 0) * 1_000) << 16, "profile", profile.name)
    }

    private init(_ number: UInt64, _ kind: String, _ profile: String) {
        let name = Fingerprint("\(kind) @\(profile.lowercased())".utf8).value
        // 48 bits, the version, 12 bits; the variant, and what is left of the name.
        let high = number & ~0xFFFF | 0x8000 | number >> 4 & 0xFFF
        let low = 0x8000_0000_0000_0000 | (number & 0xF) << 58 | name >> 6
        let digits = Array(high.hexadecimal + low.hexadecimal)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        description = "urn:uuid:" + groups.joined(separator: "-")
    }
}
