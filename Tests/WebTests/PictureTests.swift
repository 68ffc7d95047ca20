import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct PictureTests {
    private let web: WebFixture
    private let ana: Person
    private let ben: Person

    /// Somebody with a program and a browser that are signed in.
    private struct Person {
        let profileID: Int64
        let program: HTTPFields
        let browser: HTTPFields
    }

    init() async throws {
        web = try await WebFixture()
        ana = try await Self.person("ana", web)
        ben = try await Self.person("ben", web)
    }

    private static func person(_ name: String, _ web: WebFixture, scopes: String = "read write") async throws -> Person
    {
        let now = web.clock.date
        let account = try await web.store.addAccount(name, profiles: [], password: nil, at: now)
        let profile = try #require(try await web.store.reader.profile(named: name)).id
        var secrets: [Secret] = []
        for kind in [NewToken.Kind.access, .session] {
            let secret = Secret()
            var token = NewToken(kind, accountID: account, profileID: profile)
            token.scopes = Scopes(scopes)
            try await web.store.issue(token, hash: secret.hash, at: now)
            secrets.append(secret)
        }
        return Person(
            profileID: profile,
            program: [.authorization: "Bearer \(secrets[0].text)"],
            browser: [.cookie: "feedline_session=\(secrets[1].text)"]
        )
    }

    private func ask(
        _ method: HTTPRequest.Method,
        _ uri: String,
        _ headers: HTTPFields,
        type: String,
        _ body: [UInt8]
    ) async throws -> Answer {
        var headers = headers
        headers[.contentType] = type
        return try await web.get(uri, method: method, headers: headers, bytes: body)
    }

    private func form(_ file: [UInt8]?, _ fields: [String: String] = [:]) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += "--cut\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        if let file {
            body += "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../IMG 1.svg\"\r\n".utf8
            body += "Content-Type: image/svg+xml\r\n\r\n".utf8
            body += file + "\r\n".utf8
        }
        return body + "--cut--\r\n".utf8
    }

    private func upload(
        _ file: [UInt8]?,
        _ fields: [String: String] = [:],
        by headers: HTTPFields? = nil,
        to path: String = "/api/v2/media"
    ) async throws -> Answer {
        try await ask(
            .post,
            path,
            headers ?? ana.program,
            type: "multipart/form-data; boundary=cut",
            form(file, fields)
        )
    }

    /// A picture of Ana's: its number and its address on this site.
    private func picture(_ picture: TinyPicture = .turned) async throws -> (id: Int64, path: String) {
        let json = try await upload(picture.bytes).object()
        let address = try #require(json["url"] as? String)
        return (
            try #require((json["id"] as? String).flatMap { Int64($0) }),
            address.replacing("https://news.example.org", with: "")
        )
    }

    private func say(_ media: Int64, to audience: Audience) async throws -> Int64 {
        let draft = PostDraft(text: "Look", audience: audience, mediaIDs: [media])
        return try await web.store.publish(draft, as: Author(profileID: ana.profileID), at: web.clock.date)
    }

    // MARK: - Uploading

    @Test(arguments: ["/api/v1/media", "/api/v2/media"])
    func anUploadedPictureIsWhatItIsAndNotWhatItWasCalled(path: String) async throws {
        let answer = try await upload(
            TinyPicture.turned.bytes,
            ["description": "A shore", "focus": "0.5,-7"],
            to: path
        )
        #expect(answer.status == 200)
        let json = try answer.object()
        #expect(json["type"] as? String == "image")
        #expect(json["description"] as? String == "A shore")
        #expect((json["url"] as? String)?.wholeMatch(of: /https:\/\/news.example.org\/media\/[a-z2-7]{32}\.jpg/) != nil)
        let meta = try #require(json["meta"] as? [String: [String: Any]])
        #expect(meta["original"]?["size"] as? String == "4x6")
        #expect(meta["focus"]?["x"] as? Double == 0.5 && meta["focus"]?["y"] as? Double == -1)
    }

    @Test func whatIsNoPictureIsRefused() async throws {
        let large = try TinyPicture.palette.bytes + [UInt8](repeating: 0, count: UploadLimits.pictureBytes)
        let larger = [UInt8](repeating: 0, count: UploadLimits.requestBytes)
        for file in [
            nil, [], Array("<svg onload='alert(1)'/>".utf8), try TinyPicture.named.bytes.dropLast(9), large, larger,
        ] {
            let answer = try await upload(file)
            #expect(answer.status == 422)
            #expect((try answer.object()["error"] as? String)?.hasPrefix("Validation failed: ") == true)
        }
        for focus in ["x", "1", "nan,0", "1,2,3"] {
            #expect(try await upload(TinyPicture.palette.bytes, ["focus": focus]).status == 422)
        }
        #expect(
            try await upload(TinyPicture.palette.bytes, ["description": String(repeating: "a", count: 1_501)]).status
                == 422
        )
    }

    @Test func onlyWhoMayWritePicturesUploads() async throws {
        #expect(try await upload(TinyPicture.palette.bytes, by: [:]).status == 401)
        #expect(try await upload(TinyPicture.palette.bytes, by: ana.browser).status == 401)
        let reader = try await Self.person("reader", web, scopes: "read write:statuses")
        #expect(try await upload(TinyPicture.palette.bytes, by: reader.program).status == 403)
    }

    @Test func aPictureCanBeDescribedInEachWayAClientWrites() async throws {
        let id = try await picture().id
        let path = "/api/v1/media/\(id)"
        let bodies: [(String, [UInt8])] = [
            ("application/json", Array(#"{"description":"One","focus":"0.1,0.2"}"#.utf8)),
            ("application/json", Array(#"{"description":"Two","focus":[0.1,0.2]}"#.utf8)),
            ("application/x-www-form-urlencoded", Array("description=Three&focus=0.1%2C0.2".utf8)),
            ("multipart/form-data; boundary=cut", form(nil, ["description": "Four", "focus": "0.1,0.2"])),
        ]
        for ((type, body), words) in zip(bodies, ["One", "Two", "Three", "Four"]) {
            let json = try await ask(.put, path, ana.program, type: type, body).object()
            #expect(json["description"] as? String == words)
            #expect((json["meta"] as? [String: [String: Any]])?["focus"]?["y"] as? Double == 0.2)
        }
        // What is not named stays.
        _ = try await ask(.put, path, ana.program, type: "application/json", Array("{}".utf8))
        let found = try await web.get(path, headers: ana.program)
        #expect(try found.object()["description"] as? String == "Four")
        #expect(try await web.get(path, headers: ben.program).status == 404)
        #expect(try await ask(.put, path, ben.program, type: "application/json", Array("{}".utf8)).status == 404)
    }

    // MARK: - Looking

    @Test func aPictureOfAPublicPostIsForEverybody() async throws {
        let (id, path) = try await picture()
        let post = try await say(id, to: .public)
        let answer = try await web.get(path)
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "image/jpeg")
        #expect(answer["Content-Length"] == "\(try ImageFile(TinyPicture.turned.bytes).cleaned.count)")
        #expect(answer["Content-Disposition"] == "inline; filename=\"\(path.dropFirst("/media/".count))\"")
        #expect(answer["Content-Security-Policy"] == "default-src 'none'; sandbox")
        #expect(answer["X-Content-Type-Options"] == "nosniff")
        #expect(answer["Cache-Control"] == "public, max-age=31536000, immutable")
        #expect(answer["Cross-Origin-Resource-Policy"] == "cross-origin")

        let head = try await web.get(path, method: .head)
        #expect(head.status == 200 && head.body.isEmpty)
        #expect(head["Content-Length"] == answer["Content-Length"])
        let tag = try #require(answer["ETag"])
        let again = try await web.get(path, headers: [.ifNoneMatch: "W/\(tag)"])
        #expect(again.status == 304 && again.body.isEmpty)
        #expect(again["Cache-Control"] == answer["Cache-Control"])

        try await web.store.delete(post, by: ana.profileID, at: web.clock.date)
        for headers in [[:], [.ifNoneMatch: tag], ben.browser, ben.program] as [HTTPFields] {
            let gone = try await web.get(path, headers: headers)
            #expect(gone.status == 404)
            #expect(gone["Cache-Control"] == "no-store")
        }
    }

    @Test func aPictureOfAPostForSomeIsForThemAlone() async throws {
        let (id, path) = try await picture(.movingWebP)
        for headers in [ana.browser, ana.program] { #expect(try await web.get(path, headers: headers).status == 200) }
        #expect(try await web.get(path, headers: ben.browser).status == 404)

        _ = try await say(id, to: .followers)
        #expect(try await web.get(path, headers: ben.browser).status == 404)
        try await web.store.follow(ana.profileID, by: ben.profileID, at: web.clock.date)
        for headers in [ben.browser, ben.program] {
            let answer = try await web.get(path, headers: headers)
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == "image/webp")
            #expect(answer["Cache-Control"] == "private, max-age=86400")
            #expect(answer["Cross-Origin-Resource-Policy"] == "same-origin")
            #expect(answer["Access-Control-Allow-Origin"] == nil)
        }
        let writer = try await Self.person("writer", web, scopes: "write")
        try await web.store.follow(ana.profileID, by: writer.profileID, at: web.clock.date)
        for headers in [[:], writer.program, [.authorization: "Bearer x"], [.cookie: "feedline_session=x"]]
            as [HTTPFields]
        {
            #expect(try await web.get(path, headers: headers).status == 404)
        }
    }

    @Test func theFaceOfAProfileIsForEverybody() async throws {
        let (_, path) = try await picture(.palette)
        var change = ProfileChange()
        change.avatar = String(path.dropFirst("/media/".count))
        try await web.store.change(ana.profileID, change, at: web.clock.date)
        let answer = try await web.get(path)
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "image/png")
        #expect(answer["Cache-Control"]?.hasPrefix("public") == true)
    }

    @Test func whereThereIsNoPictureThereIsNone() async throws {
        let (id, path) = try await picture()
        _ = try await say(id, to: .public)
        for name in ["x", "..%2Fweb.sqlite", "%2e%2e%2fweb.sqlite", "abcdefghijklmnopqrstuvwxyz234567.png", "%00", ""] {
            #expect(try await web.get("/media/\(name)", headers: ana.browser).status == 404, "\(name)")
        }
        try await web.store.shelf.remove([String(path.dropFirst("/media/".count))])
        #expect(try await web.get(path).status == 404)
    }
}
