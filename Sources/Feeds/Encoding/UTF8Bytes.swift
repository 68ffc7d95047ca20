/// UTF-8, judged and mended.
enum UTF8Bytes {
    struct Judgement: Equatable {
        var isASCII = true
        /// Sequences of more than one byte.
        var valid = 0
        /// Bytes that belong to no sequence.
        var invalid = 0

        /// A slip here and there, rather than another encoding: hardly any text in one is by accident UTF-8 in places.
        var isMostlyValid: Bool { valid > 0 && valid >= invalid }
    }

    static func judge(_ bytes: ArraySlice<UInt8>) -> Judgement {
        var judgement = Judgement()
        bytes.withUnsafeBufferPointer { bytes in
            var at = 0
            while true {
                skipASCII(bytes, &at)
                guard at < bytes.count else { return }
                let length = sequence(bytes, at)
                if length > 0 { judgement.valid += 1 } else { judgement.invalid += 1 }
                at += max(1, length)
            }
        }
        judgement.isASCII = judgement.valid == 0
        return judgement
    }

    /// With U+FFFD for each byte that belongs to no sequence.
    static func mended(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + 64)
        bytes.withUnsafeBufferPointer { bytes in
            var at = 0
            while at < bytes.count {
                let start = at
                skipASCII(bytes, &at)
                text += bytes[start..<at]
                guard at < bytes.count else { return }
                let length = sequence(bytes, at)
                if length > 0 { text += bytes[at..<(at + length)] } else { text += [0xEF, 0xBF, 0xBD] }
                at += max(1, length)
            }
        }
        return text
    }

    private static func skipASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
        let raw = UnsafeRawBufferPointer(bytes)
        while at + 8 <= bytes.count,
            raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        { at += 8 }
        while at < bytes.count, bytes[at] < 0x80 { at += 1 }
    }

    /// The length of the sequence that begins with the byte at `at`, which is not ASCII; 0 if none does.
    private static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        func next(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            at + offset < bytes.count && range.contains(bytes[at + offset])
        }
        // Table 3-7 of the Unicode Standard.
        switch bytes[at] {
        case 0xC2...0xDF: return next(1) ? 2 : 0
        case 0xE0: return next(1, 0xA0...0xBF) && next(2) ? 3 : 0
        case 0xED: return next(1, 0x80...0x9F) && next(2) ? 3 : 0
        case 0xE1...0xEF: return next(1) && next(2) ? 3 : 0
        case 0xF0: return next(1, 0x90...0xBF) && next(2) && next(3) ? 4 : 0
        case 0xF1...0xF3: return next(1) && next(2) && next(3) ? 4 : 0
        case 0xF4: return next(1, 0x80...0x8F) && next(2) && next(3) ? 4 : 0
        default: return 0
        }
    }
}
