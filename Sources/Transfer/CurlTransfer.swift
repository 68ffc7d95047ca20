internal import CCurl
internal import Glibc

/// One easy handle, and the buffers that its callbacks fill. Confined to the curl thread.
///
/// It is used for one transfer after the other: `curl_easy_reset` "does not change the following information kept in
/// the handle: live connections, the Session ID cache, the DNS cache" and is far cheaper than a new handle.
final class CurlTransfer {
    let easy: UnsafeMutableRawPointer
    private let options: TransferOptions
    private let proxy: String?
    private let errorText: UnsafeMutablePointer<CChar>
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private(set) var request = TransferRequest(url: "")
    private(set) var answer = CurlAnswer(limits: TransferLimits())
    /// Why an address of this hop was refused, if one was.
    private(set) var addressRefusal: TransferError?
    /// An address of this hop was not refused.
    private(set) var hasTried = false
    /// A request went out, so what comes back is an answer.
    private(set) var hasAsked = false

    init(options: TransferOptions) {
        guard let easy = curl_easy_init() else { preconditionFailure("libcurl has no memory for a handle") }
        self.easy = easy
        self.options = options
        // An empty one is none to libcurl; the policy must not think otherwise.
        proxy = options.proxy.flatMap { $0.isEmpty ? nil : $0 }
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerList)
        errorText.deallocate()
    }

    /// The transfer that a libcurl handle belongs to.
    static func of(_ easy: UnsafeMutableRawPointer) -> CurlTransfer {
        var context: UnsafeMutableRawPointer?
        _ = ccurl_getinfo_ptr(easy, CURLINFO_PRIVATE, &context)
        return from(context)
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> CurlTransfer {
        Unmanaged<CurlTransfer>.fromOpaque(context!).takeUnretainedValue()
    }

    // MARK: - Setting up

    /// Makes the handle ready for `request`. The transfer must outlive the handle's stay in a multi handle.
    func prepare(_ request: TransferRequest, _ lines: RequestLines) {
        self.request = request
        answer = CurlAnswer(limits: request.limits)
        addressRefusal = nil
        hasTried = false
        hasAsked = false
        errorText.pointee = 0
        curl_easy_reset(easy)
        curl_slist_free_all(headerList)
        headerList = lines.headers.reduce(nil) { list, line in
            line.withUnsafeBytes { curl_slist_append(list, $0.baseAddress?.assumingMemoryBound(to: CChar.self)) }
        }
        set(CURLOPT_URL, lines.url)
        _ = ccurl_setopt_list(easy, CURLOPT_HTTPHEADER, headerList)
        set(CURLOPT_USERAGENT, options.userAgent)
        set(CURLOPT_ACCEPT_ENCODING, acceptedEncodings)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities = options.trustedCertificates { set(CURLOPT_CAINFO, authorities) }
        // A second request waits to see whether the first one's connection carries both (HTTP/2). That is known after the
        // TLS handshake; without TLS only after the first answer, which is too long to wait.
        set(CURLOPT_PIPEWAIT, lines.url.hasPrefix("https:") ? 1 : 0)
        setRoute()
        setRedirects()
        setMethod()
        setLimits()
        setCallbacks()
    }

    private func setRoute() {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        // Empty, not unset: libcurl would ask the environment.
        set(CURLOPT_PROXY, request.unixSocket == nil ? proxy ?? "" : "")
        set(CURLOPT_NOPROXY, "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if let path = request.unixSocket { set(CURLOPT_UNIX_SOCKET_PATH, path) }
    }

    private func setRedirects() {
        guard request.unixSocket == nil, request.method == "GET" || request.method == "HEAD" else { return }
        set(CURLOPT_FOLLOWLOCATION, 1)
        set(CURLOPT_MAXREDIRS, request.limits.redirects)
        // libcurl keeps credentials from other hosts and schemes; this keeps the answer to them from plain HTTP.
        let isGuarded = request.url.lowercased().hasPrefix("https:") && request.carriesCredentials
        set(CURLOPT_REDIR_PROTOCOLS_STR, isGuarded ? "https" : "http,https")
    }

    private func setMethod() {
        if let body = request.body {
            set(CURLOPT_POST, 1)
            _ = ccurl_setopt_off(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            _ = body.withUnsafeBytes { ccurl_setopt_bytes(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) }
        }
        switch request.method {
        case "GET" where request.body == nil: break
        case "HEAD": set(CURLOPT_NOBODY, 1)
        default: set(CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    private func setLimits() {
        let limits = request.limits
        // 0 would mean no limit.
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, limits.connect.milliseconds))
        set(CURLOPT_TIMEOUT_MS, max(1, limits.whole.milliseconds))
        set(CURLOPT_LOW_SPEED_LIMIT, 100)
        set(CURLOPT_LOW_SPEED_TIME, max(1, Int(limits.stall.components.seconds)))
    }

    private func setCallbacks() {
        let me = Unmanaged.passUnretained(self).toOpaque()
        for option in [
            CURLOPT_PRIVATE, CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_XFERINFODATA, CURLOPT_OPENSOCKETDATA,
            CURLOPT_PREREQDATA,
        ] {
            _ = ccurl_setopt_ptr(easy, option, me)
        }
        _ = ccurl_setopt_ptr(easy, CURLOPT_ERRORBUFFER, errorText)
        // A count other than the one given, and 1 where nothing is counted, end the transfer.
        _ = ccurl_setopt_write(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return CurlTransfer.from(context).answer.take(body: bytes) ? bytes.count : 0
        }
        _ = ccurl_setopt_write(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return CurlTransfer.from(context).take(header: line) ? line.count : 0
        }
        set(CURLOPT_NOPROGRESS, 0)
        _ = ccurl_setopt_progress(easy, CURLOPT_XFERINFOFUNCTION) { context, _, downloaded, _, _ in
            CurlTransfer.from(context).answer.count(downloaded: Int(downloaded)) ? 0 : 1
        }
        _ = ccurl_setopt_opensocket(easy) { context, _, address in
            CurlTransfer.from(context).open(address!)
        }
        _ = ccurl_setopt_prereq(easy) { context, address, _, port, _ in
            let isFine = CurlTransfer.from(context).mayAsk(String(cString: address!), port: port)
            return isFine ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
    }

    private func set(_ option: CURLoption, _ value: String) { _ = ccurl_setopt_str(easy, option, value) }
    private func set(_ option: CURLoption, _ value: Int) { _ = ccurl_setopt_long(easy, option, value) }

    // MARK: - Called back

    private func take(header line: UnsafeRawBufferPointer) -> Bool {
        answer.take(header: line) { currentURL.withoutCredentials }
    }

    private func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let info = address.pointee
        guard mayConnect(address, info) else { return CURL_SOCKET_BAD }
        return socket(info.family, info.socktype | Int32(SOCK_CLOEXEC.rawValue), info.protocol)
    }

    private func mayConnect(_ address: UnsafeMutablePointer<curl_sockaddr>, _ info: curl_sockaddr) -> Bool {
        if info.family == AF_UNIX { return request.unixSocket != nil }
        guard request.unixSocket == nil else { return false }
        if proxy != nil { return mayAskThroughProxy() }
        // The member is declared as large as an IPv4 address; what lies there has `addrlen` bytes.
        let start = UnsafeRawPointer(address) + MemoryLayout<curl_sockaddr>.offset(of: \.addr)!
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(info.addrlen))
        // The port lies at the same place in both families.
        let port = bytes.count >= 4 ? UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self)) : 0
        let isPermitted = isPermitted(IPAddress(socket: bytes), port: port)
        hasTried = hasTried || isPermitted
        return isPermitted
    }

    private func mayAsk(_ address: String, port: Int32) -> Bool {
        hasAsked = true
        if request.unixSocket != nil { return true }
        if proxy != nil { return mayAskThroughProxy() }
        guard isPermitted(IPAddress(address), port: UInt16(clamping: port)) else { return false }
        // This hop has its connection; what follows is about the next one.
        addressRefusal = nil
        hasTried = false
        return true
    }

    /// A host that has one refused address is refused with all of them, except for those that the operator named.
    private func isPermitted(_ address: IPAddress?, port: UInt16) -> Bool {
        guard let address else { return false }
        let isTainted = addressRefusal != nil && !options.addresses.lists(address)
        if !isTainted, options.addresses.permits(address, port: port) { return true }
        let detail =
            "\(address) port \(port) is refused: only public addresses are asked, on the ports 80, 443 and from 1024 on, "
            + "unless network.allow names them"
        addressRefusal = addressRefusal ?? TransferError(kind: .addressRefused, detail: detail)
        return false
    }

    private func mayAskThroughProxy() -> Bool {
        guard let origin = CurlURL(currentURL) else { return false }
        guard let address = origin.address else { return true }
        return isPermitted(address, port: origin.port)
    }
}

