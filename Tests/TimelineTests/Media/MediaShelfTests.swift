import Foundation
import TestSupport
import Testing

@testable import Timeline

@Suite struct MediaShelfTests {
    private let workshop: Workshop
    private let noon = Workshop.noon
    private var shelf: MediaShelf { workshop.store.shelf }
    private var folder: String { workshop.path + "-media" }

    init() throws { workshop = try Workshop() }

    private func picture(_ picture: TinyPicture = .palette) throws -> ImageFile { try ImageFile(picture.bytes) }

    private func path(_ name: String) throws -> String { try #require(shelf.path(of: name)) }

    private func isThere(_ name: String) throws -> Bool { FileManager.default.fileExists(atPath: try path(name)) }

    private func rights(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func files() -> Set<String> { Set(FileManager.default.subpaths(atPath: folder) ?? []) }

    private func date(_ path: String, _ date: Date) throws {
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
    }

    @Test func keepsAFileForItsOwnerAloneUnderANameThatNobodyGuesses() async throws {
        var names: Set<String> = []
        for kind in [TinyPicture.palette, .turned, .movingGIF, .lossy] {
            let picture = try picture(kind)
            let name = try await shelf.store(picture)
            #expect(name.wholeMatch(of: /[a-z2-7]{32}\.(png|jpg|gif|webp)/) != nil)
            #expect(name.hasSuffix(picture.format.ending))
            #expect(FileManager.default.contents(atPath: try path(name)) == Data(picture.cleaned))
            #expect(try path(name) == "\(folder)/\(name.prefix(2))/\(name)")
            #expect(try rights(path(name)) == 0o600)
            #expect(try rights(folder + "/" + name.prefix(2)) == 0o700)
            names.insert(name)
        }
        #expect(try rights(folder) == 0o700)
        #expect(files().count == names.count + Set(names.map { $0.prefix(2) }).count)
    }

    @Test(arguments: [
        "", ".", "..", "../feedline.sqlite", "../../etc/passwd", "abcdefghijklmnopqrstuvwxyz234567",
        "abcdefghijklmnopqrstuvwxyz234567.svg", "abcdefghijklmnopqrstuvwxyz234567.png.partial",
        "abcdefghijklmnopqrstuvwxyz23456.png", "Abcdefghijklmnopqrstuvwxyz234567.png",
        "abcdefghijklmnopqrstuvwxyz23456/.png", "ab/abcdefghijklmnopqrstuvwxyz234567.png",
        "abcdefghijklmnopqrstuvwxyz23456\0.png", "abcdefghijklmnopqrstuvwxyz23456é.png", ".png",
    ])
    func leadsNowhereByWhatIsNoName(name: String) {
        #expect(shelf.path(of: name) == nil)
    }

    @Test func removesPicturesAndNothingElse() async throws {
        let names = [try await shelf.store(picture()), try await shelf.store(picture())]
        try await shelf.remove([names[0], "../feedline.sqlite", "abcdefghijklmnopqrstuvwxyz234567.png"])
        #expect(try !isThere(names[0]))
        #expect(try isThere(names[1]))
        #expect(FileManager.default.fileExists(atPath: workshop.path))
    }

    @Test func aFullDiskIsSaidToBeFull() throws {
        let error = #expect(throws: CocoaError.self) {
            try FileHandle(forWritingTo: URL(filePath: "/dev/full")).write(contentsOf: Data([1]))
        }
        let told = TimelineError(file: try #require(error), folder)
        #expect(told.kind == .diskFull)
        #expect(told.detail.hasPrefix("the disk that holds \(folder) is full"))
    }

    @Test func aPlaceThatCannotBeWrittenIsNamed() async throws {
        try workshop.directory.write("in the way", to: "feedline.sqlite-media")
        let error = await #expect(throws: TimelineError.self) { try await shelf.store(picture()) }
        #expect(error?.detail.contains(folder) == true)
    }

    // MARK: - Its rows

    private func person() async throws -> Int64 {
        try await workshop.store.addAccount("ana", profiles: [], password: nil, at: noon)
        return try #require(try await workshop.reader.profile(named: "ana")).id
    }

    @Test func whatIsKeptIsKnownAndClean() async throws {
        let ana = try await person()
        let media = try await workshop.store.keepPicture(
            TinyPicture.turned.bytes,
            by: ana,
            description: " A shore\u{0}, at dusk ",
            focus: (0.5, -1),
            at: noon
        )
        let cleaned = try ImageFile(TinyPicture.turned.bytes).cleaned
        #expect(FileManager.default.contents(atPath: try path(media.name)) == Data(cleaned))
        let stored = try #require(try await workshop.reader.media(media.id, of: ana))
        #expect((stored.width, stored.height) == (4, 6))
        #expect((stored.type, stored.bytes) == ("image/jpeg", cleaned.count))
        #expect(stored.description == "A shore, at dusk")
        #expect(stored.focus == (0.5, -1))
        #expect(try await workshop.reader.mediaType(ofFile: media.name, for: Viewer(profileID: ana)) == "image/jpeg")
        #expect(try await workshop.reader.mediaType(ofFile: media.name, for: .anybody) == nil)
    }

    @Test func whatIsRefusedLeavesNothing() async throws {
        let ana = try await person()
        let long = String(repeating: "é", count: 1_501)
        await #expect(throws: Refusal.self) { try await workshop.store.keepPicture([1, 2, 3], by: ana, at: noon) }
        await #expect(throws: Refusal.self) {
            try await workshop.store.keepPicture(TinyPicture.lossy.bytes, by: ana, description: long, at: noon)
        }
        #expect(files().isEmpty)
        let media = try await workshop.store.keepPicture(TinyPicture.lossy.bytes, by: ana, description: "A", at: noon)
        await #expect(throws: Refusal.self) {
            try await workshop.store.describeMedia(media.id, description: long, focus: nil, by: ana)
        }
        #expect(try await workshop.reader.media(media.id, of: ana)?.description == "A")
    }

