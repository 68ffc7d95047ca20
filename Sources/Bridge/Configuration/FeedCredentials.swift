internal import Foundation

/// What feeds behind a password are asked with. It comes from a file of its own, never from `feeds.json`.
///
/// A line is an address, a scheme and a secret: `https://example.org/members basic USER:PASSWORD` or
/// `https://example.org bearer TOKEN`. It holds for the address and for everything below it; of several, the longest.
package struct FeedCredentials: Sendable, Equatable {
    static let fileName = "feeds.credentials"

    private struct Entry: Sendable, Equatable {
        let address: WebAddress
        let header: String
    }

    /// The longest address first.
    private var entries: [Entry] = []

    package init() {}

    /// Reads `feeds.credentials` from the directory that systemd names, or from beside the configuration; none is fine.
    ///
    /// - Throws: a mistake without the line's text, and for a file that others may read.
    static func load(
        beside configuration: String,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(ConfigurationError) -> FeedCredentials {
        // https://systemd.io/CREDENTIALS: only the service can read what lies there.
        if let directory = environment["CREDENTIALS_DIRECTORY"] {
            let path = AbsolutePath.of(fileName, in: directory)
            if FileManager.default.fileExists(atPath: path) {
                return try FeedCredentials(try ConfigurationFile.read(path), file: path)
            }
        }
        let path = AbsolutePath.of(fileName, in: ConfigurationFile.directory(of: configuration))
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return FeedCredentials() }
        guard let rights = attributes[.posixPermissions] as? Int, rights & 0o077 == 0 else {
            let mistake = ConfigurationMistake(
                path: "",
                line: 0,
                column: 0,
                message: "other users of this machine can read it",
                suggestion: "run: chmod 600 \(path)"
            )
            throw ConfigurationError(file: path, mistakes: [mistake])
        }
        return try FeedCredentials(try ConfigurationFile.read(path), file: path)
    }

    init(_ bytes: [UInt8], file: String) throws(ConfigurationError) {
        var mistakes: [ConfigurationMistake] = []
        for (index, text) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let words = String(decoding: text, as: UTF8.self).split(maxSplits: 2, whereSeparator: \.isWhitespace)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            do {
                entries.append(try Self.entry(words))
            } catch {
                mistakes.append(
                    ConfigurationMistake(
                        path: "",
                        line: index + 1,
                        column: 1,
                        message: error.message,
                        suggestion: error.suggestion
                    )
                )
            }
        }
        guard mistakes.isEmpty else { throw ConfigurationError(file: file, mistakes: mistakes) }
        entries.sort { $0.address.rest.utf8.count > $1.address.rest.utf8.count }
    }

    private static func entry(_ words: [Substring]) throws(WebAddress.Flaw) -> Entry {
        // First of all: a secret that stands alone is no address, and would be quoted as a bad one.
        guard words.count == 3 else {
            throw WebAddress.Flaw(message: "a line has three parts", suggestion: "write: ADDRESS basic USER:PASSWORD")
        }
        let address = try WebAddress(String(words[0]))
        var secret = words[2].drop(while: \.isWhitespace)
        while secret.last?.isWhitespace == true { secret.removeLast() }
        switch words[1].lowercased() {
        case "basic" where secret.contains(":"):
            return Entry(address: address, header: "Basic \(Data(secret.utf8).base64EncodedString())")
        case "basic":
            throw WebAddress.Flaw(message: "basic needs a user and a password", suggestion: "write USER:PASSWORD")
        case "bearer" where secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }):
            return Entry(address: address, header: "Bearer \(secret)")
        case "bearer":
            throw WebAddress.Flaw(message: "a bearer token has no blanks and only ASCII", suggestion: nil)
        default:
            throw WebAddress.Flaw(message: "the second part is basic or bearer", suggestion: nil)
        }
    }

    /// The value of the `Authorization` header for an address; nil where none is known.
    package func authorization(for url: String) -> String? {
        guard !entries.isEmpty, let asked = try? WebAddress(url) else { return nil }
        return entries.first { $0.address.covers(asked) }?.header
    }
}

extension FeedCredentials: CustomStringConvertible, CustomReflectable {
    /// Never the secrets.
    package var description: String { "\(entries.count) credentials" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension WebAddress {
    /// The same server, and the same path or one below it.
    fileprivate func covers(_ other: WebAddress) -> Bool {
        guard scheme == other.scheme, host == other.host, port == other.port else { return false }
        guard other.rest.hasPrefix(rest), !rest.isEmpty, !rest.hasSuffix("/") else { return other.rest.hasPrefix(rest) }
        let after = other.rest.dropFirst(rest.count)
        return after.isEmpty || after.hasPrefix("/") || after.hasPrefix("?")
    }
}
