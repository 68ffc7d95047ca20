import TestSupport
import Testing

@testable import Timeline

/// What is particular to JPEG, with files that are put together here.
@Suite struct JPEGTests {
    private let start: [UInt8] = [0xFF, 0xD8]
    private let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 4, 0, 6, 1, 1, 0x11, 0]
    private let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
    private let pixels: [UInt8] = [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56]
    private let end: [UInt8] = [0xFF, 0xD9]

    private var plain: [UInt8] { start + frame + scan + pixels + end }

    private func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((content.count + 2) >> 8), UInt8((content.count + 2) & 255)] + content
    }

    private func exif(_ tiff: [UInt8]) -> [UInt8] { segment(0xE1, Array("Exif\0\0".utf8) + tiff) }

    private func cleaned(_ bytes: [UInt8]) throws -> [UInt8] { try ImageFile(bytes).cleaned }

    @Test func keepsWhatADecoderNeeds() throws {
        let tables = segment(0xDB, [1, 2]) + segment(0xC4, [3]) + segment(0xCC, [4]) + segment(0xDD, [0, 4])
        let bytes = start + tables + frame + scan + pixels + segment(0xC4, [5]) + scan + [0x77, 0xFF] + end
        #expect(try cleaned(bytes) == bytes)
    }

    @Test(arguments: Set<UInt8>(0xC0...0xCF).subtracting([0xC4, 0xC8, 0xCC]))
    func readsTheSizeOfEachKindOfFrame(marker: UInt8) throws {
        var bytes = plain
        bytes[3] = marker
        #expect(try ImageFile(bytes).size == PixelSize(width: 6, height: 4))
    }

    @Test func dropsWhatOthersHaveAdded() throws {
        for marker in UInt8(0xE0)...0xEF {
            let content = Array("Somebody was here".utf8)
            #expect(try cleaned(start + segment(marker, content) + plain.dropFirst(2)) == plain)
        }
        let jfif = Array("JFIF\0".utf8) + [1, 1, 1, 0, 72, 0, 72]
        let small = start + segment(0xE0, jfif + [1, 1, 9, 9, 9]) + plain.dropFirst(2)
        #expect(try cleaned(small) == start + segment(0xE0, jfif + [0, 0]) + plain.dropFirst(2))
        #expect(try cleaned(start + segment(0xFE, [1]) + [0, 0, 0xFF, 0xFF] + plain.dropFirst(3)) == plain)
    }

    @Test func keepsWhichSideIsUpAndNothingElseOfExif() throws {
        for value in UInt8(0)...10 {
            let little: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0]
            let big: [UInt8] =
                Array("MM\0*".utf8) + [0, 0, 0, 10, 7, 7, 0, 2] + [1, 0x0F, 0, 2, 0, 0, 0, 4, 65, 66, 67, 0]
                + [1, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0]
            let kept = exif(
                Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
            )
            let isKept = 2...8 ~= value
            for tiff in [little, big] {
                let file = try ImageFile(start + exif(tiff) + plain.dropFirst(2))
                #expect(file.cleaned == start + (isKept ? kept : []) + plain.dropFirst(2))
                let size = try 5...8 ~= value ? PixelSize(width: 4, height: 6) : PixelSize(width: 6, height: 4)
                #expect(file.size == size)
            }
        }
    }

    @Test(
        arguments: [
            [], [0x4D], Array("MM\0*".utf8), Array("MM\0*".utf8) + [0xFF, 0xFF, 0xFF, 0xFF],
            Array("MM\0*".utf8) + [0, 0, 0, 8, 0xFF, 0xFF], Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3],
            Array("II\0*".utf8) + [0, 0, 0, 8],
        ] as [[UInt8]]
    )
    func takesExifThatCannotBeReadForNone(tiff: [UInt8]) throws {
        #expect(try cleaned(start + exif(tiff) + plain.dropFirst(2)) == plain)
    }

    @Test func refusesWhatNoBrowserShows() {
        let second = start + frame + segment(0xC2, Array(frame.dropFirst(4))) + scan + pixels + end
        let withoutFrame = start + scan + pixels + end
        let withoutScan = start + frame + end
        let late: [UInt8] = start + [0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 6, 1, 1, 0x11, 0] + scan + pixels + end
        let unknown = start + segment(0xF7, [1, 2, 3]) + plain.dropFirst(2)
        let short = start + [0xFF, 0xE1, 0, 1] + plain.dropFirst(2)
        for bytes in [second, withoutFrame, withoutScan, late, unknown, short, start + plain] {
            #expect(throws: Refusal.brokenPicture) { try ImageFile(bytes) }
        }
    }
}
