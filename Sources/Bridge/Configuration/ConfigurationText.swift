internal import Crypto
package import Foundation
internal import Transfer

/// A configuration that is right, as it stands in its file: its feeds are decoded one after the other when they are asked
/// for, since a million of them would fill the memory.
package struct ConfigurationText: Sendable {
    /// Everything but the feeds.
    package let head: Configuration
    package let feeds: ConfiguredFeeds
    /// nil unless they were checked.
    package private(set) var feedCount: Int?
    /// 32 bytes that tell this text, and where relative paths in it lead, from every other.
    package let fingerprint: Data

    /// Reads a file, and the credentials that belong to it.
    ///
    /// - Parameters:
    ///   - version: what the same text may mean something else to.
    ///   - isKnown: whether a text with this fingerprint was found right before; then its feeds are not checked again.
    package static func load(
        path: String,
        version: String,
        isKnown: (Data, Configuration) async -> Bool = { _, _ in false }
    ) async throws(ConfigurationError) -> ConfigurationText {
        let bytes = try ConfigurationFile.read(path)
        let credentials = try FeedCredentials.load(beside: path)
        if let text = ConfigurationText(known: bytes, file: path, version: version, credentials),
            await isKnown(text.fingerprint, text.head)
        {
            return text
        }
        return try ConfigurationText(bytes, file: path, version: version, credentials)
    }

    /// Checks a text; `file` says where relative paths start and what mistakes name.
    init(
        _ bytes: [UInt8],
        file: String,
        version: String = "",
        _ credentials: FeedCredentials = FeedCredentials()
    ) throws(ConfigurationError) {
        let document = JSONReader.read(bytes, skimming: RootKey.feeds.rawValue)
        let directory = ConfigurationFile.directory(of: file)
        let reading = ConfigurationReading(directory: directory, slips: document.slips)
        guard var text = document.root.flatMap({ ConfigurationText($0, reading, bytes, version, credentials) }) else {
            throw ConfigurationError(file: file, slips: reading.slips, in: bytes)
        }
        text.feedCount = text.feeds.check(reading)
        guard reading.slips.isEmpty else { throw ConfigurationError(file: file, slips: reading.slips, in: bytes) }
        self = text
    }

    /// Takes it on trust that the list of feeds is right; nil if it is not where it should be.
    private init?(known bytes: [UInt8], file: String, version: String, _ credentials: FeedCredentials) {
        guard let list = bytes.listOfFeeds else { return nil }
        let rest = bytes[..<list.lowerBound] + Array("[]".utf8) + bytes[list.upperBound...]
        let reading = ConfigurationReading(directory: ConfigurationFile.directory(of: file))
        let document = JSONReader.read(Array(rest))
        guard document.slips.isEmpty, let root = document.root,
            let text = ConfigurationText(root, reading, bytes, version, credentials), reading.slips.isEmpty
        else { return nil }
        self = text
    }

    /// nil if the text is no object.
    private init?(
        _ root: JSONValue,
        _ reading: ConfigurationReading,
        _ bytes: [UInt8],
        _ version: String,
        _ credentials: FeedCredentials
    ) {
        let setting = Setting(value: root, path: "", reading: reading)
        guard let section: Section<RootKey> = setting.section() else { return nil }
        var head = Configuration(setting, section)
        head.credentials = credentials
        self.head = head
        feeds = ConfiguredFeeds(bytes, root, head, directory: reading.directory)
        var hash = SHA256()
        hash.update(data: Data("\(version)\0\(reading.directory)\0".utf8))
        hash.update(data: bytes)
        fingerprint = Data(hash.finalize())
    }
}

extension [UInt8] {
    /// Where the list of feeds stands in a text that is in order.
    fileprivate var listOfFeeds: Range<Int>? {
        let key = Array(RootKey.feeds.rawValue.utf8)
        var depth = 0
        var start: Int?
        var lastText = 0..<0
        var at = 0
        while at < count {
            switch self[at] {
            case UInt8(ascii: "\""):
                let first = at + 1
                at = first
                while at < count, self[at] != UInt8(ascii: "\"") { at += self[at] == UInt8(ascii: "\\") ? 2 : 1 }
                if depth == 1, at < count { lastText = first..<at }
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                if depth == 1, self[at] == UInt8(ascii: "["), self[lastText].elementsEqual(key) { start = at }
                depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth == 1, let start { return start..<(at + 1) }
            default: break
            }
            at += 1
        }
        return nil
    }
}
