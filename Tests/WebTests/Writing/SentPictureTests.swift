import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct SentPictureTests {
    private let web: WebFixture
    private let ana: Browser

    init() async throws {
        web = try await WebFixture()
        ana = try await web.browser(of: "ana")
        try await ana.visit("/compose")
    }

    private func posts() async throws -> [TimelineEntry] {
        let id = try await web.profile("ana").id
        return try await web.store.reader.timeline(.profile(id, .init()), for: .anybody, .init(), at: web.clock.date)
    }

    /// Those that a form shows as going with it.
    private func attached(_ answer: Answer) -> [String] {
        answer.body.matches(of: /name="picture\[\]" value="(\d+)"/).map { String($0.1) }
    }

    @Test func aPictureIsPublishedWithItsDescription() async throws {
        let answer = try await ana.send(
            "/compose",
            ["text": "Look", "audience": "public", "alt": "A shore"],
            file: TinyPicture.turned.bytes
        )
        #expect(answer.status == 303)
        let media = try #require(try await posts().first?.post.media.first)
        #expect(media.description == "A shore" && media.type == "image/jpeg")
        let page = try await web.get("/@ana")
        #expect(page.body.contains("src=\"/media/\(media.name)\" alt=\"A shore\" width=\"4\" height=\"6\""))
    }

    @Test func aPictureAloneIsAPost() async throws {
        let answer = try await ana.send("/compose", ["audience": "public"], file: TinyPicture.palette.bytes)
        #expect(answer.status == 303)
        #expect(try await posts().first?.post.media.count == 1)
    }

    @Test func aFormWithoutAPictureIsOnlyItsWords() async throws {
        let answer = try await ana.send("/compose", ["text": "Words", "audience": "public"], file: [], named: "")
        #expect(answer.status == 303)
        #expect(try await posts().first?.post.media.isEmpty == true)
    }

    @Test func anAttachedPictureIsDescribedBeforeAnythingIsPublished() async throws {
        var form = ["text": "Look", "audience": "public", "attach": "1"]
        let shown = try await ana.send("/compose", form, file: TinyPicture.palette.bytes)
        #expect(shown.status == 200)
        #expect(shown.body.contains(">\nLook</textarea>"))
        #expect(try await posts().isEmpty)
        let id = try #require(attached(shown).first)

        // What is refused keeps it, and the words that were typed for it.
        form["attach"] = nil
        form["text"] = String(repeating: "a", count: 141)
        form["picture[]"] = id
        form["description[\(id)]"] = "A shore"
        let refused = try await ana.send("/compose", form)
        #expect(refused.status == 422)
        #expect(refused.body.contains("This is 141 characters long"))
        #expect(attached(refused) == [id])
        #expect(refused.body.contains(">\nA shore</textarea>"))

        form["text"] = "Look"
        #expect(try await ana.send("/compose", form).status == 303)
        #expect(try await posts().first?.post.media.map(\.description) == ["A shore"])
    }

    @Test func anAttachedPictureCanBeLeftOut() async throws {
        let form = ["text": "Look", "audience": "public"]
        let shown = try await ana.send(
            "/compose",
            form.merging(["attach": "1"]) { $1 },
            file: TinyPicture.palette.bytes
        )
        let id = try #require(attached(shown).first)
        try await ana.send("/compose", form.merging(["picture[]": id, "drop[]": id]) { $1 })
        #expect(try await posts().first?.post.media.isEmpty == true)
    }

    @Test func whatIsNoPictureIsRefusedWithWordsAndNothingTypedIsLost() async throws {
        let large = try TinyPicture.palette.bytes + [UInt8](repeating: 0, count: UploadLimits.pictureBytes)
        let files: [([UInt8], String)] = [
            (Array("<svg onload='alert(1)'/>".utf8), "This file is no picture of the kinds"),
            (try TinyPicture.named.bytes.dropLast(9), "The picture is damaged or incomplete."),
            ([], "This file is no picture of the kinds"),
            (large, "The picture is larger than 10 MB."),
        ]
        for (file, words) in files {
            let answer = try await ana.send("/compose", ["text": "Look", "audience": "public"], file: file)
            #expect(answer.status == 422)
            #expect(answer.body.contains(words))
            #expect(answer.body.contains(">\nLook</textarea>"))
        }
        let larger = [UInt8](repeating: 0, count: UploadLimits.requestBytes)
        let answer = try await ana.send("/compose", ["text": "Look", "audience": "public"], file: larger)
        #expect(answer.status == 413)
        #expect(answer.body.contains("A picture has at most ten megabytes"))
        let nothing = try await ana.send("/compose", ["text": "Look", "audience": "public", "attach": "1"])
        #expect(nothing.body.contains("Choose a picture first."))
        #expect(try await posts().isEmpty)
    }

    @Test func fourPicturesGoWithAPostAndNoMore() async throws {
        var form = ["text": "Look", "audience": "public"]
        var ids: [String] = []
        for picture in [TinyPicture.turned, .palette, .named, .movingWebP] {
            form["attach"] = "1"
            let shown = try await ana.send("/compose", form, file: picture.bytes, pictures: ids)
            ids = attached(shown)
            #expect(shown.body.contains("type=\"file\"") == (ids.count < 4))
        }
        #expect(ids.count == 4)
        form["attach"] = nil
        let refused = try await ana.send("/compose", form, file: TinyPicture.palette.bytes, pictures: ids)
        #expect(refused.status == 422)
        #expect(refused.body.contains("A post holds at most four pictures."))
        #expect(try await ana.send("/compose", form, file: nil, pictures: ids).status == 303)
        #expect(try await posts().first?.post.media.count == 4)
    }

    @Test func nobodyTakesThePictureOfSomebodyElse() async throws {
        let shown = try await ana.send(
            "/compose",
            ["attach": "1", "audience": "public"],
            file: TinyPicture.palette.bytes
        )
        let id = try #require(attached(shown).first)
        let ben = try await web.browser(of: "ben")
        try await ben.visit("/compose")
        let form = ["text": "Mine", "audience": "public", "attach": "1", "picture[]": id, "description[\(id)]": "Mine"]
        #expect(try await attached(ben.send("/compose", form)).isEmpty)
        let number = try #require(Int64(id))
        #expect(try await web.store.reader.media(number, of: web.profile("ana").id)?.description == "")
    }

    @Test func thePicturesOfAnEditedPostCanBeTakenAway() async throws {
        try await ana.send("/compose", ["text": "Look", "audience": "public"], file: TinyPicture.palette.bytes)
        let post = try #require(try await posts().first?.post)
        let media = try #require(post.media.first?.id)
        try await ana.visit("/posts/\(post.post.id)/edit")
        let form = ["text": "Look away", "picture[]": "\(media)", "drop[]": "\(media)"]
        try await ana.send("/posts/\(post.post.id)/edit", form)
        #expect(try await posts().first?.post.media.isEmpty == true)
    }

    @Test func aProfileIsGivenAFaceAndABannerAndGivesThemUp() async throws {
        try await ana.visit("/settings")
        let form = ["display_name": "Ana", "bio": "", "audience": "public"]
        for field in ["avatar", "header"] {
            let answer = try await ana.send("/settings", form, file: TinyPicture.palette.bytes, in: field)
            #expect(answer["Location"] == "/settings?saved")
        }
        let profile = try await web.profile("ana")
        let (face, banner) = (try #require(profile.avatar), try #require(profile.header))
        #expect(try await web.get("/@ana").body.contains("src=\"/media/\(face)\""))
        #expect(try await web.get("/media/\(banner)").status == 200)
        let refused = try await ana.send("/settings", form, file: Array("no".utf8), in: "avatar")
        #expect(refused.status == 422 && refused.body.contains("This file is no picture of the kinds"))
        try await ana.send("/settings", form.merging(["drop[]": "avatar"]) { $1 })
        #expect(try await web.profile("ana").avatar == nil)
        #expect(try await web.profile("ana").header == banner)
    }

    @Test func whoeverSendsTooManyPicturesIsAskedToWait() async throws {
        for _ in 1...30 {
            try await ana.send("/compose", ["attach": "1", "audience": "public"], file: TinyPicture.palette.bytes)
        }
        let answer = try await ana.send("/compose", ["audience": "public"], file: TinyPicture.palette.bytes)
        #expect(answer.body.contains("Please wait half an hour."))
        web.clock.advance(by: 1_801)
        let later = try await ana.send("/compose", ["audience": "public"], file: TinyPicture.palette.bytes)
        #expect(later.status == 303)
    }
}

extension Browser {
    /// Sends a form as browsers do that has a field for a file; nil: there is no such field.
    @discardableResult
    fileprivate func send(
        _ path: String,
        _ fields: [String: String],
        file: [UInt8]?,
        named name: String = "IMG 1.png",
        in field: String = "file",
        pictures: [String] = []
    ) async throws -> Answer {
        var body: [UInt8] = []
        let all = fields.map { ($0.key, $0.value) } + pictures.map { ("picture[]", $0) } + [("form_token", token)]
        for (name, value) in all {
            body += "--cut\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        if let file {
            body += "--cut\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n".utf8
            body += "Content-Type: application/octet-stream\r\n\r\n".utf8
            body += file + "\r\n".utf8
        }
        body += "--cut--\r\n".utf8
        let headers: HTTPFields = [
            .origin: "https://news.example.org", .secFetchSite: "same-origin",
            .contentType: "multipart/form-data; boundary=cut",
        ]
        return try await request(path, method: .post, headers: headers, bytes: body)
    }
}
