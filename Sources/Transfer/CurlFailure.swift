internal import CCurl
internal import Glibc

/// Says what a failed transfer died of, in words for people.
///
/// libcurl's own words are quoted only where they cannot hold anything of the request or of the answer.
struct CurlFailure {
    private let code: CURLcode
    private let transfer: CurlTransfer
    private let reason: String

    init(_ code: CURLcode, of transfer: CurlTransfer) {
        self.code = code
        self.transfer = transfer
        reason = transfer.reason
    }

    var error: TransferError {
        if let refusal { return refusal }
        let (kind, detail) = judgement
        return TransferError(kind: kind, detail: detail)
    }

    /// What a callback of ours said no to, if that is what libcurl tells of.
    private var refusal: TransferError? {
        switch code {
        // To libcurl, a refused socket is one that failed.
        case CURLE_COULDNT_CONNECT: transfer.hasTried ? nil : transfer.addressRefusal
        case CURLE_ABORTED_BY_CALLBACK: transfer.addressRefusal ?? transfer.answer.refusal
        case CURLE_WRITE_ERROR: transfer.answer.refusal
        default: nil
        }
    }

    private var judgement: (TransferError.Kind, String) {
        switch code {
        case CURLE_UNSUPPORTED_PROTOCOL: unsupported
        case CURLE_URL_MALFORMAT: (.malformed, "\(place) cannot be read as an address")
        case CURLE_COULDNT_RESOLVE_HOST: (.unresolved, "\(host) has no address (DNS)")
        case CURLE_COULDNT_RESOLVE_PROXY: (.unresolved, "the proxy has no address (DNS)")
        case CURLE_COULDNT_CONNECT: unconnected
        case CURLE_PROXY: (.refused, "the proxy refused the connection to \(host)")
        case CURLE_OPERATION_TIMEDOUT: (.timedOut, timeout)
        case CURLE_TOO_MANY_REDIRECTS:
            (.redirectLoop, "it redirects more than \(transfer.request.limits.redirects) times, to \(host) at last")
        case CURLE_FILESIZE_EXCEEDED: (.tooLarge, "the answer is too large")
        // A header line of 300 KB is "out of memory" to libcurl 7.88: its buffer for one line is full.
        case CURLE_OUT_OF_MEMORY: (.tooLarge, "\(host) sends a header line that is too large")
        case CURLE_WEIRD_SERVER_REPLY: (.malformed, "\(host) answers with something that is not HTTP")
        case CURLE_BAD_CONTENT_ENCODING: (.malformed, "\(host) sends an answer that cannot be decompressed")
        case CURLE_PARTIAL_FILE: (.reset, "\(host) broke off in the middle of the answer")
        case CURLE_GOT_NOTHING: (.reset, "\(host) closed the connection without an answer")
        case CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SEND_ERROR: (.reset, "\(host) broke off the connection")
        case CURLE_RECV_ERROR: unreceived
        case CURLE_SSL_CONNECT_ERROR: handshake
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            (.tls, "\(host): \(certificate)")
        case CURLE_SSL_CACERT_BADFILE: (.tls, "the certificate authorities of this machine cannot be read")
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
            CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CRL_BADFILE, CURLE_SSL_SHUTDOWN_FAILED, CURLE_USE_SSL_FAILED:
            (.tls, "\(host): no secure connection came about (\(String(cString: curl_easy_strerror(code))))")
        // CURLE_TOO_LARGE, for headers; new in 8.6.
        case _ where code.rawValue == 100: (.tooLarge, "\(host) sends headers that are too large")
        default: (.other, "\(host): \(String(cString: curl_easy_strerror(code)))")
        }
    }

    // MARK: - Places

    private var url: CurlURL? { CurlURL(transfer.currentURL) }
    private var host: String { url?.host ?? "the server" }
    private var place: String { transfer.answer.isRedirect ? "where it redirects to" : "it" }

    // MARK: - By code

