/// An element that HTML has or had, and what becomes of it here.
///
/// The elements that may be shown are the whole list of what a fragment can contain; nothing is allowed by omission.
struct HTMLElement: Sendable {
    enum Treatment: Sendable {
        /// The element is shown.
        case shown
        /// Only what is inside is shown.
        case transparent
        /// What is inside belongs to a machine or is shown where it cannot be here.
        case hidden
        /// As hidden, and what is inside is no markup: it ends at the next end tag of that name, whatever comes between.
        case raw
    }

    let name: String
    let treatment: Treatment
    /// Whether it stands apart, so that the words before and after it are two.
    let isBlock: Bool
    /// Whether it never has content, and so no end tag.
    let isVoid: Bool

    /// Nil for what HTML never had.
    static func named(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> HTMLElement? { key(name).flatMap { all[$0] } }

    /// Letters and digits in six bits each; no element has more than ten.
    private static func key(_ name: some Collection<UInt8>) -> UInt64? {
        var key: UInt64 = 0
        for byte in name {
            let code: UInt8
            if byte.isLetter {
                code = (byte | 0x20) - UInt8(ascii: "a") + 1
            } else if byte.isDigit {
                code = byte - UInt8(ascii: "0") + 27
            } else {
                return nil
            }
            guard key >> 54 == 0 else { return nil }
            key = key << 6 | UInt64(code)
        }
        return key
    }

    private static let all: [UInt64: HTMLElement] = {
        var all: [UInt64: HTMLElement] = [:]
        func add(_ treatment: Treatment, isBlock: Bool = false, isVoid: Bool = false, _ names: String) {
            for name in names.split(whereSeparator: \.isWhitespace).map(String.init) {
                guard let key = key(name.utf8) else { continue }
                all[key] = HTMLElement(name: name, treatment: treatment, isBlock: isBlock, isVoid: isVoid)
            }
        }
        add(
            .shown,
            """
            a abbr acronym audio b bdi bdo big cite code del dfn em i ins kbd mark q rp rt ruby s samp small strike strong
            sub sup time tt u var video
            """
        )
        add(.shown, isVoid: true, "img source wbr")
        add(.shown, isBlock: true, isVoid: true, "br col hr")
        add(
            .shown,
            isBlock: true,
            """
            address article aside blockquote caption colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5
            h6 header hgroup li main nav ol p pre section summary table tbody td tfoot th thead tr ul
            """
        )
        add(
            .transparent,
            """
            blink body button canvas data font frameset head html label map marquee meter nobr output picture plaintext progress slot span
            """
        )
        add(.transparent, isBlock: true, "center dialog dir fieldset form legend listing menu search")
        add(
            .transparent,
            isVoid: true,
            "area base basefont bgsound command embed frame image input isindex keygen link meta param spacer track"
        )
        add(.hidden, "applet datalist math noscript object select svg template title")
        add(.raw, "iframe noembed noframes script style textarea xmp")
        return all
    }()
}