// MARK: - What came of it

extension CurlTransfer {
    /// Takes the result out of the handle, which holds nothing of it afterwards.
    func finish(_ code: CURLcode) -> Result<TransferResponse, TransferError> {
        defer { answer = CurlAnswer(limits: request.limits) }
        guard code == CURLE_OK else { return .failure(CurlFailure(code, of: self).error) }
        return .success(
            TransferResponse(
                status: answer.status,
                url: currentURL.withoutCredentials,
                headers: answer.headers,
                body: answer.body,
                redirects: answer.redirects
            )
        )
    }

    /// Of the hop that libcurl is at.
    var currentURL: String { string(CURLINFO_EFFECTIVE_URL) ?? request.url }

    /// What libcurl wrote about a failure.
    var reason: String { String(cString: errorText) }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        _ = ccurl_getinfo_long(easy, info, &value)
        return value
    }

    private func string(_ info: CURLINFO) -> String? {
        var text: UnsafePointer<CChar>?
        _ = ccurl_getinfo_str(easy, info, &text)
        return text.map { String(cString: $0) }
    }
}

/// `gzip, deflate, br, zstd`, as far as this libcurl decodes them.
private let acceptedEncodings: String = {
    let features = ccurl_features()
    var encodings: [String] = []
    if features & CURL_VERSION_LIBZ != 0 { encodings += ["gzip", "deflate"] }
    if features & CURL_VERSION_BROTLI != 0 { encodings.append("br") }
    if features & CURL_VERSION_ZSTD != 0 { encodings.append("zstd") }
    return encodings.joined(separator: ", ")
}()

extension TransferRequest {
    fileprivate var carriesCredentials: Bool {
        headers.contains { $0.name.lowercased() == "authorization" } || url != url.withoutCredentials
    }
}

extension Duration {
    fileprivate var milliseconds: Int {
        Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
