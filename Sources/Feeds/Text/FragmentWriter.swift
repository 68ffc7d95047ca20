internal import CLibXML2

/// Writes allowed elements, properly nested, every attribute quoted and every special character escaped.
///
/// Whatever elements it is told, it writes none that libxml2 would close sooner than written here: what it wrote is read
/// again as what it meant.
final class FragmentWriter: HTMLReaderSink {
    private struct Frame {
        let element: HTMLElement
        /// Whether its end tag is still to be written.
        var isOpen = false
    }

    private static let maximumDepth = 100
    /// Leaves room for the last end tags, so that the output can be read whole again.
    private static let maximumLength = HTMLSource.maximumLength - 4096

    private let base: URLParts?
    private var output: [UInt8] = []
    private var frames: [Frame] = []
    /// The frames that are open in the output.
    private var open: [Int] = []
    private var hidden = 0
    private var isFull = false

    init(base: String?) { self.base = base.flatMap { URLParts(cleaning: $0) } }

    func finish() -> String {
        while !open.isEmpty { closeLast() }
        return String(decoding: output, as: UTF8.self)
    }

    func start(_ element: HTMLElement, _ attributes: [(name: String, value: String)]) {
        frames.append(Frame(element: element))
        if element.treatment == .hidden { hidden += 1 }
        guard hidden == 0, !isFull, element.treatment == .shown, open.count < Self.maximumDepth,
            let tag = tag(of: element, attributes)
        else { return }
        while let last = open.last, closes(frames[last].element, before: element) { closeLast() }
        guard output.count + tag.count <= Self.maximumLength else {
            isFull = true
            return
        }
        output += tag
        if !element.isVoid {
            open.append(frames.count - 1)
            frames[frames.count - 1].isOpen = true
        }
    }

    func end(_ element: HTMLElement) {
        guard let frame = frames.last else { return }
        if frame.isOpen { closeLast() }
        if frame.element.treatment == .hidden { hidden -= 1 }
        frames.removeLast()
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard hidden == 0, !isFull else { return }
        let count = output.count
        EscapedText.escape(bytes[...], into: &output)
        if output.count > Self.maximumLength {
            output.removeLast(output.count - count)
            isFull = true
        }
    }

    /// Nil if the element says nothing without the attributes that it has lost.
    private func tag(of element: HTMLElement, _ attributes: [(name: String, value: String)]) -> [UInt8]? {
        var tag = Array("<\(element.name)".utf8)
        var isUseful = !["a", "img", "source"].contains(element.name)
        for (name, value) in attributes {
            guard let rule = AllowedAttribute(name, on: element), var allowed = rule.sanitized(value, base: base) else {
                continue
            }
            if name == "href" || name == "src" { isUseful = true }
            tag += " \(name)=\"".utf8
            allowed.withUTF8 { EscapedText.escape($0[...], into: &tag) }
            tag.append(UInt8(ascii: "\""))
        }
        tag += element.isVoid ? "/>".utf8 : ">".utf8
        return isUseful ? tag : nil
    }

    private func closeLast() {
        let index = open.removeLast()
        frames[index].isOpen = false
        output += "</\(frames[index].element.name)>".utf8
    }

    /// Whether libxml2 ends `element` where `next` begins. It leaves an element and its like to the caller.
    private func closes(_ element: HTMLElement, before next: HTMLElement) -> Bool {
        if element.name == next.name { return Self.closedByTheirLike.contains(element.name) }
        return clibxml2_html_closes(element.name, next.name) != 0
    }

    private static let closedByTheirLike: Set<String> = ["a", "colgroup", "li", "p", "tbody", "td", "th", "tr"]
}
