internal import Foundation

/// The C library's converter from any encoding it knows to UTF-8.
enum Iconv {
    /// The text, with U+FFFD for what means nothing, and how many bytes that was; nil if the encoding is unknown.
    static func decoded(_ bytes: ArraySlice<UInt8>, from charset: String) -> (text: [UInt8], invalid: Int)? {
        guard let converter = iconv_open("UTF-8", charset), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 2)
        var invalid = 0
        var buffer = [CChar](repeating: 0, count: 16 << 10)
        var input = bytes.map { CChar(bitPattern: $0) }
        input.withUnsafeMutableBufferPointer { input in
            var from = input.baseAddress
            var left = input.count
            while left > 0 {
                let written = buffer.withUnsafeMutableBufferPointer { buffer in
                    var to = buffer.baseAddress
                    var room = buffer.count
                    let result = iconv(converter, &from, &left, &to, &room)
                    let reason = result == -1 || result == .max ? errno : 0
                    text += UnsafeRawBufferPointer(buffer).prefix(buffer.count - room)
                    return reason
                }
                guard written != 0, written != E2BIG else { continue }
                // An invalid or unfinished sequence; the next byte may begin a valid one.
                text += [0xEF, 0xBF, 0xBD]
                invalid += 1
                from = from.map { $0 + 1 }
                left -= 1
            }
        }
        return (text, invalid)
    }
}
