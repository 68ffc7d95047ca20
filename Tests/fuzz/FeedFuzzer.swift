/// What libFuzzer calls: everything that is ever done with bytes from the network, with what must be true of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    let base = "https://example.org/blog/feed"
    for charset in ["", "; charset=iso-8859-1", "; charset=utf-16"] {
        read(FeedDocument(bytes: bytes, url: base, contentType: "text/xml\(charset)"))
    }
    let page = FeedDocument(bytes: bytes, url: base, contentType: "text/html")
    for offer in FeedDiscovery.offers(in: page) { expect(WebReference.isWeb(offer.url), "\(offer.url) is offered") }
    _ = OPML.feeds(in: bytes)
    if count < 64 { _ = FeedDate.parse(utf8: bytes) }
    return 0
}

private func read(_ document: FeedDocument) {
    guard let feed = try? FeedParser.parse(document) else { return }
    _ = feed.jsonLine()
    expect(feed.title.map(isPlain) ?? true, "the feed's title is not plain")
    for item in feed.items {
        expect(item.title.map(isPlain) ?? true, "a title is not plain")
        expect(item.url.map(WebReference.isWeb) ?? true, "\(item.url ?? "") is a link")
        for text in [item.event?.location, item.event?.organizer, item.event?.type].compactMap(\.self) {
            expect(isPlain(text), "an event is not plain")
        }
        for text in [item.summary, item.content].compactMap(\.self) {
            expect(isPlain(text.plain), "a text is not plain")
            check(fragment: HTMLFragment.sanitized(text.markup, base: "https://example.org/"))
        }
    }
}

private func check(fragment: String) {
    let lower = fragment.lowercased()
    for word in ["<script", "<style", "<iframe", "<object", "<base", "<form"] {
        expect(!lower.contains(word), "\(word) survived")
    }
    expect(HTMLFragment.sanitized(fragment, base: nil) == fragment, "cleaning twice is not cleaning once")
}

/// Without control characters, which turn up as holes in a post.
private func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) || $0 == "\n" || $0 == "\t" }
}

private func expect(_ condition: Bool, _ complaint: @autoclosure () -> String) {
    if !condition { fatalError(complaint()) }
}
