internal import Crypto
internal import CryptoExtras
internal import Foundation

/// A password as it is stored: by scrypt (RFC 7914), with its own salt and the costs that it was made with.
///
/// Making and checking one takes a quarter of a second of computing and 16 MB, so that guessing is slow; what asks from
/// the network has to be limited.
package struct PasswordHash: Sendable, Equatable {
    /// `$scrypt$ln=14,r=8,p=5$SALT$HASH`, as in the PHC string format.
    package let text: String

    /// In characters, of a password that somebody chooses.
    package static let minimumLength = 8

    private static let rounds = 14
    private static let blockSize = 8
    private static let parallelism = 5

    package init(_ password: String) throws {
        let salt = Data(Secret().text.utf8.prefix(22))
        let key = try Self.derive(password, salt: salt)
        text =
            "$scrypt$ln=\(Self.rounds),r=\(Self.blockSize),p=\(Self.parallelism)"
            + "$\(String(decoding: salt, as: UTF8.self))$\(key.base64URL)"
    }

    package init(stored text: String) { self.text = text }

    /// Whether it was made of this password.
    package func matches(_ password: String) -> Bool {
        let parts = text.split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt",
            parts[1] == "ln=\(Self.rounds),r=\(Self.blockSize),p=\(Self.parallelism)",
            let key = try? Self.derive(password, salt: Data(parts[2].utf8))
        else { return false }
        // Of hashes, so that the time it takes says nothing.
        return SHA256.hash(data: Data(key.base64URL.utf8)) == SHA256.hash(data: Data(parts[3].utf8))
    }

    private static func derive(_ password: String, salt: Data) throws -> Data {
        let normalized = Data(PostText.normalized(password).utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: normalized,
            salt: salt,
            outputByteCount: 32,
            rounds: 1 << rounds,
            blockSize: blockSize,
            parallelism: parallelism
        )
        return unsafe key.withUnsafeBytes { unsafe Data($0) }
    }
}
