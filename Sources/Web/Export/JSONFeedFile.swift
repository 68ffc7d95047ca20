internal import Foundation
internal import Timeline

/// A JSON Feed of any length, written an item at a time, one to a line.
struct JSONFeedFile {
    private let file: FileHandle
    private let profile: ProfileRecord
    private let site: Site
    private let encoder: JSONEncoder
    /// What follows the items.
    private let end: Data
    private var isEmpty = true

    /// - Parameter isPrivate: for its owner alone.
    init(at path: String, _ profile: ProfileRecord, site: Site, isPrivate: Bool) throws {
        self.profile = profile
        self.site = site
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let rights: [FileAttributeKey: Any]? = isPrivate ? [.posixPermissions: 0o600] : nil
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: rights) else {
            throw TimelineError(.unreadable, "\(path) cannot be made: check that its folder is there and is yours")
        }
        file = try FileHandle(forWritingTo: URL(filePath: path))
        let frame = try encoder.encode(JSONFeed(profile, [], site: site))
        // In a text its quotation marks would be escaped: it is the feed's own, and stands there once.
        guard let place = frame.firstRange(of: Data(#""items":["#.utf8)) else {
            throw TimelineError(.invalid, "a feed has no items")
        }
        end = frame[place.upperBound...]
        try file.write(contentsOf: frame[..<place.upperBound])
    }

    mutating func add(_ seen: SeenPost) throws {
        var item = JSONFeed.Item(seen.post, of: profile, site: site)
        item.audience = seen.post.audience == .public ? nil : seen.post.audience.rawValue
        try file.write(contentsOf: Data((isEmpty ? "\n" : ",\n").utf8) + encoder.encode(item))
        isEmpty = false
    }

    /// Returns when it is on the disk.
    func finish() throws {
        try file.write(contentsOf: Data("\n".utf8) + end + Data("\n".utf8))
        try file.synchronize()
        try file.close()
    }
}
