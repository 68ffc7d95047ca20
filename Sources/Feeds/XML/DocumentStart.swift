/// Where a feed begins in a text that may have something before it, and what the text is if it holds none.
///
/// Declaration, DOCTYPE, comments and whatever a server printed before them are left out: nothing in them is needed, and
/// without a DOCTYPE there are no entities to define.
enum DocumentStart: Equatable {
    /// The offset of `<` of the root element, and whether something that is not XML stands before it.
    case xml(Int, hasJunk: Bool)
    case json(Int)
    case empty
    /// In words.
    case other(String)

    init(of text: UnsafeBufferPointer<UInt8>) {
        var cursor = ByteCursor(text)
        cursor.skipSpace()
        guard let first = cursor.byte else {
            self = .empty
            return
        }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            self = .json(cursor.at)
            return
        }
        var hasJunk = false
        let last = min(text.count, cursor.at + FeedLimits.prolog)
        while cursor.at < last, cursor.skip(to: UInt8(ascii: "<"), orByte: &hasJunk) {
            let start = cursor.at
            if cursor.skip(from: "<?", past: "?>") || cursor.skip(from: "<!--", past: "-->") { continue }
            if cursor.starts(with: "<!") {
                if cursor.word(at: start + 2) == "doctype", cursor.word(after: start + 9) == "html" {
                    self = .other("it is an HTML page")
                    return
                }
                cursor.skipDeclaration()
                continue
            }
            let name = cursor.word(at: start + 1)
            let local = name.split(separator: ":").last.map(String.init) ?? ""
            if Self.roots.contains(local) {
                self = .xml(start, hasJunk: hasJunk)
                return
            }
            if name == "html" || name == "head" {
                self = .other("it is an HTML page")
                return
            }
            if Self.strangers[local] != nil, !hasJunk {
                self = .other(Self.strangers[local] ?? "")
                return
            }
            hasJunk = true
            cursor.at = start + 1
        }
        self = .other("it is not a feed: no <rss>, <feed> or <rdf:RDF> in it")
    }

    private static let roots: Set = ["rss", "rdf", "feed", "entry", "channel"]
    private static let strangers = [
        "opml": "it is an OPML list of feeds, not a feed",
        "urlset": "it is a sitemap, not a feed",
        "sitemapindex": "it is a sitemap, not a feed",
        "svg": "it is an image, not a feed",
    ]
}

/// A place in a text, for the few looks that need no parser.
struct ByteCursor {
    private let text: UnsafeBufferPointer<UInt8>
    var at = 0
    /// What was looked for in vain: it need not be looked for again.
    private var endless: Set<String> = []

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var byte: UInt8? { at < text.count ? text[at] : nil }

    mutating func skipSpace() {
        while let byte, byte <= 0x20 || isMark { at += byte <= 0x20 ? 1 : 3 }
    }

    private var isMark: Bool { starts(with: "\u{FEFF}") }

    func starts(with word: String) -> Bool {
        text[at...].starts(with: word.utf8)
    }

    /// Moves to the next `target`; anything but white space on the way counts as junk.
    mutating func skip(to target: UInt8, orByte hasJunk: inout Bool) -> Bool {
        while let byte, byte != target {
            if byte > 0x20, !isMark { hasJunk = true }
            at += isMark ? 3 : 1
        }
        return byte != nil
    }

    /// Moves past the construct that begins here, if it does so with `start` and ends at all.
    mutating func skip(from start: String, past end: String) -> Bool {
        guard starts(with: start), !endless.contains(start) else { return false }
        let end = Array(end.utf8)
        var probe = at + start.utf8.count
        while probe + end.count <= text.count {
            if text[probe] == end[0], text[probe...].starts(with: end) {
                at = probe + end.count
                return true
            }
            probe += 1
        }
        endless.insert(start)
        return false
    }

    /// Moves past a DOCTYPE with its internal subset, if it has one.
    mutating func skipDeclaration() {
        var brackets = 0
        var quote: UInt8?
        while let byte {
            at += 1
            switch byte {
            case quote: quote = nil
            case _ where quote != nil: continue
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "["): brackets += 1
            case UInt8(ascii: "]"): brackets -= 1
            case UInt8(ascii: ">") where brackets <= 0: return
            default: continue
            }
        }
    }

    /// The name at an offset, in lower case.
    func word(at start: Int) -> String {
        guard start < text.count else { return "" }
        let name = text[start...].prefix(40).prefix { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
        }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    /// The name after white space.
    func word(after start: Int) -> String {
        var start = start
        while start < text.count, text[start] <= 0x20 { start += 1 }
        return word(at: start)
    }
}