    @Test func whatNothingHoldsGoesAfterADay() async throws {
        let ana = try await person()
        let author = Author(profileID: ana)
        var media: [MediaRecord] = []
        for _ in 0..<5 {
            media.append(try await workshop.store.keepPicture(TinyPicture.palette.bytes, by: ana, at: noon))
        }
        let post = try await workshop.store.publish(
            PostDraft(text: "One", mediaIDs: [media[0].id]),
            as: author,
            at: noon
        )
        let later = PostDraft(text: "Two", mediaIDs: [media[1].id])
        let scheduled = try await workshop.store.schedule(later, as: author, due: noon + 864_000, at: noon)
        var face = ProfileChange()
        face.avatar = media[2].name
        face.header = media[3].name
        try await workshop.store.change(ana, face, at: noon)
        func remaining() throws -> [Int] { try media.indices.filter { try isThere(media[$0].name) } }

        try await workshop.store.tidyMedia(at: noon + 86_400)
        #expect(try remaining() == [0, 1, 2, 3, 4])
        try await workshop.store.tidyMedia(at: noon + 86_401)
        #expect(try remaining() == [0, 1, 2, 3])
        // The face of a profile is for everybody, still.
        #expect(try await workshop.reader.mediaType(ofFile: media[2].name, for: .anybody) == "image/png")

        face.avatar = ""
        face.header = media[0].name
        try await workshop.store.change(ana, face, at: noon + 90_000)
        try await workshop.store.unschedule(scheduled, by: ana)
        try await workshop.store.delete(post, by: ana, at: noon + 90_000)
        try await workshop.store.tidyMedia(at: noon + 90_000)
        #expect(try remaining() == [0])
        face.header = ""
        try await workshop.store.change(ana, face, at: noon + 90_000)
        // Deleted only now, and perhaps to be written anew.
        try await workshop.store.tidyMedia(at: noon + 90_000 + 86_400)
        #expect(try remaining() == [0])
        try await workshop.store.tidyMedia(at: noon + 90_001 + 86_400)
        #expect(try remaining() == [])
    }

    @Test func aFileThatNoRowKnowsIsSweptAfterADay() async throws {
        let ana = try await person()
        let known = try await workshop.store.keepPicture(TinyPicture.palette.bytes, by: ana, at: noon).name
        let stray = try await shelf.store(picture())
        let unfinished = try path(stray) + ".partial"
        try Data([1]).write(to: URL(filePath: unfinished))
        let foreign = folder + "/" + stray.prefix(2) + "/README"
        try Data([1]).write(to: URL(filePath: foreign))
        for path in [try path(known), try path(stray), unfinished, foreign] { try date(path, noon) }

        #expect(try await workshop.store.sweepMedia(at: noon + 86_400) == 0)
        #expect(try await workshop.store.sweepMedia(at: noon + 86_401) == 2)
        #expect(try isThere(known) && !isThere(stray))
        #expect(!FileManager.default.fileExists(atPath: unfinished))
        #expect(FileManager.default.fileExists(atPath: foreign))
    }

    @Test func withoutPicturesThereIsNothingToSweep() async throws {
        #expect(try await workshop.store.sweepMedia(at: noon) == 0)
        #expect(!FileManager.default.fileExists(atPath: folder))
    }
}
