/// How a link stands in a post: written so that everybody's software finds it whole, and found by the same rules.
///
/// A link begins with `http://` or `https://` and a host, not right after an ASCII letter, digit or underscore. It runs to
/// white space, an angle bracket, a quotation mark, or punctuation of Chinese and Japanese. Punctuation at its end
/// belongs to the sentence, and a closing bracket to the link only if it was opened there. Letters of every script
/// belong to it, as in international domain names and in Wikipedia's addresses.
package enum PostLink {
    /// The link as a post can hold it; nil if it is no http or https address.
    ///
    /// It stays as it is, except for characters at which software would end it: these are percent-encoded, or dropped
    /// where they mean nothing (a `?` that nothing follows, the full stop after a host name).
    package static func written(_ link: String) -> String? {
        if isPlain(link) { return link }
        let scalars = Array(link.unicodeScalars)
        guard let host = hostStart(in: scalars[...]) else { return nil }
        let path = scalars[host...].firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? scalars.endIndex
        guard scalars[host..<path].allSatisfy({ !endsLink($0) && $0 != "(" && $0 != ")" }) else { return nil }

        var written = Array(scalars[..<path])
        while let last = written.last, isSentencePunctuation(last) { written.removeLast() }
        let authority = written.endIndex
        guard authority > host else { return nil }

        let unpaired = unpairedBrackets(in: scalars[path...])
        for index in path..<scalars.endIndex {
            if endsLink(scalars[index]) || unpaired.contains(index) {
                written += percentEncoded(scalars[index])
            } else {
                written.append(scalars[index])
            }
        }
        while written.last == "?" { written.removeLast() }
        if written.endIndex > authority, let last = written.last, isSentencePunctuation(last) {
            written.removeLast()
            written += percentEncoded(last)
        }
        return String(String.UnicodeScalarView(written))
    }

    /// The common case, told by its bytes: a host of letters and digits, a path without brackets and odd ends.
    private static func isPlain(_ link: String) -> Bool {
        let scheme = link.hasPrefix("https://") ? 8 : link.hasPrefix("http://") ? 7 : nil
        guard let scheme else { return false }
        var isInHost = true
        var last: UInt8 = 0x2E
        for byte in link.utf8.dropFirst(scheme) {
            if isInHost, byte == 0x2F {
                guard isLetterOrDigit(last) else { return false }
                isInHost = false
            } else if isInHost {
                guard isLetterOrDigit(byte) || (isLetterOrDigit(last) && byte == 0x2E) || (byte == 0x2D && last != 0x2E)
                else {
                    return false
                }
            } else {
                guard isLetterOrDigit(byte) || "-._~/:?#&=%+".utf8.contains(byte) else { return false }
            }
            last = byte
        }
        return isLetterOrDigit(last) || (!isInHost && last == 0x2F)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }

    /// Whether a link that is put right after a text would be found, and not be taken for a part of a tag, a name or
    /// another link.
    package static func canFollow(_ text: String) -> Bool {
        var scalars = text.unicodeScalars[...]
        if scalars.last == "(" || scalars.last == "[" { scalars.removeLast() }
        return scalars.last.map { $0 == "\n" || endsLink($0) } ?? true
    }

    /// Whether a link ends before this character, whatever follows it.
    package static func endsLink(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\0"..." ", "<", ">", "\"", "`", "{", "}", "|", "\\", "^", "\u{7F}"..."\u{A0}", "«", "»": true
        case "\u{2018}"..."\u{201F}", "…", "‹", "›": true
        case "\u{3001}"..."\u{3003}", "\u{3008}"..."\u{3011}", "\u{3014}"..."\u{301F}": true
        case "\u{FF01}", "\u{FF02}", "\u{FF07}"..."\u{FF09}", "\u{FF0C}", "\u{FF0E}", "\u{FF1A}"..."\u{FF20}": true
        case "\u{FF3B}", "\u{FF3D}", "\u{FF5B}"..."\u{FF65}", "\u{FFFD}": true
        case "\u{061C}", "\u{200E}", "\u{200F}": true
        default: scalar.value > 0xAC && (scalar.isBlank || scalar.isInvisibleJunk || scalar.isJoiner)
        }
    }

    /// Whether a character at the end of a link is taken for the sentence's.
    package static func isSentencePunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", ",", ":", ";", "!", "?", "'", "(", "[": true
        case "\0"..."\u{FF}": false
        default:
            switch scalar.properties.generalCategory {
            case .otherPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation: true
            default: false
            }
        }
    }

    /// Where a text holds links.
    package static func ranges(in text: String) -> [Range<String.Index>] {
        guard mayHoldLinks(text) else { return [] }
        let scalars = text.unicodeScalars
        var ranges: [Range<String.Index>] = []
        var start = scalars.startIndex
        var previous: Unicode.Scalar = " "
        while start < scalars.endIndex {
            let scalar = scalars[start]
            if scalar == "h" || scalar == "H", let end = linkEnd(in: scalars[start...], after: previous) {
                ranges.append(start..<end)
                start = end
                previous = "/"
            } else {
                previous = scalar
                start = scalars.index(after: start)
            }
        }
        return ranges
    }

    /// A quick look for `:/`.
    package static func mayHoldLinks(_ text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x2F, last == 0x3A { return true }
            last = byte
        }
        return false
    }

    /// Where a link ends that begins with these characters.
    static func linkEnd(in rest: Substring.UnicodeScalarView, after previous: Unicode.Scalar) -> String.Index? {
        guard rest.first == "h" || rest.first == "H", !previous.isASCIIWordPart, let host = hostStart(in: rest) else {
            return nil
        }
        var end = rest[host...].firstIndex(where: endsLink) ?? rest.endIndex
        while end > host {
            let last = rest.index(before: end)
            guard isSentencePunctuation(rest[last]) || isUnpairedClosing(rest[last], in: rest[host..<end]) else {
                break
            }
            end = last
        }
        return end > host ? end : nil
    }

    /// The index after `http://` or `https://`, if a host can begin there.
    private static func hostStart<Scalars: Collection>(in scalars: Scalars) -> Scalars.Index?
    where Scalars.Element == Unicode.Scalar {
        var index = scalars.startIndex
        func skip(_ expected: Unicode.Scalar) -> Bool {
            guard index < scalars.endIndex, scalars[index].lowercasedASCII == expected else { return false }
            scalars.formIndex(after: &index)
            return true
        }
        guard skip("h"), skip("t"), skip("t"), skip("p") else { return nil }
        _ = skip("s")
        guard skip(":"), skip("/"), skip("/"), index < scalars.endIndex else { return nil }
        let first = scalars[index]
        return first.isWordPart || first == "[" ? index : nil
    }

    private static func isUnpairedClosing(
        _ scalar: Unicode.Scalar,
        in link: Substring.UnicodeScalarView
    ) -> Bool {
        switch scalar {
        case ")": link.count { $0 == ")" } > link.count { $0 == "(" }
        case "]": link.count { $0 == "]" } > link.count { $0 == "[" }
        default: false
        }
    }

    /// The round and square brackets that have no partner.
    private static func unpairedBrackets(in scalars: ArraySlice<Unicode.Scalar>) -> Set<Int> {
        var unpaired: Set<Int> = []
        for (opening, closing): (Unicode.Scalar, Unicode.Scalar) in [("(", ")"), ("[", "]")] {
            var open: [Int] = []
            for index in scalars.indices {
                if scalars[index] == opening { open.append(index) }
                if scalars[index] == closing, open.popLast() == nil { unpaired.insert(index) }
            }
            unpaired.formUnion(open)
        }
        return unpaired
    }

    private static func percentEncoded(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        return String(scalar).utf8.flatMap { ["%", digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }
}
