import Foundation
import TestSupport
import Testing

@testable import Timeline

@Suite struct BackupFolderTests {
    private let directory: TemporaryDirectory
    private let folder: BackupFolder

    init() throws {
        directory = try TemporaryDirectory()
        folder = BackupFolder(path: directory.path("backups"))
    }

    /// - Returns: the name.
    @discardableResult
    private func back(up day: Int, suffix: String = "") throws -> String {
        let moment = Workshop.noon.addingTimeInterval(TimeInterval(day) * 86_400)
        let path = try folder.place(for: moment) + suffix
        try Data("x".utf8).write(to: URL(filePath: path))
        return URL(filePath: path).lastPathComponent
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path("backups")).sorted() }
    }

    @Test func namesACopyAfterItsMomentInAFolderForItsOwnerAlone() throws {
        let place = try folder.place(for: Date(timeIntervalSince1970: 1_795_348_805))
        #expect(place == directory.path("backups/feedline-2026-11-22T120005Z.sqlite"))
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.path("backups"))
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func keepsTheNewestWithTheirPictures() throws {
        let all = try (0..<5).map { try back(up: $0) }
        for day in [1, 4] { try directory.write("picture", to: "backups/\(all[day])-media/a/b") }
        #expect(try folder.keepNewest(2) == 3)
        #expect(try names == [all[3], all[4], all[4] + "-media"])
        #expect(try folder.keepNewest(2) == 0)
    }

    @Test func clearsAwayWhatWasCutShortLongAgo() throws {
        let old = try back(up: 0, suffix: ".0123ABCD.partial")
        try back(up: 0, suffix: ".0123ABCD.partial-journal")
        let whole = try [back(up: 1), back(up: 2)]
        let new = try back(up: 3, suffix: ".0123ABCD.partial")
        #expect(try folder.keepNewest(3) == 0)
        #expect(try names.contains(old))
        #expect(try folder.keepNewest(2) == 0)
        #expect(try names == whole + [new])
    }

    @Test func leavesEveryOtherFileAlone() throws {
        let others = [
            "feedline-2020-01-01.sqlite", "feedline-2020-01-01T000000Z.sqlite.gz", "feedline.sqlite",
            "a-feedline-2020-01-01T000000Z.sqlite", "feedline-2020-01-01T000000Z.sqlite-wal.bak",
        ]
        for name in others { try directory.write("mine", to: "backups/\(name)") }
        let kept = try [0, 1].map { try back(up: $0) }[1]
        #expect(try folder.keepNewest(1) == 1)
        #expect(try names == (others + [kept]).sorted())
    }
}
