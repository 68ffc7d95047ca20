import TestSupport
import Testing

@testable import Timeline

@Suite struct ImageFileTests {
    private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        let pattern = Array(text.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: pattern) }
    }

    private func refusal(_ bytes: [UInt8]) -> Refusal? {
        do throws(Refusal) {
            _ = try ImageFile(bytes)
            return nil
        } catch {
            return error
        }
    }

    // MARK: - What it is

    @Test(arguments: TinyPicture.allCases)
    func isKnownByItsContent(picture: TinyPicture) throws {
        let file = try ImageFile(picture.bytes)
        #expect(picture.rawValue.hasSuffix("." + file.format.ending))
        #expect(file.size == (try picture == .turned ? PixelSize(width: 4, height: 6) : PixelSize(width: 6, height: 4)))
    }

    @Test(arguments: [
        "", "G", "GIF89", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<!DOCTYPE html><img src=x onerror=alert(1)>",
        "%PDF-1.7", "BM\u{1A}\0\0\0", "\0\0\0\u{1C}ftypavif", "PK\u{3}\u{4}", "RIFF\u{10}\0\0\0WAVEfmt ", "JFIF",
    ])
    func refusesWhatIsNoPicture(text: String) {
        #expect(
            refusal(Array(text.utf8)) == Refusal(.invalid, "this is no picture of the kinds PNG, JPEG, GIF and WebP")
        )
    }

    @Test(arguments: TinyPicture.allCases)
    func refusesWhatBreaksOff(picture: TinyPicture) throws {
        let bytes = try picture.bytes
        for length in 12..<bytes.count {
            #expect(refusal(Array(bytes[..<length])) == .brokenPicture, "\(length) of \(bytes.count) bytes")
        }
    }

    /// Each place where a file says how large it is: what picture, from where on, and how the number is written.
    private static let sizes:
        [(TinyPicture, after: String, write: @Sendable (_ width: Int, _ height: Int) -> [UInt8])] = [
            (.palette, "IHDR", { [0, 0, UInt8($0 >> 8), UInt8($0 & 255), 0, 0, UInt8($1 >> 8), UInt8($1 & 255)] }),
            (.movingGIF, "GIF89a", { [UInt8($0 & 255), UInt8($0 >> 8), UInt8($1 & 255), UInt8($1 >> 8)] }),
            (.lossy, "\u{01}\u{2A}", { [UInt8($0 & 255), UInt8($0 >> 8), UInt8($1 & 255), UInt8($1 >> 8)] }),
        ]

    private func patched(_ bytes: [UInt8], after text: String, with new: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let pattern = Array(text.utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: pattern) }) else { return [] }
        bytes.replaceSubrange(start + pattern.count..<start + pattern.count + new.count, with: new)
        return bytes
    }

    @Test func refusesAbsurdSizes() throws {
        for (picture, text, write) in Self.sizes {
            let bytes = try picture.bytes
            #expect(refusal(patched(bytes, after: text, with: write(0, 4))) == .brokenPicture)
            #expect(refusal(patched(bytes, after: text, with: write(6, 0))) == .brokenPicture)
            #expect(refusal(patched(bytes, after: text, with: write(6, 16_383))) == nil)
            let large = refusal(patched(bytes, after: text, with: write(8_000, 6_251)))
            #expect(large?.detail.hasPrefix("the picture is 8000 by 6251 pixels") == true, "\(picture)")
        }
        let wide = patched(try TinyPicture.palette.bytes, after: "IHDR", with: [0, 0, 0x40, 0x01])
        #expect(refusal(wide)?.detail.hasPrefix("the picture is 16385 by 4 pixels") == true)
        let huge = patched(try TinyPicture.palette.bytes, after: "IHDR", with: [UInt8](repeating: 0xFF, count: 8))
        #expect(refusal(huge)?.detail.hasPrefix("the picture is 4294967295 by") == true)
        #expect(
            refusal([UInt8](repeating: 0, count: 10 << 20 + 1))?.detail.hasPrefix("the picture has more than 10")
                == true
        )
    }

    // MARK: - What is kept

    @Test(arguments: TinyPicture.allCases)
    func holdsNothingOfItsMaker(picture: TinyPicture) throws {
        let file = try ImageFile(picture.bytes)
        for word in [
            "Ana Author", "Fabrikant", "SN-12345", "adobe:ns:meta", "EXIF", "XMP", "eXIf", "tEXt", "zTXt", "iTXt",
        ] {
            #expect(!contains(file.cleaned, word), "\(word)")
        }
        #expect(contains(file.cleaned, "Exif") == (picture == .turned))
    }

    @Test(arguments: TinyPicture.allCases)
    func dropsWhatFollowsTheEnd(picture: TinyPicture) throws {
        let bytes = try picture.bytes
        let file = try ImageFile(bytes + Array("<script>alert(1)</script>".utf8) + bytes)
        #expect(file == (try ImageFile(bytes)))
    }

    @Test func keepsColours() throws {
        for picture in [TinyPicture.turned, .named, .namedWebP] {
            let name: [TinyPicture: String] = [.turned: "ICC_PROFILE", .named: "iCCP", .namedWebP: "ICCP"]
            #expect(contains(try ImageFile(picture.bytes).cleaned, name[picture] ?? ""), "\(picture)")
        }
        #expect(contains(try ImageFile(TinyPicture.cmyk.bytes).cleaned, "Adobe"))
        for chunk in ["PLTE", "tRNS"] { #expect(contains(try ImageFile(TinyPicture.palette.bytes).cleaned, chunk)) }
    }

    @Test func keepsMovement() throws {
        let parts: [(TinyPicture, [String])] = [
            (.movingPNG, ["acTL", "fcTL", "fdAT"]), (.movingGIF, ["NETSCAPE2.0\u{3}\u{1}\0\0\0", "!\u{F9}"]),
            (.movingWebP, ["ANIM", "ANMF"]),
        ]
        for (picture, names) in parts {
            let cleaned = try ImageFile(picture.bytes).cleaned
            for name in names {
                let bytes = name.unicodeScalars.map { UInt8($0.value) }
                #expect(cleaned.indices.contains { cleaned[$0...].starts(with: bytes) }, "\(name)")
            }
        }
    }

    /// What has nothing to lose comes out as it was.
    @Test(arguments: [TinyPicture.cmyk, .palette, .lossy, .lossless])
    func leavesAPlainPictureAsItIs(picture: TinyPicture) throws {
        #expect(try ImageFile(picture.bytes).cleaned == picture.bytes)
    }

    // MARK: - Damage by the dice

    @Test(arguments: TinyPicture.allCases)
    func survivesAnyDamageAndCleansOnceAndForAll(picture: TinyPicture) throws {
        var dice = SeededRandom(seed: 0xFEED)
        let original = try picture.bytes
        let others = try TinyPicture.allCases.map { try $0.bytes }
        var accepted = 0
        for _ in 0..<600 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &dice) { bytes.damage(with: others, &dice) }
            guard let file = try? ImageFile(bytes) else { continue }
            accepted += 1
            #expect(try ImageFile(file.cleaned) == file)
        }
        #expect(accepted > 20)
    }
}

extension [UInt8] {
    fileprivate mutating func damage(with others: [[UInt8]], _ dice: inout SeededRandom) {
        guard !isEmpty else { return }
        let place = Int.random(in: 0..<count, using: &dice)
        let range = place..<Swift.min(count, place + Int.random(in: 1...24, using: &dice))
        switch Int.random(in: 0..<7, using: &dice) {
        case 0: self[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
        case 1: self[place] = [0, 1, 0x7F, 0x80, 0xD8, 0xD9, 0xDA, 0xE1, 0xFE, 0xFF].randomElement(using: &dice) ?? 0
        case 2: removeSubrange(range)
        case 3: insert(contentsOf: self[range], at: place)
        case 4: replaceSubrange(range, with: range.map { _ in UInt8.random(in: 0...255, using: &dice) })
        case 5: removeLast(Swift.min(count, Int.random(in: 1...8, using: &dice)))
        default:
            let other = others.randomElement(using: &dice) ?? []
            insert(contentsOf: other.dropFirst(Int.random(in: 0..<200, using: &dice)).prefix(80), at: place)
        }
    }
}
