import Foundation
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct ProfilePageTests {
    @Test func pinnedPostsStandOnTop() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let old = try await web.say("Who we are", as: "ana")
        for number in 1...25 { try await web.say("Post \(number)", as: "ana") }
        try await web.store.pin(old, true, by: web.profile("ana").id, at: web.clock.date)
        let page = try await web.get("/@ana")
        #expect(page.order("Pinned", "Who we are", "Post 25"))
        let second = try #require(page.body.firstMatch(of: /rel="next" href="(\/@ana\?older=\d+)"/)?.1)
        #expect(try await !web.get(String(second)).body.contains("Pinned"))
    }

    @Test func answersStandOnAPageOfTheirOwn() async throws {
        let web = try await WebFixture()
        for name in ["ana", "ben"] { try await web.addAccount(name) }
        let first = try await web.say("A question", as: "ben")
        try await web.say("My answer", as: "ana", replyTo: first)
        try await web.say("My own word", as: "ana")
        #expect(try await !web.get("/@ana").body.contains("My answer"))
        let page = try await web.get("/@ana/with_replies")
        #expect(page.body.contains("My answer") && page.body.contains("My own word"))
        #expect(page.body.contains("<a href=\"/@ana/with_replies\" aria-current=\"page\">Posts and replies</a>"))
        #expect(try await web.get("/@ANA/with_replies")["Location"] == "/@ana/with_replies")
    }

    @Test func aLifestreamCanBeReadBySource() async throws {
        let web = try await WebFixture()
        try await web.feed("https://blog.example.org/feed?token=secret", of: "reporter", title: "The blog")
        let post = try await web.say("From the wire")
        try await web.say("From the blog", from: "https://blog.example.org/feed?token=secret")
        let page = try await web.get("/@reporter")
        #expect(page.body.contains("From the wire") && page.body.contains("From the blog"))
        let source = try #require(page.body.firstMatch(of: /from <a href="([^"]*)" dir="auto">The blog<\/a>/)?.1)
        #expect(source.hasPrefix("/@reporter?source="))
        let alone = try await web.get(String(source))
        #expect(alone.body.contains("From the blog") && !alone.body.contains("From the wire"))
        #expect(alone.body.contains("<strong dir=\"auto\">The blog</strong>"))
        // The address of the feed may hold a password of its publisher's.
        let whole = try await web.get("/@reporter/\(post.id)")
        for answer in [page, alone, whole] { #expect(!answer.body.contains("secret")) }
        #expect(try await web.get("/@reporter?source=unknown").status == 404)
        let full = "https://blog.example.org/feed?token=secret".urlEncoded
        #expect(try await web.get("/@reporter?source=\(full)").body.contains("From the blog"))
    }

    @Test func aSourceThatSpeaksToFollowersAloneIsNotNamed() async throws {
        let web = try await WebFixture()
        try await web.feed("https://donors.example.org/feed", of: "reporter", title: "Letter to donors")
        try await web.feed("https://blog.example.org/feed", of: "reporter", title: "The blog")
        try await web.say("Public")
        try await web.say("Public too", from: "https://blog.example.org/feed")
        try await web.say("For donors", from: "https://donors.example.org/feed", audience: .followers)
        let page = try await web.get("/@reporter")
        #expect(page.body.contains("The blog"))
        #expect(!page.body.contains("donors"))
        let key = SourceView.key("https://donors.example.org/feed")
        #expect(try await web.get("/@reporter?source=\(key)").status == 404)
    }

    @Test func olderPagesOfASourceStayWithIt() async throws {
        let web = try await WebFixture()
        try await web.feed("https://blog.example.org/feed", of: "reporter", title: "The blog")
        for number in 1...25 {
            try await web.say("Blog \(number)", from: "https://blog.example.org/feed")
            try await web.say("Wire \(number)")
        }
        let base = "/@reporter?source=\(SourceView.key("https://blog.example.org/feed"))"
        let first = try await web.get(base)
        let next = try #require(first.body.firstMatch(of: /<link rel="next" href="([^"]*)">/)?.1)
        #expect(next.hasPrefix(base + "&amp;older="))
        let second = try await web.get(String(next).replacing("&amp;", with: "&"))
        #expect(second.body.contains("Blog 5") && !second.body.contains("Wire"))
    }

    @Test func followersAndFollowedAreListedUnlessTheyAreHidden() async throws {
        let web = try await WebFixture()
        for name in ["ana", "ben", "cleo"] { try await web.addAccount(name) }
        try await web.follow("ana", by: "ben")
        try await web.follow("cleo", by: "ana")
        let page = try await web.get("/@ana")
        #expect(page.body.contains("<a href=\"/@ana/followers\">1 follower</a>"))
        #expect(try await web.get("/@ana/followers").body.contains("href=\"/@ben\""))
        #expect(try await web.get("/@ana/following").body.contains("href=\"/@cleo\""))
        var change = ProfileChange()
        change.hidesRelations = true
        try await web.store.change(web.profile("ana").id, change, at: web.clock.date)
        for path in ["/@ana/followers", "/@ana/following"] {
            let hidden = try await web.get(path)
            #expect(hidden.body.contains("This profile keeps that to itself."))
            #expect(!hidden.body.contains("href=\"/@ben\"") && !hidden.body.contains("href=\"/@cleo\""))
        }
        #expect(try await web.browser(of: "ana").visit("/@ana/followers").body.contains("href=\"/@ben\""))
    }

    @Test func aProfileShowsWhatItSaysOfItself() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        var change = ProfileChange()
        change.bio = "Nurse. See https://ana.example.org and #dons"
        change.fields = [ProfileField(name: "Office", value: "Mondays, https://office.example.org/")]
        change.isDiscoverable = false
        try await web.store.change(web.profile("ana").id, change, at: web.clock.date)
        let page = try await web.get("/@ana")
        #expect(page.body.contains("href=\"https://ana.example.org\">ana.example.org</a>"))
        #expect(page.body.contains("href=\"/tags/dons\">#dons</a>"))
        #expect(page.body.contains("<dt dir=\"auto\">Office</dt>"))
        #expect(page.body.contains("<meta name=\"robots\" content=\"noindex\">"))
        let id = try await web.say("Hello", as: "ana")
        #expect(try await web.get("/@ana/\(id)").body.contains("noindex"))
    }

    @Test func aProfileWithoutAPictureHasItsInitials() async throws {
        let web = try await WebFixture([.secours])
        let answer = try await web.get("/@Secours/avatar.svg")
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "image/svg+xml")
        #expect(answer["Cross-Origin-Resource-Policy"] == "cross-origin")
        #expect(answer.body.contains(">ÉS</text>"))
        let shade = Shade(try await web.profile("Secours"))
        #expect(answer.body.contains("fill=\"\(Shade.colours[shade.number])\""))
        #expect(try await web.get("/@nobody/avatar.svg").status == 404)
        // The pages colour it alike.
        let style = String(decoding: StaticFile.style.bytes, as: UTF8.self)
        for (number, colour) in Shade.colours.enumerated() {
            #expect(style.contains(".shade\(number) { background: \(colour); }"))
        }
    }

    @Test func onlyTheOwnerSeesHowOftenLinksWereFollowed() async throws {
        let web = try await WebFixture()
        let link = ShortLink(code: "Ah20pyA92yB", target: "https://blog.example.org/a")
        let post = try await web.say(
            "News https://news.example.org/l/\(link.code)",
            link: link.target,
            shortLink: link
        )
        try await web.say("Without a link")
        let day = Day(web.clock.date)
        try await web.store.add([
            DailyClicks(code: link.code, day: day.before(1), clicks: Clicks(people: 2, bots: 9)),
            DailyClicks(code: link.code, day: day, clicks: Clicks(people: 1)),
        ])
        let owner = try await web.browser(of: "ana", speakingFor: ["reporter"])
        let other = try await web.browser(of: "ben")
        for path in ["/@reporter", "/@reporter/with_replies", "/@reporter/\(post.id)"] {
            let page = try await owner.visit(path)
            #expect(page.body.matches(of: /<span class="clicks">3 clicks<\/span>/).count == 1, "\(path)")
            #expect(page.body.matches(of: /class="clicks"/).count == 1, "\(path)")
            #expect(try await !other.visit(path).body.contains("class=\"clicks\""))
            #expect(try await !web.get(path).body.contains("class=\"clicks\""))
        }
    }

    @Test func aPictureOfItsOwnIsShown() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        var change = ProfileChange()
        (change.avatar, change.header) = ("face.png", "wide.png")
        try await web.store.change(web.profile("ana").id, change, at: web.clock.date)
        let page = try await web.get("/@ana")
        #expect(page.body.contains("<img src=\"/media/face.png\" alt=\"\">"))
        #expect(page.body.contains("src=\"/media/wide.png\""))
    }
}

extension WebFixture {
    /// One more feed of a profile.
    func feed(_ url: String, of profile: String, title: String) async throws {
        let urls = try await store.reader.feeds().map(\.feed.url) + [url]
        let feeds = urls.map { url in
            FeedDeclaration(
                url: url,
                identity: String(url.dropFirst("https://".count)),
                profile: profile,
                host: "feeds.example.org",
                interval: .seconds(3_600)
            )
        }
        try await store.declare(Declaration(profiles: [.reporter], feeds: feeds), at: clock.date)
        let status = try #require(try await store.reader.feed(url: url))
        var refresh = Refresh(
            feedID: status.feed.id,
            at: clock.date,
            nextPollAt: clock.date + 3_600,
            outcome: .changed(nil)
        )
        refresh.description = FeedDescription(title: title)
        _ = try await store.record(refresh)
    }
}
