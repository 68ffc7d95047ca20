internal import CLibXML2

/// A character reference of HTML, `&eacute;` or `&#8217;`.
struct CharacterReference {
    /// Nil if it means nothing that can be shown, such as `&#0;`.
    let scalar: Unicode.Scalar?
    /// Its length in bytes.
    let length: Int

    /// The reference at the start of `bytes`, which begins with `&`; nil if it is just an ampersand.
    init?(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        let first = bytes.startIndex + 1
        guard first < bytes.endIndex else { return nil }
        if bytes[first] == UInt8(ascii: "#") {
            self.init(numeric: bytes)
        } else {
            self.init(named: bytes)
        }
    }

    private init(scalar: Unicode.Scalar?, length: Int) {
        self.scalar = scalar
        self.length = length
    }

    // MARK: Numbers

    private init?(numeric bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        guard let (value, length) = Self.number(bytes) else { return nil }
        // Some write the two halves of a UTF-16 pair: &#55357;&#56832; is one face.
        let rest = bytes.dropFirst(length)
        if 0xD800...0xDBFF ~= value, let low = Self.number(rest), 0xDC00...0xDFFF ~= low.value {
            let pair = Unicode.Scalar(0x10000 + (value - 0xD800) << 10 + low.value - 0xDC00)
            self.init(scalar: pair, length: length + low.length)
        } else {
            self.init(scalar: Self.scalar(value), length: length)
        }
    }

    /// The value of the numeric reference at the start of `bytes`. Browsers and feeds do without the semicolon.
    private static func number(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> (value: UInt32, length: Int)? {
        guard bytes.starts(with: "&#".utf8) else { return nil }
        var index = bytes.startIndex + 2
        let isHexadecimal = index < bytes.endIndex && bytes[index] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let start = index
        var value: UInt32 = 0
        while index < bytes.endIndex, let digit = digit(bytes[index], isHexadecimal: isHexadecimal) {
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            index += 1
        }
        guard index > start else { return nil }
        if index < bytes.endIndex, bytes[index] == UInt8(ascii: ";") { index += 1 }
        return (value, index - bytes.startIndex)
    }

    private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
        if byte.isDigit { return UInt32(byte - UInt8(ascii: "0")) }
        guard isHexadecimal, UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20 else { return nil }
        return UInt32((byte | 0x20) - UInt8(ascii: "a") + 10)
    }

    /// The character that a number means to browsers: 128 to 159 are windows-1252.
    private static func scalar(_ value: UInt32) -> Unicode.Scalar? {
        switch value {
        case 0x09, 0x0A: Unicode.Scalar(value)
        case 0x0D: "\n"
        case 0..<0x20, 0x7F, 0xFDD0...0xFDEF: nil
        case _ where value & 0xFFFE == 0xFFFE: nil
        case 0x80..<0xA0: windows1252(UInt8(value))
        default: Unicode.Scalar(value) ?? "\u{FFFD}"
        }
    }

    /// The character of a byte from 0x80 to 0x9F, nil for the five that have none.
    static func windows1252(_ byte: UInt8) -> Unicode.Scalar? {
        let scalar = windows1252Controls[Int(byte & 0x1F)]
        return scalar == "\0" ? nil : scalar
    }

    private static let windows1252Controls = Array("€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ".unicodeScalars)

    // MARK: Names

    private init?(named bytes: Slice<UnsafeBufferPointer<UInt8>>) {
        let name = bytes.dropFirst().prefix(32).prefix { $0.isLetter || $0.isDigit }
        guard !name.isEmpty else { return nil }
        let isClosed = name.endIndex < bytes.endIndex && bytes[name.endIndex] == UInt8(ascii: ";")
        let text = String(decoding: name, as: UTF8.self)
        guard let scalar = Self.scalar(named: text, isClosed: isClosed) else { return nil }
        // Browsers let these go without a semicolon, but not in `?a=1&lt=2`.
        if !isClosed, name.endIndex < bytes.endIndex, bytes[name.endIndex] == UInt8(ascii: "=") { return nil }
        self.init(scalar: scalar, length: name.count + (isClosed ? 2 : 1))
    }

    private static func scalar(named name: String, isClosed: Bool) -> Unicode.Scalar? {
        switch name {
        case "amp", "AMP": return "&"
        case "lt", "LT": return "<"
        case "gt", "GT": return ">"
        case "quot", "QUOT": return "\""
        case "nbsp": return "\u{A0}"
        default: break
        }
        guard isClosed else { return nil }
        if let scalar = later[name] { return scalar }
        guard let entity = htmlEntityLookup(name) else { return nil }
        return Unicode.Scalar(entity.pointee.value)
    }

