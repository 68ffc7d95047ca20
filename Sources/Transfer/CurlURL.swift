internal import CCurl

/// What libcurl understands of a URL, which is what it will do.
struct CurlURL {
    let host: String
    let port: UInt16

    init?(_ text: String) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK else { return nil }
        func part(_ part: CURLUPart) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            _ = curl_url_get(handle, part, &value, UInt32(CURLU_DEFAULT_PORT))
            defer { curl_free(value) }
            return value.map { String(cString: $0) }
        }
        guard let host = part(CURLUPART_HOST), let port = part(CURLUPART_PORT).flatMap({ UInt16($0) })
        else { return nil }
        self.host = host
        self.port = port
    }

    /// The address that the host is written as, `localhost` being one; libcurl reads `127.1` and `0x7f000001` too.
    var address: IPAddress? {
        let name = host.lowercased()
        if name == "localhost" || name.hasSuffix(".localhost") { return IPAddress("127.0.0.1") }
        return IPAddress(host.hasPrefix("[") ? host.dropFirst().dropLast() : host[...])
    }
}

extension String {
    /// A URL without user name and password: they are for the server alone and must not reach what is made of an answer.
    var withoutCredentials: String {
        guard utf8.contains(0x40), let scheme = utf8.firstIndex(of: 0x3A) else { return self }
        let start = utf8.index(scheme, offsetBy: 3, limitedBy: utf8.endIndex) ?? utf8.endIndex
        let authority = utf8[start...].prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
        guard let at = authority.lastIndex(of: 0x40) else { return self }
        return String(self[..<start]) + String(self[utf8.index(after: at)...])
    }
}
