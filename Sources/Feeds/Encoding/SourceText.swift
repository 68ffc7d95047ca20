/// A document as UTF-8, whatever it came in.
///
/// The order of belief: a byte order mark; bytes that are valid UTF-8, whatever a label says; the transfer's charset; the
/// XML declaration; a guess. (Labels that lie outnumber documents that are valid UTF-8 by accident.)
struct SourceText {
    let bytes: ArraySlice<UInt8>
    let encoding: String
    /// It was not in what its labels say, or not wholly.
    let isRecovered: Bool

    init(_ document: FeedDocument) {
        var bytes = document.bytes[...]
        if let wide = Self.wideCharset(bytes), let decoded = Iconv.decoded(bytes, from: wide) {
            self.init(decoded.text, wide.hasPrefix("UTF-16") ? "utf-16" : "utf-32", isRecovered: decoded.invalid > 0)
            return
        }
        let hasMark = bytes.starts(with: Self.mark)
        while bytes.starts(with: Self.mark) { bytes = bytes.dropFirst(3) }
        let labels = [Self.charset(ofContentType: document.contentType), Self.declaredCharset(bytes)].compactMap { $0 }
        let judgement = UTF8Bytes.judge(bytes)
        if !hasMark, judgement == .init(), let label = labels.first, label.hidesInASCII,
            let decoded = Iconv.decoded(bytes, from: label.iconvName)
        {
            self.init(decoded.text, label.name, isRecovered: decoded.invalid > 0)
            return
        }
        if judgement.invalid == 0 {
            let isMislabelled = !judgement.isASCII && labels.contains { $0 != .utf8 }
            self.init(bytes, "utf-8", isRecovered: isMislabelled)
            return
        }
        for label in labels where !label.isUnicode && !hasMark {
            let decoded = label.name == "windows-1252" ? nil : Iconv.decoded(bytes, from: label.iconvName)
            if label.name == "windows-1252", !judgement.isMostlyValid {
                self.init(Windows1252.decoded(bytes), label.name, isRecovered: false)
                return
            }
            // A wrong label makes nonsense of nearly everything, a slip of one place.
            if let decoded, decoded.invalid * 1_000 <= bytes.count {
                self.init(decoded.text, label.name, isRecovered: decoded.invalid > 0)
                return
            }
        }
        if hasMark || judgement.isMostlyValid {
            self.init(UTF8Bytes.mended(bytes), "utf-8", isRecovered: true)
        } else {
            self.init(Windows1252.decoded(bytes), "windows-1252", isRecovered: true)
        }
    }

    private init(_ bytes: some Sequence<UInt8>, _ encoding: String, isRecovered: Bool) {
        var bytes = (bytes as? ArraySlice<UInt8>) ?? Array(bytes)[...]
        while bytes.starts(with: Self.mark) { bytes = bytes.dropFirst(3) }
        self.bytes = bytes
        self.encoding = encoding
        self.isRecovered = isRecovered
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// UTF-16 and UTF-32 by their mark, or by how `<` and its neighbours look in them (XML 1.0 appendix F).
    private static func wideCharset(_ bytes: ArraySlice<UInt8>) -> String? {
        let head = Array(bytes.prefix(4))
        guard head.count == 4 else { return nil }
        switch (head[0], head[1], head[2], head[3]) {
        case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF): return "UTF-32"
        case (UInt8(ascii: "<"), 0, 0, 0): return "UTF-32LE"
        case (0, 0, 0, UInt8(ascii: "<")): return "UTF-32BE"
        case (0xFF, 0xFE, _, _), (0xFE, 0xFF, _, _): return "UTF-16"
        case (1..., 0, 1..., 0): return "UTF-16LE"
        case (0, 1..., 0, 1...): return "UTF-16BE"
        default: return nil
        }
    }

    private static func charset(ofContentType type: String?) -> Charset? {
        guard let type else { return nil }
        for parameter in type.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            let name = parts[0].filter { !$0.isWhitespace }.lowercased()
            if name == "charset", parts.count == 2 { return Charset(label: parts[1]) }
        }
        return nil
    }

    private static func declaredCharset(_ bytes: ArraySlice<UInt8>) -> Charset? {
        let head = String(decoding: bytes.prefix(1_024).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
        guard let start = head.range(of: "<?xml"), let end = head.range(of: "?>", in: start.upperBound..<head.endIndex),
            let label = head.range(of: "encoding", in: start.upperBound..<end.lowerBound)
        else { return nil }
        let value = head[label.upperBound..<end.lowerBound].drop { $0 == "=" || $0.isWhitespace }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return Charset(label: value.dropFirst().prefix { $0 != quote })
    }
}

extension String {
    fileprivate func range(of text: String, in range: Range<Index>? = nil) -> Range<Index>? {
        self[range ?? startIndex..<endIndex].firstRange(of: text)
    }
}
