import Feeds
import Testing

struct DocumentStartTests {
    @Test(arguments: [
        "\n\n \t", "garbage before\n", "<!-- generated -->\n", "<?xml version='1.1'?>",
        "<?xml version='1.0'?>\n<?php x ?>",
        "<br />\n<b>Warning</b>: <b>/var/www/x.php</b><br />\n", "<!DOCTYPE rss SYSTEM 'http://a.example/x.dtd'>",
        "<!DOCTYPE rss [<!ENTITY a \"]>\"> <!-- x -->]>",
    ])
    func findsTheFeedBehind(head: String) throws {
        #expect(try feed(rss("<item><title>T</title></item>", head: head)).items.map(\.title) == ["T"])
    }

    @Test(arguments: [
        "<!DOCTYPE html><html><head><title>Blog</title></head><body><br>&nbsp;</body></html>",
        "<html><body>rss</body></html>", "\n<!doctype HTML>\n<p>x", "<opml version='2.0'><head/><body/></opml>",
        "<urlset><url/></urlset>", "plain words", "\u{89}PNG", "{}", "<", "<rss", "<rss version='2.0'",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    ])
    func refusesWhatIsNoFeed(text: String) throws {
        let error = #expect(throws: FeedError.self) { try feed(text) }
        #expect(error?.kind == .notAFeed)
        #expect(error?.detail.contains("\n") == false)
    }

    @Test(arguments: ["", " \n\n", "\u{FEFF}"])
    func refusesWhatIsEmpty(text: String) throws {
        let error = #expect(throws: FeedError.self) { try feed(text) }
        #expect(error?.kind == .empty)
    }

    @Test func saysWhatAPageIs() throws {
        #expect(#expect(throws: FeedError.self) { try feed("<html>") }?.detail == "it is an HTML page")
        #expect(
            #expect(throws: FeedError.self) { try feed([0x1F, 0x8B, 8, 0]) }?.detail == "it is compressed, and damaged"
        )
    }
}