    private var unsupported: (TransferError.Kind, String) {
        // "Received HTTP/0.9 when not allowed": whatever the server speaks, it has no status line.
        if transfer.hasAsked, !transfer.answer.isRedirect {
            return (.malformed, "\(host) answers with something that is not HTTP")
        }
        if transfer.answer.isRedirect {
            return (
                .addressRefused, "it redirects to what is neither http nor https, or from https to http with a password"
            )
        }
        return (.malformed, "only http and https are spoken")
    }

    private var unconnected: (TransferError.Kind, String) {
        let place = "\(host)\(url.map { " port \($0.port)" } ?? "")"
        let number = Int32(truncatingIfNeeded: transfer.number(CURLINFO_OS_ERRNO))
        if number == ETIMEDOUT { return (.timedOut, "\(place) does not answer") }
        guard number != 0 else { return (.refused, "no connection to \(place) came about") }
        return (.refused, "no connection to \(place): \(String(cString: strerror(number)))")
    }

    private var timeout: String {
        let limits = transfer.request.limits
        if reason.hasPrefix("Operation too slow") {
            return "\(host) sent less than 100 bytes a second for \(limits.stall.asSeconds)"
        }
        if reason.hasPrefix("Resolving") { return "the name \(host) was not resolved in time" }
        if !transfer.hasAsked { return "no connection to \(host) came about in time (\(limits.connect.asSeconds))" }
        return "\(host) did not answer in full within \(limits.whole.asSeconds)"
    }

    private var unreceived: (TransferError.Kind, String) {
        if reason.contains("chunk") { return (.malformed, "\(host) sends a chunked answer that cannot be read") }
        if reason.contains("Too large response headers") { return (.tooLarge, "\(host) sends too many headers") }
        if reason.contains("CONNECT") { return (.refused, "the proxy refused the connection to \(host)") }
        return (.reset, "\(host) broke off the connection")
    }

    private var handshake: (TransferError.Kind, String) {
        let words = reason.lowercased()
        let explanation: String
        switch true {
        case words.contains("reset by peer"), words.contains("unexpected eof"), words.contains("syscall"):
            return (.reset, "\(host) broke off while the secure connection was set up")
        case words.contains("wrong version number"), words.contains("packet length too long"):
            explanation = "does not speak TLS on this port"
        case words.contains("protocol version"), words.contains("unsupported protocol"):
            explanation = "speaks only versions of TLS that are too old (1.2 or newer is needed)"
        case words.contains("handshake failure"), words.contains("no shared cipher"):
            explanation = "offers no encryption that this side accepts"
        case words.contains("dh key too small"), words.contains("ee key too small"), words.contains("md too weak"):
            explanation = "uses keys that are too weak"
        default: explanation = "does not bring a secure connection about"
        }
        return (.tls, "\(host) \(explanation)")
    }

    /// By OpenSSL's numbers (`X509_V_ERR_…`), which libcurl passes on; other TLS libraries have none.
    private var certificate: String {
        switch transfer.number(CURLINFO_SSL_VERIFYRESULT) {
        case 9: "its certificate is not valid yet"
        case 10: "its certificate has expired"
        case 18: "its certificate is self-signed"
        case 19: "its certificate is signed by an authority of its own that is not trusted"
        case 2, 20, 21: "its certificate is signed by an authority that is not trusted, or one in between is missing"
        case 23: "its certificate was revoked"
        case 62, 64: "its certificate is for another host"
        case 66, 67, 68: "its certificate is too weak"
        // libcurl compares the names itself, and then has no number for it.
        case 0...1 where reason.contains("subject name"): "its certificate is for another host"
        default: "its certificate cannot be verified"
        }
    }
}

extension Duration {
    fileprivate var asSeconds: String {
        let (seconds, attoseconds) = components
        return attoseconds == 0 ? "\(seconds) s" : "\(Double(seconds) + Double(attoseconds) * 1e-18) s"
    }
}
