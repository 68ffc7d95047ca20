import TestSupport
import Testing

@testable import Timeline

/// What is particular to PNG, GIF and WebP: who hides something where, and who says what is not so.
@Suite struct ChunkTests {
    private func position(of name: String, in bytes: [UInt8]) throws -> Int {
        let pattern = Array(name.utf8)
        return try #require(bytes.indices.first { bytes[$0...].starts(with: pattern) })
    }

    // MARK: - PNG

    @Test func aPNGEndsEmptyAndHoldsNoUnknownChunks() throws {
        let bytes = try TinyPicture.palette.bytes
        let data = try position(of: "IDAT", in: bytes) - 4
        func chunk(_ name: String) -> [UInt8] { [0, 0, 0, 2] + Array(name.utf8) + [1, 2, 3, 4, 5, 6] }
        for name in ["prVt", "tIME", "eXIf", "caBX"] {
            #expect(try ImageFile(bytes[..<data] + chunk(name) + bytes[data...]).cleaned == bytes)
        }
        #expect(try ImageFile(bytes.dropLast(12) + chunk("IEND")).cleaned == bytes)
        for name in ["CgBI", "IHDR", "\0DAT"] {
            #expect(throws: Refusal.brokenPicture) { try ImageFile(bytes[..<data] + chunk(name) + bytes[data...]) }
        }
        #expect(throws: Refusal.brokenPicture) { try ImageFile(bytes[..<data] + bytes.suffix(12)) }
    }

    // MARK: - GIF

    @Test func aGIFHoldsNothingButItsFramesAndTheirTimes() throws {
        let bytes = try ImageFile(TinyPicture.movingGIF.bytes).cleaned
        let control = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x21, 0xF9]) })
        let extras: [[UInt8]] = [
            [0x21, 0xFE, 2, 1, 2, 1, 3, 0], [0x21, 0x01, 1, 1, 0], [0x21, 0xFF, 3, 1, 2, 3, 1, 1, 0], [0x21, 0x77, 0],
            [0x21, 0xFF, 11] + Array("XMP DataXMP".utf8) + [1, 1, 0],
            [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [0], [0x21, 0xF9, 1, 1, 0],
        ]
        for extra in extras {
            #expect(try ImageFile(bytes[..<control] + extra + bytes[control...]).cleaned == bytes)
        }
        var long = bytes
        long.insert(contentsOf: [2, 6, 6], at: control + 7)
        #expect(try ImageFile(long).cleaned == bytes)
    }

    @Test func aGIFWhoseFramesAreLargerThanItSaysIsRefused() throws {
        var bytes = try ImageFile(TinyPicture.movingGIF.bytes).cleaned
        let control = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x21, 0xF9]) })
        #expect(bytes[control + 8] == 0x2C)
        bytes.replaceSubrange(control + 13..<control + 17, with: [0xFF, 0xFF, 0xFF, 0xFF])
        let refusal = #expect(throws: Refusal.self) { try ImageFile(bytes) }
        #expect(refusal?.detail.hasPrefix("the picture is 65535 by 65535 pixels") == true)
    }

    // MARK: - WebP

    private func webP(_ chunks: [UInt8]) -> [UInt8] {
        var bytes = Array("RIFF".utf8)
        bytes.append(littleEndian: chunks.count + 4, 4)
        return bytes + Array("WEBP".utf8) + chunks
    }

    private func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        var bytes = Array(name.utf8)
        bytes.append(littleEndian: content.count, 4)
        return bytes + content + (content.count.isMultiple(of: 2) ? [] : [0])
    }

    /// A lossy picture's frame, without its pixels.
    private func pixels(_ width: UInt8, _ height: UInt8) -> [UInt8] {
        chunk("VP8 ", [0x10, 0, 0, 0x9D, 0x01, 0x2A, width, 0, height, 0, 1, 2])
    }

    private func header(_ flags: UInt8, _ width: UInt8, _ height: UInt8) -> [UInt8] {
        chunk("VP8X", [flags, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0])
    }

    private func frame(_ left: UInt8, _ width: UInt8, _ height: UInt8, _ chunks: [UInt8]) -> [UInt8] {
        chunk("ANMF", [left / 2, 0, 0, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0, 100, 0, 0, 0] + chunks)
    }

    @Test func aWebPSaysNoMoreThanItHolds() throws {
        let extras = chunk("EXIF", [1, 2, 3]) + chunk("XMP ", [4]) + chunk("????", [])
        let still = try ImageFile(webP(header(0xFF, 6, 4) + extras + pixels(6, 4) + extras))
        #expect(still.cleaned == webP(header(0x32, 6, 4) + pixels(6, 4)))
        let moving = try ImageFile(
            webP(header(0x0E, 6, 4) + chunk("ANIM", [0]) + frame(2, 4, 4, extras + pixels(4, 4)))
        )
        #expect(moving.cleaned == webP(header(0x02, 6, 4) + chunk("ANIM", [0]) + frame(2, 4, 4, pixels(4, 4))))
        #expect(try ImageFile(webP(pixels(6, 4) + extras)).cleaned == webP(pixels(6, 4)))
    }

    @Test func aWebPThatIsNotOfTheSizeItSaysIsRefused() {
        let files = [
            header(0, 6, 4) + pixels(6, 5), header(0, 6, 4), header(2, 6, 4) + frame(0, 6, 5, pixels(6, 5)),
            header(2, 6, 4) + frame(2, 6, 4, pixels(6, 4)), header(2, 6, 4) + frame(0, 6, 4, pixels(6, 3)),
            header(2, 6, 4) + frame(0, 6, 4, []), chunk("ALPH", [1, 2]),
            chunk("VP8 ", [0x11, 0, 0, 0x9D, 1, 0x2A, 6, 0, 4, 0]),
            chunk("VP8L", [0x2E, 5, 0, 0, 0]), chunk("VP8L", [0x2F, 5, 0xC0, 0, 0x20]), [],
        ]
        for file in files { #expect(throws: Refusal.brokenPicture) { try ImageFile(webP(file)) } }
        #expect(throws: Refusal.brokenPicture) { try ImageFile(Array("RIFF\0\0\0\0WEBP".utf8)) }
    }
}
