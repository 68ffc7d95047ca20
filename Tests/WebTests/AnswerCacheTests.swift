import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct AnswerCacheTests {
    @Test func anAnswerIsKeptUntilSomethingChanges() {
        let cache = AnswerCache<Int, String>()
        cache.keep("old", bytes: 3, for: 1, at: 7)
        #expect(cache.answer(1, at: 7) == "old")
        #expect(cache.answer(1, at: 8) == nil)
        cache.keep("new", bytes: 3, for: 1, at: 8)
        #expect(cache.answer(1, at: 8) == "new")
        // What was begun before the change comes too late.
        cache.keep("late", bytes: 4, for: 2, at: 7)
        #expect(cache.answer(2, at: 8) == nil)
    }

    @Test func theOldestAnswersMakeRoom() {
        let cache = AnswerCache<Int, String>(maximumCount: 3, maximumBytes: 1_000)
        for number in 1...4 { cache.keep("answer", bytes: 5, for: number, at: 1) }
        #expect(cache.answer(1, at: 1) == nil)
        #expect(cache.answer(4, at: 1) != nil)
        cache.keep("long", bytes: 995, for: 5, at: 1)
        #expect(cache.answer(4, at: 1) != nil)
        #expect(cache.answer(3, at: 1) == nil)
        cache.keep("longer", bytes: 1_001, for: 6, at: 1)
        #expect(cache.answer(6, at: 1) == nil)
        #expect(cache.answer(5, at: 1) != nil)
    }

    @Test func everyChangeShowsAtOnce() async throws {
        let web = try await WebFixture()
        for name in ["ana", "ben"] { try await web.addAccount(name) }
        let id = try await web.say("First words", as: "ana")
        let (ana, ben) = (try await web.profile("ana"), try await web.profile("ben"))
        let path = "/@ana/\(id)"
        for _ in 0..<2 { #expect(try await web.get(path).body.contains("First words")) }
        try await web.edit(id, to: "Second words", by: "ana")
        #expect(try await web.get(path).body.contains("Second words"))
        try await web.store.favourite(id, by: ben.id, at: web.clock.date)
        #expect(try await web.get(path).body.contains("1 favourite"))
        try await web.say("An answer", as: "ben", replyTo: id)
        #expect(try await web.get(path).body.contains("An answer"))
        var change = ProfileChange()
        change.displayName = "Ana Maria"
        try await web.store.change(ana.id, change, at: web.clock.date)
        #expect(try await web.get(path).body.contains("Ana Maria"))
        try await web.store.delete(id, by: ana.id, at: web.clock.date)
        #expect(try await web.get(path).status == 410)
    }

    @Test func aKeptPageHasTheSameValidatorsInEachLanguage() async throws {
        let web = try await WebFixture()
        try await web.say("Hello")
        for language in ["en", "fr", "en"] {
            let first = try await web.get("/", headers: [.acceptLanguage: language])
            let again = try await web.get("/", headers: [.acceptLanguage: language])
            #expect(first.body == again.body && first["ETag"] == again["ETag"])
            #expect(again.body.contains("<html lang=\"\(language)\">"))
            let tag = try #require(first["ETag"])
            #expect(try await web.get("/", headers: [.acceptLanguage: language, .ifNoneMatch: tag]).status == 304)
        }
    }

    @Test func aKeptPageLearnsItsDateWhenItIsOldEnough() async throws {
        let web = try await WebFixture()
        try await web.say("Hello")
        #expect(try await web.get("/")["Last-Modified"] == nil)
        web.clock.advance(by: 1)
        #expect(try await web.get("/")["Last-Modified"] == "Sun, 22 Nov 2026 12:01:01 GMT")
    }
}
