/// What a client sent to a `LoopbackServer`.
package struct LoopbackRequest: Sendable {
    package var method: String
    /// With the query string, as it was sent.
    package var path: String
    /// In order, with the names as they were written; one scalar is one byte.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// Which of the server's connections it came over, counted from 0.
    package var connection: Int

    /// The first header of that name, in any case.
    package subscript(name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// - Parameter head: up to and without the empty line.
    init?(head: [UInt8], connection: Int) {
        let text = String(String.UnicodeScalarView(head.map(Unicode.Scalar.init)))
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        guard let words = lines.first?.split(separator: " "), words.count == 3 else { return nil }
        method = String(words[0])
        path = String(words[1])
        headers = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (name: String(line[..<colon]), value: String(value))
        }
        body = []
        self.connection = connection
    }
}
