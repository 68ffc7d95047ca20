/// What has arrived of an answer, and where it goes too far.
struct CurlAnswer {
    private let limits: TransferLimits
    private var head = Head()
    private var headerSize = 0
    private(set) var redirects: [Redirect] = []
    private(set) var body: [UInt8] = []
    /// Why this side ended the transfer.
    private(set) var refusal: TransferError?

    /// Of one hop: libcurl shows the head of every hop, and of interim answers.
    private struct Head {
        var status = 0
        /// Only known where the status may send us on.
        var url = ""
        var lines: [UInt8] = []
        var length: Int?
        var isEncoded = false
        var isComplete = false
    }

    init(limits: TransferLimits) { self.limits = limits }

    var status: Int { head.status }
    var headers: ResponseHeaders { ResponseHeaders(block: head.lines) }
    /// The last head sends the client on.
    var isRedirect: Bool { (300..<400).contains(head.status) }

    // MARK: - Arriving

    /// Takes one line of a head.
    ///
    /// - Parameter url: of the hop that answers; costly, so asked for rarely.
    /// - Returns: false if the transfer must end.
    mutating func take(header line: UnsafeRawBufferPointer, from url: () -> String) -> Bool {
        headerSize += line.count
        guard headerSize <= limits.headers else {
            return refuse(.tooLarge, "the headers of the answer are larger than \(limits.headers.asSize)")
        }
        if line.starts(with: "HTTP/".utf8) {
            begin(status: Self.status(of: line), from: url)
        } else if head.isComplete {
            return true  // A trailer. What counts was said before the body.
        } else if line.first == 0x0D || line.first == 0x0A {
            head.isComplete = true
            return hasBearableLength()
        } else {
            head.lines.append(contentsOf: line)
            if line.hasName("content-length") { head.length = Self.number(in: line) }
            if line.hasName("content-encoding") { head.isEncoded = true }
        }
        return true
    }

    /// Takes a part of the decoded body.
    ///
    /// - Returns: false if the transfer must end.
    mutating func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard body.count + bytes.count <= limits.body else { return refuseBody() }
        if body.isEmpty, !head.isEncoded, let length = head.length {
            // Not on the server's word alone: a thousand of them may promise much.
            body.reserveCapacity(min(length, 256 << 10))
        }
        body.append(contentsOf: bytes)
        return true
    }

    /// Counts what came over the wire. This sees the body of a redirect too, which libcurl reads and throws away.
    ///
    /// - Returns: false if the transfer must end.
    mutating func count(downloaded: Int) -> Bool {
        downloaded <= limits.body || refuseBody()
    }

    /// Notes why the transfer must end, once.
    ///
    /// - Returns: false.
    mutating func refuse(_ kind: TransferError.Kind, _ detail: String) -> Bool {
        refusal = refusal ?? TransferError(kind: kind, detail: detail)
        return false
    }

    // MARK: - Heads

    private mutating func begin(status: Int, from url: () -> String) {
        if isRedirect { redirects.append(Redirect(url: head.url, status: head.status)) }
        head = Head()
        head.status = status
        if isRedirect { head.url = url() }
    }

    /// 304 and 204 have no body and may say how long it would be; a redirect's body is not kept.
    private mutating func hasBearableLength() -> Bool {
        guard let length = head.length, length > limits.body, head.status >= 200, head.status != 204, !isRedirect else {
            return true
        }
        return refuseBody()
    }

    private mutating func refuseBody() -> Bool { refuse(.tooLarge, "the answer is larger than \(limits.body.asSize)") }

    /// Of `HTTP/1.1 200 OK`; libcurl has checked its form.
    private static func status(of line: UnsafeRawBufferPointer) -> Int { number(in: line.drop { $0 != 0x20 }) ?? 0 }

    /// The first digits; nil if there are none or too many.
    private static func number(in line: some Collection<UInt8>) -> Int? {
        let digits = line.drop { !(0x30...0x39).contains($0) }.prefix { (0x30...0x39).contains($0) }
        guard (1...18).contains(digits.count) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

extension UnsafeRawBufferPointer {
    /// - Parameter name: in lower case.
    fileprivate func hasName(_ name: StaticString) -> Bool {
        let length = name.utf8CodeUnitCount
        guard count > length, self[length] == 0x3A else { return false }
        return (0..<length).allSatisfy { self[$0] | 0x20 == name.utf8Start[$0] | 0x20 }
    }
}

extension Int {
    /// Of bytes, for people.
    var asSize: String { self % (1 << 20) == 0 ? "\(self >> 20) MB" : "\(self) bytes" }
}
