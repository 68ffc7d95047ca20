import Foundation
import HTTPTypes
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct ThreadTests {
    @Test func aConversationIsReadFromItsBeginningDownwards() async throws {
        let web = try await WebFixture()
        for name in ["ana", "ben"] { try await web.addAccount(name) }
        let first = try await web.say("First word", as: "ana")
        let second = try await web.say("Second word", as: "ben", replyTo: first)
        let aside = try await web.say("An aside", as: "ben", replyTo: first)
        let third = try await web.say("Third word", as: "ana", replyTo: second)
        _ = try await web.say("Fourth word", as: "ben", replyTo: third)

        let page = try await web.get("/@ben/\(second)")
        #expect(page.order("First word", "Second word", "Third word", "Fourth word"))
        #expect(!page.body.contains("An aside"))
        #expect(page.body.contains("in reply to <a href=\"/@ana\">@ana</a>"))
        let whole = try await web.get("/@ana/\(first)")
        #expect(whole.order("First word", "Second word", "Third word", "Fourth word", "An aside"))
        #expect(whole.body.contains("class=\"post h-entry depth3\""))
        #expect(whole.body.contains("id=\"p\(aside)\""))
        #expect(whole.body.contains("2 replies"))
    }

    @Test func namesAndTagsLeadSomewhereAndUnknownNamesDoNot() async throws {
        let web = try await WebFixture()
        for name in ["ana", "ben"] { try await web.addAccount(name) }
        let id = try await web.say("Hello @BEN and @nobody, #Vélo", as: "ana")
        let page = try await web.get("/@ana/\(id)")
        #expect(page.body.contains("<a class=\"mention\" href=\"/@ben\">@BEN</a>"))
        #expect(!page.body.contains("href=\"/@nobody\""))
        #expect(page.body.contains("href=\"/tags/V%C3%A9lo\">#Vélo</a>"))
        #expect(try await web.get("/tags/V%C3%A9lo").body.contains("Hello"))
        #expect(try await web.get("/tags/velo").body.contains("Hello"))
        #expect(try await web.get("/tags/a%20b").status == 404)
        #expect(try await web.get("/tags/%3Cscript%3E").status == 404)
    }

    @Test func aWarningCoversTheTextAndItsPictures() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let id = try await web.say("What happened", as: "ana", warning: "Injuries")
        for path in ["/", "/@ana", "/@ana/\(id)"] {
            let page = try await web.get(path)
            let covered = try #require(page.body.firstMatch(of: /<details class="covered">[\s\S]*?<\/details>/))
            #expect(covered.0.contains("Injuries") && covered.0.contains("What happened"))
        }
        let page = try await web.get("/@ana/\(id)")
        #expect(page.body.contains("<title>ana: Injuries</title>"))
        #expect(page.body.contains("<meta name=\"description\" content=\"Injuries\">"))
    }

    @Test func picturesHaveTheirDescriptions() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let ana = try await web.profile("ana")
        var draft = PostDraft(text: "Look", isSensitive: true)
        for description in ["A bridge under water", ""] {
            let media = MediaRecord(
                id: 0,
                profileID: ana.id,
                name: "picture\(description.count).png",
                type: "image/png",
                width: 640,
                height: 480,
                bytes: 1,
                description: description
            )
            draft.mediaIDs.append(try await web.store.addMedia(media, at: web.clock.date).id)
        }
        let id = try await web.store.publish(draft, as: Author(profileID: ana.id), at: web.clock.date)
        let page = try await web.get("/@ana/\(id)")
        #expect(page.body.contains("src=\"/media/picture20.png\" alt=\"A bridge under water\" width=\"640\""))
        #expect(page.body.contains("alt=\"Picture without a description\""))
        // They are sensitive: the text is open, they are not.
        let covered = try #require(page.body.firstMatch(of: /<details class="covered">[\s\S]*?<\/details>/))
        #expect(covered.0.contains("picture20.png") && !covered.0.contains(">Look<"))
    }

    @Test func aPostSaysWhatItAnnounces() async throws {
        let web = try await WebFixture()
        let starts = Date(timeIntervalSince1970: 1_795_426_200)
        let event = try await web.say(
            "Blood donation https://example.org/event",
            link: "https://example.org/event",
            title: "Blood donation",
            card: PostCard(
                kind: .event,
                description: "Bring a paper.",
                startsAt: starts,
                endsAt: starts + 7_200,
                place: "Town hall, Valmont"
            )
        )
        let page = try await web.get("/@reporter/\(event.id)")
        for words in ["Event", "23 Nov 2026, 09:30 – 11:30", "Town hall, Valmont", "Bring a paper."] {
            #expect(page.body.contains(">\(words)<"), "\(words)")
        }
        #expect(page.body.contains("href=\"https://example.org/event\"><span class=\"label\">Event</span>"))
        let audio = try await web.say(
            "Episode 12 https://example.org/12",
            link: "https://example.org/12",
            title: "Episode 12",
            card: PostCard(
                kind: .file,
                fileURL: "https://example.org/files/radio%2012.mp3",
                fileType: "audio/mpeg",
                fileBytes: 24_560_000
            )
        )
        let episode = try await web.get("/@reporter/\(audio.id)", headers: [.acceptLanguage: "fr"])
        for words in ["Lire l’article", "Écouter", "radio 12.mp3", "audio/mpeg", "25\u{A0}Mo"] {
            #expect(episode.body.contains(">\(words)<"), "\(words)")
        }
        // Nothing of another site is loaded.
        #expect(!episode.body.contains("<audio") && !episode.body.contains("<iframe"))
    }

    @Test func whatAPostSaidBeforeStaysReadable() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let id = try await web.say("Three dead", as: "ana")
        #expect(try await !web.get("/@ana/\(id)").body.contains("edited"))
        try await web.edit(id, to: "Two dead", by: "ana")
        let page = try await web.get("/@ana/\(id)")
        #expect(page.body.contains("<a href=\"/@ana/\(id)/history\">edited 22 Nov 2026, 12:01</a>"))
        let history = try await web.get("/@ana/\(id)/history")
        #expect(history.order("Two dead", "Three dead"))
        #expect(history.body.contains("<meta name=\"robots\" content=\"noindex\">"))
    }

    @Test func aDeletedPostIsGoneWithAllThatItSaid() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let id = try await web.say("Regretted", as: "ana")
        try await web.edit(id, to: "Still regretted", by: "ana")
        try await web.store.delete(id, by: web.profile("ana").id, at: web.clock.date)
        for path in ["/@ana/\(id)", "/@ana/\(id)/history", "/@ANA/\(id)"] {
            let page = try await web.get(path)
            #expect(page.status == 410)
            #expect(page.body.contains("This post was deleted"))
            #expect(!page.body.lowercased().contains("regretted"))
            #expect(page["Cache-Control"] == "no-store")
        }
        #expect(try await web.get("/@reporter/\(id)").status == 404)
    }

    @Test func strangersAreNotToldThatAPrivatePostIsGone() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let id = try await web.say("For followers", as: "ana", .followers)
        try await web.store.delete(id, by: web.profile("ana").id, at: web.clock.date)
        #expect(try await web.get("/@ana/\(id)").status == 404)
    }

    @Test func aBoostLeadsToWhatWasBoosted() async throws {
        let web = try await WebFixture()
        for name in ["ana", "ben"] { try await web.addAccount(name) }
        let id = try await web.say("Worth it", as: "ana")
        let boost = try await web.store.boost(
            id,
            as: Author(profileID: web.profile("ben").id),
            at: web.clock.date + 1
        )
        let page = try await web.get("/@ben")
        #expect(page.body.contains("<a href=\"/@ben\" dir=\"auto\">ben</a> boosted"))
        #expect(page.body.contains("Worth it"))
        let answer = try await web.get("/@ben/\(boost)")
        #expect(answer.status == 307)
        #expect(answer["Location"] == "/@ana/\(id)")
    }

    @Test func closedRepliesAreSaidToBeClosed() async throws {
        let web = try await WebFixture()
        let ben = try await web.browser(of: "ben")
        let ana = try await web.browser(of: "ana")
        let id = try await web.say("No questions", as: "ana")
        try await web.store.closeReplies(id, true, by: web.profile("ana").id, at: web.clock.date)
        let page = try await ben.visit("/@ana/\(id)")
        #expect(page.body.contains("Its author has closed the replies."))
        #expect(!page.body.contains("<textarea"))
        #expect(try await ana.visit("/@ana/\(id)").body.contains("<textarea"))
    }
}

extension Answer {
    /// Whether all of these words are there, and in this order.
    func order(_ words: String...) -> Bool {
        var rest = body[...]
        if let main = rest.firstRange(of: "<main") { rest = rest[main.upperBound...] }
        for word in words {
            guard let found = rest.firstRange(of: ">\(word)") else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }
}
