internal import Foundation
internal import Hummingbird

/// Something that is served, with what a cache has to know of it.
struct Representation {
    var contentType: String
    var bytes: [UInt8]
    var lastModified: Date?
    var caching = Caching.brief
    /// What it is written in: a page, chosen by `Accept-Language` and other for those who have signed in.
    var language: PhraseBook.Language?
    /// Pages of other sites may read it too.
    var isOpen = false
    /// Of its bytes, where that is known already.
    var fingerprint: Fingerprint?

    enum Caching: String {
        case brief = "public, max-age=30"
        /// Its address changes with its content.
        case forever = "public, max-age=31536000, immutable"
        case day = "public, max-age=86400"
        case never = "no-store"
        /// Somebody's alone.
        case personal = "private, no-store"

        fileprivate var isKept: Bool { self != .never && self != .personal }
    }

    init(_ contentType: String, _ text: String) {
        self.contentType = contentType
        bytes = Array(text.utf8)
    }

    init(_ contentType: String, _ bytes: [UInt8]) {
        self.contentType = contentType
        self.bytes = bytes
    }

    /// The whole of it, or that the client has it already (RFC 9110, section 13).
    func response(to request: Request, status: HTTPResponse.Status = .ok) -> Response {
        var headers = HTTPFields()
        headers[.cacheControl] = caching.rawValue
        if language != nil { headers[.vary] = "Cookie, Accept-Language" }
        if isOpen {
            headers[.accessControlAllowOrigin] = "*"
            headers[.resourcePolicy] = "cross-origin"
        }
        if caching.isKept {
            let tag = "\"\((fingerprint ?? Fingerprint(bytes)).hexadecimal)\""
            headers[.eTag] = tag
            if let lastModified { headers[.lastModified] = HTTPDate.text(lastModified) }
            if status == .ok, isHeld(by: request, tag) { return Response(status: .notModified, headers: headers) }
        }
        headers[.contentType] = contentType
        if let language { headers[.contentLanguage] = language.rawValue }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func isHeld(by request: Request, _ tag: String) -> Bool {
        guard request.headers[values: .ifNoneMatch].isEmpty else { return request.holds(tag) }
        guard let lastModified, let since = request.headers[.ifModifiedSince].flatMap(HTTPDate.date) else {
            return false
        }
        return lastModified.timeIntervalSince1970.rounded(.down) <= since.timeIntervalSince1970
    }
}

extension Request {
    /// Whether the client has what bears this tag (RFC 9110, section 13.1.2).
    func holds(_ tag: String) -> Bool {
        // A proxy that compresses makes our tag a weak one; for GET that is as good.
        headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.contains { candidate in
            let candidate = candidate.trimmingCharacters(in: .whitespaces)
            return candidate == "*" || candidate == tag || candidate == "W/\(tag)"
        }
    }
}
