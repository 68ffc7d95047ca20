internal import CZlib

/// Opens what arrives compressed without a header that says so: `feed.xml.gz` served as XML, and files.
enum Inflation {
    /// What came out, and whether the stream came to its end.
    struct Outcome {
        var bytes: [UInt8] = []
        var isComplete = false
    }

    /// By the first bytes of gzip (RFC 1952) or zlib (RFC 1950).
    static func isCompressed(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 2 else { return false }
        if bytes[0] == 0x1F, bytes[1] == 0x8B { return true }
        return bytes[0] == 0x78 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
    }

    /// A damaged stream gives what stands before the damage.
    ///
    /// - Throws: `limits` for more than `FeedLimits.inflated`, `notAFeed` if nothing comes out.
    static func inflated(_ bytes: [UInt8]) throws(FeedError) -> Outcome {
        var outcome = Outcome()
        var stream = z_stream()
        guard czlib_inflate_init(&stream) == Z_OK else { throw damaged }
        defer { inflateEnd(&stream) }
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        var input = bytes
        let status = input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(clamping: input.count)
            var status = Z_OK
            while status == Z_OK, outcome.bytes.count <= FeedLimits.inflated {
                chunk.withUnsafeMutableBufferPointer { room in
                    stream.next_out = room.baseAddress
                    stream.avail_out = UInt32(room.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    outcome.bytes += room.prefix(room.count - Int(stream.avail_out))
                }
                // What follows may be another member (RFC 1952 section 2.2).
                if status == Z_STREAM_END, stream.avail_in > 0, stream.next_in.pointee == 0x1F {
                    status = inflateReset(&stream)
                }
            }
            return status
        }
        guard outcome.bytes.count <= FeedLimits.inflated else {
            throw FeedError(.limits, "it is larger than \(FeedLimits.inflated >> 20) MB when unpacked")
        }
        guard !outcome.bytes.isEmpty else { throw damaged }
        outcome.isComplete = status == Z_STREAM_END
        return outcome
    }

    private static let damaged = FeedError(.notAFeed, "it is compressed, and damaged")
}
