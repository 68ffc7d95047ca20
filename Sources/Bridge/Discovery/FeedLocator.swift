package import Feeds
internal import Foundation
package import Transfer

/// Leads from the address that a person knows to the feed behind it.
package struct FeedLocator: Sendable {
    package typealias Fetch = @Sendable (TransferRequest) async throws(TransferError) -> TransferResponse

    /// A feed and where it is to be asked for.
    package struct Found: Sendable {
        package var url: String
        package var document: FeedDocument
        package var feed: ParsedFeed
        /// What else the page offers.
        package var others: [FeedDiscovery.Offer] = []

        package init(_ document: FeedDocument, url: String) throws(FeedError) {
            self.url = url
            self.document = document
            feed = try FeedParser.parse(document)
        }
    }

    /// What stands at an address.
    package enum Place: Sendable {
        case feed(Found)
        /// A page, and the feeds that it names, the best first.
        case page([FeedDiscovery.Offer])
    }

    /// Where sites keep a feed that they do not name, as the usual software has it.
    static let usualPaths = ["/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/rss", "/feed.json"]

    private let fetch: Fetch
    private let credentials: FeedCredentials

    package init(credentials: FeedCredentials = FeedCredentials(), fetch: @escaping Fetch) {
        self.credentials = credentials
        self.fetch = fetch
    }

    /// Asks for the address once.
    package func look(at address: String) async throws(FeedLocatorError) -> Place {
        let response = try await get(address)
        let document = FeedDocument(
            bytes: response.body,
            url: response.url,
            contentType: response.headers["content-type"]
        )
        if let found = try? Found(document, url: lasting(address, response)) { return .feed(found) }
        return .page(FeedDiscovery.offers(in: document, linkHeaders: response.headers.values("link")))
    }

    /// The feed at the address, or else the best one that the page there names, or else one at a usual place of the site.
    ///
    /// A page that names its feed costs one request for the page and one for the feed.
    package func find(_ address: String) async throws(FeedLocatorError) -> Found {
        let offers: [FeedDiscovery.Offer]
        switch try await look(at: address) {
        case .feed(let found): return found
        case .page(let named): offers = named
        }
        guard let best = offers.first else { return try await findUnnamed(address) }
        guard case .feed(var found) = try await look(at: best.url) else {
            throw FeedLocatorError("\(best.url.withoutQuery), which \(address.withoutQuery) names, is not a feed")
        }
        found.others = Array(offers.dropFirst())
        return found
    }

    private func findUnnamed(_ address: String) async throws(FeedLocatorError) -> Found {
        if let site = URL(string: address) {
            for path in Self.usualPaths {
                guard let guess = URL(string: path, relativeTo: site)?.absoluteString, guess != address else {
                    continue
                }
                if case .feed(let found) = try? await look(at: guess) { return found }
            }
        }
        throw FeedLocatorError("\(address.withoutQuery) offers no feed; if you know its feed's address, name that")
    }

    private func get(_ address: String) async throws(FeedLocatorError) -> TransferResponse {
        var request = TransferRequest(url: address)
        if let authorization = credentials.authorization(for: address) {
            request.headers.append((name: "Authorization", value: authorization))
        }
        let response: TransferResponse
        do {
            response = try await fetch(request)
        } catch {
            throw FeedLocatorError("\(address.withoutQuery): \(error.detail)")
        }
        guard response.status == 200 else {
            throw FeedLocatorError("\(address.withoutQuery): the server answered \(response.status)")
        }
        return response
    }

    /// A temporary redirect leads somewhere else tomorrow.
    private func lasting(_ address: String, _ response: TransferResponse) -> String {
        response.redirects.allSatisfy(\.isPermanent) ? response.url : address
    }
}

/// Why no feed was found, in words for the person who looks for it.
package struct FeedLocatorError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
