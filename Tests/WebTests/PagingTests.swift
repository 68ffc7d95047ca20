import Foundation
import Testing
import Timeline

@testable import Web

@Suite struct PagingTests {
    @Test func olderAndNewerLeadThroughAllPostsOnce() async throws {
        let web = try await WebFixture()
        let ids = try await web.say((1...45).map { "Post number \($0) here" }).map(\.id)
        for root in ["/", "/@reporter"] {
            let first = try await web.get(root)
            #expect(first.posts == Array((26...45).reversed()))
            #expect(first.link("prev") == nil)
            let second = try await web.get(try #require(first.link("next")))
            #expect(second.posts == Array((6...25).reversed()))
            let third = try await web.get(try #require(second.link("next")))
            #expect(third.posts == Array((1...5).reversed()))
            #expect(third.link("next") == nil)
            // And back: a page of its own while there are more than a page's posts above, then the first one.
            let back = try await web.get(try #require(third.link("prev")))
            #expect(back.posts == Array((6...25).reversed()))
            #expect(back.link("next") == "\(root)?older=\(ids[5])")
            let top = try await web.get(try #require(back.link("prev")))
            #expect(top.status == 302)
            #expect(top["Location"] == root)
        }
    }

    @Test func aFullPageThatIsTheLastHasNoOlderOne() async throws {
        let web = try await WebFixture()
        try await web.say((1...20).map { "Post number \($0) here" })
        let page = try await web.get("/")
        #expect(page.posts.count == 20)
        #expect(page.link("next") == nil)
    }

    @Test func beyondTheOldestPostIsAWayBack() async throws {
        let web = try await WebFixture()
        try await web.say("Post number 1 here")
        let page = try await web.get("/?older=1")
        #expect(page.status == 200)
        #expect(page.posts == [])
        #expect(page.body.contains("There are no older posts."))
        #expect(page.link("prev") == "/")
        #expect(try await web.get("/?newer=9000000000000000000").status == 302)
    }

    @Test func olderPagesHaveAnAddressOfTheirOwn() async throws {
        let web = try await WebFixture()
        let post = try await web.say("Post number 1 here")
        let page = try await web.get("/?utm_source=x&older=\(post.id + 1)")
        #expect(page.posts == [1])
        #expect(page.body.contains("<link rel=\"canonical\" href=\"https://news.example.org/?older=\(post.id + 1)\">"))
    }

    @Test(arguments: [
        "older=", "older=x", "older=-5", "older=0", "older=1.5", "newer=+1", "older=1&newer=2", "older=1&older=2",
        "older=99999999999999999999", "older=%31%00", "newer=0x10", "older=\u{0661}",
    ])
    func aPageThatNoPostNamesIsABadRequest(query: String) async throws {
        let web = try await WebFixture()
        #expect(try await web.get("/?\(query)").status == 400)
        #expect(try await web.get("/@reporter?\(query)").status == 400)
    }

    @Test(arguments: ["", "utm_source=feed", "fbclid=older", "a=1&b"])
    func otherParametersMeanNothing(query: String) async throws {
        let web = try await WebFixture()
        #expect(try await web.get("/?\(query)").status == 200)
    }
}

extension Answer {
    /// The numbers of the posts, in the order of the page.
    fileprivate var posts: [Int] { body.matches(of: /Post number (\d+) here/).compactMap { Int($0.1) } }

    fileprivate func link(_ relation: String) -> String? {
        body.matches(of: /<link rel="(prev|next)" href="([^"]*)">/).first { $0.1 == relation }.map { String($0.2) }
    }
}
