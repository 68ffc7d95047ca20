import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing

@testable import Web

@Suite struct FormTests {
    /// Each address of the pages that something is sent to, as the router knows them: none can be forgotten.
    private func addresses(_ web: WebFixture) -> [String] {
        web.application().router.routes.filter { $0.method == .post }.map { "\($0.path)" }
            .filter { !$0.hasPrefix("/api/") && $0 != "/oauth/token" && $0 != "/oauth/revoke" }
            .map { $0.replacing("{name}", with: "ana").replacing(/\{\w+\}/, with: "1") }
    }

    @Test func noFormFromElsewhereDoesAnything() async throws {
        let web = try await WebFixture()
        let browser = try await web.browser(of: "ana")
        try await browser.visit("/settings")
        let own: HTTPFields = [.origin: "https://news.example.org", .secFetchSite: "same-origin"]
        let foreign: HTTPFields = [.origin: "https://evil.example", .secFetchSite: "cross-site"]
        let other = try await web.browser(of: "eve")
        try await other.visit("/settings")
        let found = addresses(web)
        #expect(found.count > 20)
        for path in found {
            let attempts: [([String: String], HTTPFields)] = [
                ([:], own), ([:], [:]), (["form_token": ""], own), (["form_token": other.token], own),
                (["form_token": browser.token], foreign),
            ]
            for (fields, headers) in attempts {
                let answer = try await browser.post(path, fields, headers: headers)
                // There is no such invitation, whoever asks.
                #expect(answer.status == (path.hasPrefix("/invit") ? 410 : 403), "\(path) \(fields.keys) \(headers)")
            }
        }
    }
}
