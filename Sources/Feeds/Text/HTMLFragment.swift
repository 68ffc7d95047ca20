/// A piece of HTML from outside, made safe to show.
package enum HTMLFragment {
    /// What `markup` shows, in allowed elements and attributes only, with links and pictures made absolute.
    ///
    /// Well-formed, so that it can stand in XML; sanitising it again changes nothing. What lies beyond a megabyte or
    /// below 256 elements is cut off.
    package static func sanitized(_ markup: String, base: String?) -> String {
        var markup = markup
        return markup.withUTF8 { bytes in
            let writer = FragmentWriter(base: base)
            if bytes.contains(where: { $0 == UInt8(ascii: "<") }) {
                HTMLReader.read(HTMLSource(bytes, detail: .fragment), into: writer)
            } else {
                EscapedText.decoded(bytes[...]).withUnsafeBufferPointer { writer.text($0) }
            }
            return writer.finish()
        }
    }

    /// Literal characters as HTML.
    package static func escaped(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var result: [UInt8] = []
            EscapedText.escape(bytes[...], into: &result)
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// The first image that shows something: neither a tracking pixel nor a spacer nor an emoji.
    package static func firstImage(in markup: String, base: String?) -> (url: String, alt: String?)? {
        var markup = markup
        return markup.withUTF8 { bytes in
            var scanner = MarkupScanner(bytes, keepsStrangers: false)
            while let token = scanner.next() {
                guard case .start(let element, let attributes) = token, element.name == "img",
                    let image = image(attributes, base: base)
                else { continue }
                return image
            }
            return nil
        }
    }

    private static func image(_ attributes: MarkupAttributes, base: String?) -> (url: String, alt: String?)? {
        var attributes = attributes
        var tag = ImageTag()
        var alt: String?
        while let (nameBytes, value) = attributes.next() {
            let name = String(decoding: nameBytes.prefix(32), as: UTF8.self).lowercased()
            if tag.read(name, value) { continue }
            let text = String(decoding: EscapedText.decoded(value), as: UTF8.self)
            switch name {
            case "alt": alt = PlainText.fold(text)
            // A picture of up to two pixels is there to be fetched, not to be seen.
            case "width", "height": if let size = Int(text.prefix { $0.isNumber }), size <= 2 { return nil }
            default: continue
            }
        }
        guard let source = tag.source,
            let url = WebReference.resolve(String(decoding: source, as: UTF8.self), against: base),
            WebReference.isWeb(url)
        else { return nil }
        guard !TrackingPixel.isCounter(url.utf8), !TrackingPixel.isSpacer(url.utf8) else { return nil }
        return (url, alt?.isEmpty == false ? alt : nil)
    }
}