    /// Names that came after HTML 4, as far as feeds use them.
    private static let later: [String: Unicode.Scalar] = [
        "apos": "'", "Tab": "\t", "NewLine": "\n", "excl": "!", "num": "#", "dollar": "$", "percnt": "%", "lpar": "(",
        "rpar": ")", "ast": "*", "midast": "*", "plus": "+", "comma": ",", "period": ".", "sol": "/", "colon": ":",
        "semi": ";", "equals": "=", "quest": "?", "commat": "@", "lsqb": "[", "lbrack": "[", "bsol": "\\", "rsqb": "]",
        "rbrack": "]", "Hat": "^", "lowbar": "_", "grave": "`", "lcub": "{", "lbrace": "{", "verbar": "|", "vert": "|",
        "rcub": "}", "rbrace": "}", "COPY": "©", "REG": "®", "TRADE": "™", "hyphen": "‐", "dash": "‐", "horbar": "―",
        "rsquor": "’", "lsquor": "‚", "rdquor": "”", "ldquor": "„", "mldr": "…", "nldr": "‥", "bullet": "•",
        "NonBreakingSpace": "\u{A0}", "ZeroWidthSpace": "\u{200B}", "NoBreak": "\u{2060}", "numsp": "\u{2007}",
        "puncsp": "\u{2008}", "hairsp": "\u{200A}", "check": "✓", "checkmark": "✓", "cross": "✗", "star": "☆",
        "starf": "★", "phone": "☎", "male": "♂", "female": "♀", "sung": "♪", "flat": "♭", "sharp": "♯", "numero": "№",
        "half": "½", "frac13": "⅓", "frac23": "⅔", "frac15": "⅕", "frac18": "⅛", "frac38": "⅜", "frac58": "⅝",
        "frac78": "⅞", "rightarrow": "→", "leftarrow": "←", "hearts": "♥", "inodot": "ı", "imath": "ı",
        "Amacr": "Ā", "amacr": "ā", "Abreve": "Ă", "abreve": "ă", "Aogon": "Ą", "aogon": "ą", "Cacute": "Ć",
        "cacute": "ć",
        "Ccaron": "Č", "ccaron": "č", "Ccirc": "Ĉ", "ccirc": "ĉ", "Dcaron": "Ď", "dcaron": "ď", "Dstrok": "Đ",
        "dstrok": "đ", "Ecaron": "Ě", "ecaron": "ě", "Emacr": "Ē", "emacr": "ē", "Eogon": "Ę", "eogon": "ę",
        "Edot": "Ė",
        "edot": "ė", "Gbreve": "Ğ", "gbreve": "ğ", "Gcirc": "Ĝ", "gcirc": "ĝ", "Hcirc": "Ĥ", "hcirc": "ĥ", "Idot": "İ",
        "Imacr": "Ī", "imacr": "ī", "Iogon": "Į", "iogon": "į", "Jcirc": "Ĵ", "jcirc": "ĵ", "Kcedil": "Ķ",
        "kcedil": "ķ",
        "Lcaron": "Ľ", "lcaron": "ľ", "Lcedil": "Ļ", "lcedil": "ļ", "Lstrok": "Ł", "lstrok": "ł", "Nacute": "Ń",
        "nacute": "ń", "Ncaron": "Ň", "ncaron": "ň", "Ncedil": "Ņ", "ncedil": "ņ", "Odblac": "Ő", "odblac": "ő",
        "Omacr": "Ō", "omacr": "ō", "Racute": "Ŕ", "racute": "ŕ", "Rcaron": "Ř", "rcaron": "ř", "Sacute": "Ś",
        "sacute": "ś", "Scedil": "Ş", "scedil": "ş", "Scirc": "Ŝ", "scirc": "ŝ", "Tcaron": "Ť", "tcaron": "ť",
        "Tcedil": "Ţ", "tcedil": "ţ", "Ubreve": "Ŭ", "ubreve": "ŭ", "Udblac": "Ű", "udblac": "ű", "Umacr": "Ū",
        "umacr": "ū", "Uogon": "Ų", "uogon": "ų", "Uring": "Ů", "uring": "ů", "Zacute": "Ź", "zacute": "ź",
        "Zcaron": "Ž",
        "zcaron": "ž", "Zdot": "Ż", "zdot": "ż",
    ]
}
