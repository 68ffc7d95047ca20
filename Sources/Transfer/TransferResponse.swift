/// What a server answered, whatever the status.
package struct TransferResponse: Sendable {
    package var status: Int
    /// Where the answer came from, after redirects; without user name and password.
    package var url: String
    /// Of the last hop only.
    package var headers: ResponseHeaders
    /// Decoded.
    package var body: [UInt8]
    /// The redirects that were followed, in order; empty when there was none.
    package var redirects: [Redirect]

    package init(
        status: Int,
        url: String,
        headers: ResponseHeaders = ResponseHeaders(),
        body: [UInt8] = [],
        redirects: [Redirect] = []
    ) {
        self.status = status
        self.url = url
        self.headers = headers
        self.body = body
        self.redirects = redirects
    }
}

/// One hop: the URL that answered, and the status that sent us on.
package struct Redirect: Sendable, Equatable {
    package var url: String
    package var status: Int

    /// 301 and 308 (RFC 9110 sections 15.4.2 and 15.4.9).
    package var isPermanent: Bool { status == 301 || status == 308 }

    package init(url: String, status: Int) {
        self.url = url
        self.status = status
    }
}
