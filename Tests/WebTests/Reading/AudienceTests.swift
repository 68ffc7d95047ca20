import Foundation
import HTTPTypes
import TestSupport
import Testing
import Timeline

@testable import Web

/// Who sees what through the pages, and that no page made for one reaches another.
@Suite struct AudienceTests {
    /// Everywhere that a post could show.
    private func paths(_ id: Int64) -> [String] {
        [
            "/", "/everybody", "/@ana", "/@ana/with_replies", "/@ana/\(id)", "/@ana/\(id)/history", "/tags/secret",
            "/search?q=hush", "/@ana/feed.atom", "/@ana/feed.json", "/notifications", "/messages", "/favourites",
            "/bookmarks",
        ]
    }

    /// The paths at which somebody reads the words.
    private func sightings(_ browser: Browser, _ id: Int64) async throws -> Set<String> {
        var seen: Set<String> = []
        for path in paths(id) {
            let page = try await browser.request(path)
            if page.body.contains("Hush now") { seen.insert(path) }
            // A search for the words says them back.
            if path.hasPrefix("/search"), !page.body.contains("h-entry") { seen.remove(path) }
        }
        return seen
    }

    private func society() async throws -> (WebFixture, list: Int64) {
        let web = try await WebFixture()
        for name in ["ana", "fay", "lea", "mia", "sam"] { try await web.addAccount(name) }
        try await web.follow("ana", by: "fay")
        return (web, try await web.addList("newsroom", of: "ana", holding: ["lea"]))
    }

    @Test(arguments: Audience.allCases)
    func everyPageShowsAPostToItsAudienceAndToNobodyElse(audience: Audience) async throws {
        let (web, list) = try await society()
        let id = try await web.say(
            "Hush now @mia #secret",
            as: "ana",
            audience,
            list: audience == .list ? list : nil
        )
        let page = "/@ana/\(id)"
        let own = ["/@ana", "/@ana/with_replies", page, page + "/history"]
        let may: [String: Bool] = [
            "ana": true, "fay": audience != .list && audience != .direct, "lea": audience.isOpen || audience == .list,
            "mia": true, "sam": audience.isOpen,
        ]
        // Those who may see it come first, so that whatever is kept of their pages would show.
        for name in ["ana", "mia", "fay", "lea", "sam"] {
            let seen = try await sightings(web.browser(of: name), id)
            #expect(may[name] == true ? seen.isSuperset(of: own) : seen.isEmpty, "\(name): \(seen.sorted())")
            #expect(seen.contains("/tags/secret") == (audience == .public), "\(name)")
        }
        let stranger = try await sightings(Browser(web), id)
        switch audience {
        case .public:
            #expect(
                stranger
                    == Set(
                        own + [
                            "/", "/everybody", "/tags/secret", "/search?q=hush", "/@ana/feed.atom", "/@ana/feed.json",
                        ]
                    )
            )
        case .unlisted: #expect(stranger == Set(own))
        default:
            #expect(stranger.isEmpty, "\(stranger.sorted())")
            #expect(try await web.get(page).status == 404)
            #expect(try await web.get(page + "/history").status == 404)
        }
    }

    @Test func whatAStrangerWasShownIsNotShownToThoseWhoSeeMore() async throws {
        let (web, _) = try await society()
        let id = try await web.say("Hush now", as: "ana", .followers)
        #expect(try await web.get("/@ana").body.contains("Nothing here yet"))
        #expect(try await web.browser(of: "fay").visit("/@ana").body.contains("Hush now"))
        #expect(try await web.get("/@ana").body.contains("Nothing here yet"))
        #expect(try await web.browser(of: "fay").visit("/@ana/\(id)").status == 200)
    }

    @Test func whoIsBlockedSeesNothingOfTheProfile() async throws {
        let (web, _) = try await society()
        let id = try await web.say("Hush now #secret", as: "ana")
        let sam = try await web.browser(of: "sam")
        #expect(try await sam.visit("/@ana").status == 200)
        try await web.store.block(web.profile("sam").id, by: web.profile("ana").id, at: web.clock.date)
        for path in ["/@ana", "/@ana/\(id)", "/@ana/followers", "/@ana/with_replies"] {
            #expect(try await sam.visit(path).status == 404, "\(path)")
        }
        #expect(try await sightings(sam, id).isSubset(of: ["/@ana/feed.atom", "/@ana/feed.json"]))
    }

    @Test func aListIsNamedToItsOwnerAlone() async throws {
        let (web, list) = try await society()
        let id = try await web.say("Hush now", as: "ana", .list, list: list)
        for name in ["ana", "lea"] {
            let page = try await web.browser(of: name).visit("/@ana/\(id)")
            #expect(page.body.contains("<span class=\"audience\">A list</span>"))
            // The form for an answer names one's own lists.
            #expect(page.body.contains("newsroom") == (name == "ana"))
        }
    }

    @Test func noPageOfAMemberIsKeptByAnybody() async throws {
        let (web, _) = try await society()
        let id = try await web.say("Hush now", as: "ana", .followers)
        let fay = try await web.browser(of: "fay")
        for path in paths(id) where !path.contains("feed.") {
            let page = try await fay.request(path, headers: [.ifNoneMatch: "*"])
            #expect(page.status == 200, "\(path)")
            #expect(page["Cache-Control"] == "private, no-store", "\(path)")
            #expect(page["Vary"] == "Cookie, Accept-Language", "\(path)")
            #expect(page["ETag"] == nil && page["Last-Modified"] == nil, "\(path)")
        }
    }

    @Test func aBrowserWhoseSessionHasEndedIsGivenNothingToKeep() async throws {
        let web = try await WebFixture()
        let browser = try await web.browser(of: "ana")
        web.clock.advance(by: Session.lifetime)
        let page = try await browser.request("/")
        #expect(page.body.contains("href=\"/login\""))
        #expect(page["Cache-Control"] == "private, no-store")
        #expect(try await browser.request("/")["Cache-Control"] == "public, max-age=30")
    }
}
