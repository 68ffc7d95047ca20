/// An encoding by its label, as browsers understand labels (encoding.spec.whatwg.org), for iconv.
struct Charset: Equatable {
    /// In lower case, as `feedline parse` prints it.
    let name: String

    static let utf8 = Charset(name: "utf-8")

    /// nil for a label that says nothing.
    init?(label: some StringProtocol) {
        let trimmed = label.lowercased().filter { !" \t\r\n\"'".contains($0) }
        guard !trimmed.isEmpty, trimmed.utf8.count <= 40 else { return nil }
        name = Self.aliases[trimmed] ?? trimmed
    }

    private init(name: String) { self.name = name }

    /// In seven bits, so that its text looks like ASCII and thus like UTF-8.
    var hidesInASCII: Bool { name.hasPrefix("iso-2022-") || name == "utf-7" || name == "hz-gb-2312" }
    /// Recognised by its bytes or not at all.
    var isUnicode: Bool { name == "utf-8" || name.hasPrefix("utf-16") || name.hasPrefix("utf-32") }

    /// What iconv calls it.
    var iconvName: String {
        switch name {
        case "shift_jis": "CP932"
        case "euc-kr": "CP949"
        case "big5": "BIG5-HKSCS"
        case "gbk": "GB18030"
        case "hz-gb-2312": "HZ"
        case "iso-8859-8-i": "ISO-8859-8"
        case "x-mac-cyrillic": "MAC-CYRILLIC"
        default: name.uppercased()
        }
    }

    private static let aliases: [String: String] = {
        let groups: [String: [String]] = [
            "utf-8": ["utf8", "unicode-1-1-utf-8", "x-unicode20utf8", "us-ascii", "ascii", "ansi_x3.4-1968"],
            "utf-16": ["utf16", "ucs-2", "unicode", "iso-10646-ucs-2", "csunicode"],
            "windows-1252": [
                "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591", "latin1", "latin-1", "l1", "cp1252", "x-cp1252",
                "cp819", "ibm819", "ansi",
            ],
            "windows-1250": ["cp1250", "x-cp1250"],
            "windows-1251": ["cp1251", "x-cp1251", "win-1251", "win1251"],
            "windows-1253": ["cp1253", "x-cp1253"],
            "windows-1254": ["cp1254", "x-cp1254", "iso-8859-9", "iso8859-9", "latin5"],
            "windows-1255": ["cp1255", "x-cp1255"],
            "windows-1256": ["cp1256", "x-cp1256"],
            "windows-1257": ["cp1257", "x-cp1257"],
            "windows-1258": ["cp1258", "x-cp1258"],
            "windows-874": ["tis-620", "iso-8859-11", "cp874", "dos-874"],
            "iso-8859-2": ["iso8859-2", "latin2", "iso_8859-2"],
            "iso-8859-5": ["iso8859-5", "cyrillic"],
            "iso-8859-7": ["iso8859-7", "greek"],
            "iso-8859-15": ["iso8859-15", "latin9", "latin-9"],
            "koi8-r": ["koi8", "koi", "cskoi8r"],
            "koi8-u": ["koi8-ru"],
            "shift_jis": ["sjis", "shift-jis", "x-sjis", "ms_kanji", "windows-31j", "cp932"],
            "euc-jp": ["eucjp", "x-euc-jp"],
            "gb18030": ["gb2312", "gb_2312", "gb_2312-80", "gbk", "x-gbk", "chinese", "cp936"],
            "big5": ["big5-hkscs", "cn-big5", "x-x-big5", "big-5"],
            "euc-kr": ["euckr", "ks_c_5601-1987", "ksc5601", "ksc_5601", "korean", "windows-949", "cp949"],
            "hz-gb-2312": ["hz"],
        ]
        return Dictionary(uniqueKeysWithValues: groups.flatMap { name, labels in labels.map { ($0, name) } })
    }()
}
