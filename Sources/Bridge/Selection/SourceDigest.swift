internal import Foundation
internal import Timeline

/// What of an item its post shows, as a short hash of each part. By it a change of the item is told from one of the
/// template, of short links, of anything else that the operator changes: those change no part.
///
/// It is stored, so the number of a part and what is hashed must stay what they are.
struct SourceDigest: Sendable, Equatable {
    enum Part: UInt8, Sendable {
        case title = 1
        case link = 2
        /// In any order.
        case tags = 3
        case summary = 4
        case content = 5
        case author = 6
        case date = 7
        case event = 8
        case file = 9
    }

    private var hashes: [Part: UInt64] = [:]

    /// Of the parts that a template shows; title, event and file are on a page of the post in any case.
    init(_ source: PostSource, for template: Template) {
        self[.title] = source.title ?? ""
        self[.link] = Self.address(source.link)
        self[.event] = source.event.map(Self.words) ?? ""
        self[.file] = Self.address(source.file?.url)
        if template.has(.tags) { self[.tags] = source.tags.sorted().joined(separator: "\n") }
        if template.has(.author) { self[.author] = source.author ?? "" }
        if template.has(.date) { self[.date] = source.date.flatMap(Material.day) ?? "" }
        if template.readsText || source.lacksTitle {
            self[.summary] = source.summary ?? ""
            self[.content] = source.content ?? ""
        }
    }

    /// Whether a part that both know is another one.
    func differs(from earlier: SourceDigest) -> Bool {
        hashes.contains { part, hash in earlier.hashes[part].map { $0 != hash } ?? false }
    }

    /// With the parts that only the earlier one knows.
    func completed(by earlier: SourceDigest) -> SourceDigest {
        var whole = self
        whole.hashes.merge(earlier.hashes) { own, _ in own }
        return whole
    }

    private subscript(part: Part) -> String {
        get { "" }
        set { hashes[part] = ItemAlias.Hash(of: newValue).high }
    }

    private static func words(of event: PostSource.Event) -> String {
        let end = event.end.map { "\($0.timeIntervalSince1970)" } ?? ""
        return "\(event.start.timeIntervalSince1970) \(end) \(event.place ?? "")"
    }

    /// The same for http and https, and whatever a site adds for its statistics.
    private static func address(_ link: String?) -> String {
        link.map { CanonicalLink($0)?.text ?? $0 } ?? ""
    }
}

extension SourceDigest {
    /// Nine bytes a part: its number, and the hash with its highest byte first.
    init(_ data: Data) {
        let bytes = Array(data)
        for start in stride(from: 0, through: bytes.count - 9, by: 9) {
            guard let part = Part(rawValue: bytes[start]) else { continue }
            hashes[part] = bytes[start + 1..<start + 9].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    var data: Data {
        var data = Data()
        for (part, hash) in hashes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            data.append(part.rawValue)
            for shift in stride(from: 56, through: 0, by: -8) { data.append(UInt8(truncatingIfNeeded: hash >> shift)) }
        }
        return data
    }
}
