internal import Foundation
internal import Metrics
internal import Timeline
internal import Transfer

/// Asks a source for its document: over HTTP, or from a file.
struct FeedSource: Sendable {
    let fetch: FeedLocator.Fetch
    let credentials: @Sendable () -> FeedCredentials
    let metrics: PollMetrics

    func ask(_ feed: FeedRecord, at now: Date) async -> FeedAnswer {
        feed.host.isEmpty ? readFile(feed) : await request(feed, at: now)
    }

    // MARK: - HTTP

    private func request(_ feed: FeedRecord, at now: Date) async -> FeedAnswer {
        let response: TransferResponse
        do {
            let request = TransferRequest(url: feed.fetchURL, headers: headers(for: feed, at: now))
            response = try await metrics.transfer.measure { () async throws(TransferError) in try await fetch(request) }
            metrics.bytes.increment(by: response.body.count)
        } catch  where error.kind == .cancelled || error.kind == .shutDown {
            return .interrupted
        } catch {
            return .failed(FetchFailure(kind: error.kind.rawValue, detail: error.detail))
        }
        switch response.status {
        case 200, 203, 226: return .document(FetchedDocument(response, at: now))
        case 304:
            return .unchanged(
                etag: response.headers["etag"],
                lastModified: response.headers["last-modified"],
                freshFor: response.headers.freshness(at: now)
            )
        case 410: return .gone
        default: return .failed(FetchFailure(response, at: now))
        }
    }

    private func headers(for feed: FeedRecord, at now: Date) -> [(name: String, value: String)] {
        var headers = [(name: "Accept", value: Self.accepted)]
        if let authorization = credentials().authorization(for: feed.fetchURL) {
            headers.append((name: "Authorization", value: authorization))
        }
        let known = feed.validators
        // After eight days of nothing but 304 the whole document is asked for once: validators get stuck.
        let isStale = known.renewedAt.map { now.timeIntervalSince($0) > 8 * 86_400 } ?? false
        guard !isStale else { return headers }
        let basics = headers.count
        if let etag = known.etag { headers.append((name: "If-None-Match", value: etag)) }
        if let date = known.lastModified, isCredible(date, at: now) {
            headers.append((name: "If-Modified-Since", value: date))
        }
        if headers.count > basics { headers.append((name: "A-IM", value: "feed")) }
        return headers
    }

    /// A date that lies ahead (2038 has been seen) would hide every change until then.
    private func isCredible(_ lastModified: String, at now: Date) -> Bool {
        HTTPDate.parse(lastModified).map { $0 <= now + 86_400 } ?? true
    }

    private static let accepted =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
        + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"

    // MARK: - Files

    private func readFile(_ feed: FeedRecord) -> FeedAnswer {
        let path = feed.fetchURL
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            // A pipe or a device may have no end.
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                return .failed(FetchFailure(kind: "unreadable-file", detail: "\(path) is no regular file"))
            }
            let changed = (attributes[.modificationDate] as? Date).map { "\($0.timeIntervalSince1970)" }
            if let changed, changed == feed.validators.lastModified {
                return .unchanged(etag: nil, lastModified: changed, freshFor: nil)
            }
            let limit = TransferLimits().body
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            let bytes = [UInt8](try file.read(upToCount: limit + 1) ?? Data())
            guard bytes.count <= limit else {
                return .failed(
                    FetchFailure(kind: "too-large", detail: "\(path) has more than \(limit) bytes, which is no feed")
                )
            }
            return .document(FetchedDocument(bytes: bytes, lastModified: changed))
        } catch {
            return .failed(
                FetchFailure(kind: "unreadable-file", detail: "\(path) cannot be read: check that it is there")
            )
        }
    }
}

extension FetchedDocument {
    init(_ response: TransferResponse, at now: Date) {
        self.init(
            bytes: response.body,
            url: response.url,
            contentType: response.headers["content-type"],
            linkHeaders: response.headers.values("link"),
            etag: response.headers["etag"],
            lastModified: response.headers["last-modified"],
            freshFor: response.headers.freshness(at: now),
            isDelta: response.status == 226,
            isMoved: !response.redirects.isEmpty && response.redirects.allSatisfy(\.isPermanent)
        )
    }
}

extension FetchFailure {
    init(_ response: TransferResponse, at now: Date) {
        let status = response.status
        let retryAfter = response.headers.retryAfter(at: now)
        self.init(
            kind: "http-\(status)",
            detail: Self.explanation(of: status),
            isRefusal: [401, 403, 404, 405, 451].contains(status),
            retryAfter: status == 429 || status == 503 ? retryAfter : nil,
            holdsHost: status == 429
        )
    }

    private static func explanation(of status: Int) -> String {
        switch status {
        case 401: "the server asks for a password (401); write it into feeds.credentials beside feeds.json"
        case 403: "the server forbids it (403); it may not like automatic readers"
        case 404: "there is nothing at this address (404); check it"
        case 429: "the server says that it is asked too often (429); its other feeds wait too"
        case 503: "the server is out of service for now (503)"
        case 500...599: "the server failed (\(status))"
        case 300...399: "the server redirects to nowhere (\(status))"
        default: "the server answered \(status)"
        }
    }
}
