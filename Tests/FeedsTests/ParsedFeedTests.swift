import Feeds
import Foundation
import Testing

struct ParsedFeedTests {
    private func ids(_ items: String) throws -> [String?] { try feed(rss(items)).items.map(\.id) }

    @Test func identifiesAnItemByItsAddressWhenItHasNoID() throws {
        let item = try item("<title>T</title><guid/><link>http://a.example/1</link>")
        #expect(item.id == "http://a.example/1")
        #expect(item.idSource == .link)
    }

    @Test func identifiesAnItemByWhatItSaysWhenItHasNoAddress() throws {
        let one = try item("<title>T</title><description>x</description>")
        let same = try item("<description>x</description><title>T</title>")
        let other = try item("<title>T</title><description>y</description>")
        #expect(one.idSource == .hash)
        #expect(one.id == same.id)
        #expect(one.id != other.id)
        // It is stored, so it must be the same for ever. (FNV-1a of "T\0x\0\0".)
        #expect(one.id == "18525877b9ff1ecb")
    }

    @Test func tellsItemsThatShareAnIDApartByTheirAddresses() throws {
        let shared = try ids(
            "<item><guid>g</guid><link>http://a.example/1</link></item><item><guid>g</guid><link>http://a.example/2</link></item>"
        )
        #expect(shared == ["g|http://a.example/1", "g|http://a.example/2"])
        let twice = "<item><guid>g</guid><link>http://a.example/1</link></item>"
        #expect(try ids(twice + twice) == ["g", "g"])
    }

    @Test func isOneLineOfJSON() throws {
        let line = try feed(fixture("blog.rss"), url: "https://eau.example/feed/").jsonLine()
        #expect(!line.contains("\n"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(object["version"] as? String == "https://jsonfeed.org/version/1.1")
        #expect(object["_format"] as? String == "rss2.0")
        #expect(object["_encoding"] as? String == "utf-8")
        #expect(object["title"] as? String == "L’eau & la vie")
        #expect(object["_date_modified"] as? String == "2026-11-22T10:00:00Z")
        #expect(object["_warnings"] == nil)
        let items = try #require(object["items"] as? [[String: Any]])
        #expect(items[0]["date_published"] as? String == "2026-11-22T09:30:00Z")
        #expect(items[0]["_id_source"] as? String == "guid")
        #expect(items[0]["date_modified"] == nil)
        #expect((items[1]["attachments"] as? [[String: Any]])?.first?["size_in_bytes"] as? Int == 99_000)
    }

    @Test func escapesWhatJSONEscapes() throws {
        let feed = ParsedFeed(format: .rss20, title: "a\"b\\c\n\u{1}\u{2028}é")
        #expect(feed.jsonLine().contains(#""title":"a\"b\\c\n\u0001\u2028é""#))
    }
}
