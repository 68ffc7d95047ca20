/// What a `LoopbackServer` sends back, step by step.
///
///     LoopbackReply(200, "hello")
///     LoopbackReply(304, headers: [("ETag", "\"a\"")])
///     LoopbackReply(.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), .close)
///     LoopbackReply.never
package struct LoopbackReply: Sendable {
    package enum Step: Sendable {
        case bytes([UInt8])
        case pause(Duration)
        /// The same bytes again and again, until the client hangs up.
        case forever([UInt8])
        /// Says nothing more and waits for the client to hang up.
        case silence
        /// Ends the connection in order.
        case close
        /// Ends the connection with a TCP reset.
        case reset

        package static func send(_ text: String) -> Step { .bytes(Array(text.utf8)) }
    }

    package var steps: [Step]

    /// Sends exactly this; the connection lives on unless the last step ends it.
    package init(_ steps: Step...) { self.steps = steps }

    /// Sends a well-formed answer. `Content-Length` is added where the status may have a body, unless `headers` say
    /// how long the body is (`Content-Length`, `Transfer-Encoding`).
    package init(_ status: Int, headers: [(String, String)] = [], body: [UInt8]) {
        var head = "HTTP/1.1 \(status) \(Self.reasons[status] ?? "Status")\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        let names = headers.map { $0.0.lowercased() }
        let hasLength = names.contains("content-length") || names.contains("transfer-encoding")
        if !hasLength, status >= 200, status != 204, status != 304 { head += "Content-Length: \(body.count)\r\n" }
        // Latin-1, so that a test can send any byte in a header: one scalar is one byte.
        let bytes = (head + "\r\n").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        steps = [.bytes(bytes + body)]
    }

    package init(_ status: Int, headers: [(String, String)] = [], _ body: String = "") {
        self.init(status, headers: headers, body: Array(body.utf8))
    }

    /// Takes the request and never answers.
    package static let never = LoopbackReply(.silence)

    package static func redirect(to location: String, _ status: Int = 302) -> LoopbackReply {
        LoopbackReply(status, headers: [("Location", location)], "moved")
    }

    private static let reasons = [
        200: "OK", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified",
        307: "Temporary Redirect", 308: "Permanent Redirect", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        410: "Gone", 429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
    ]
}
