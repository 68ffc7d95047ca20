import Bridge
import Feeds
import Foundation
import Transfer

/// What a person named on the command line: an address, a site or a file.
struct Document {
    let source: String
    private let network: NetworkConfiguration
    private let credentials: FeedCredentials

    /// - Parameter configuration: says how the network is asked; not needed.
    init(_ source: String, by configuration: Configuration? = nil) {
        self.source = source
        network = configuration?.network ?? NetworkConfiguration()
        credentials = configuration?.credentials ?? FeedCredentials()
    }

    private var isAddress: Bool { source.wholeMatch(of: /(?i)https?:\/\/.*/) != nil }

    /// A file, or the feed at an address or behind it.
    ///
    /// - Throws: `Failure` in words for the person who named it.
    func feed() async throws -> FeedLocator.Found {
        guard isAddress else {
            let document = FeedDocument(bytes: try bytes())
            do throws(FeedError) {
                return try FeedLocator.Found(document, url: URL(filePath: source).path)
            } catch {
                throw Failure("\(source): \(error.detail)")
            }
        }
        return try await locate { locator throws(FeedLocatorError) in try await locator.find(source) }
    }

    /// What a page, or the page in a file, offers.
    ///
    /// - Parameter url: where a file came from, for its relative links.
    func place(url: String? = nil) async throws -> FeedLocator.Place {
        guard isAddress else {
            return .page(FeedDiscovery.offers(in: FeedDocument(bytes: try bytes(), url: url)))
        }
        return try await locate { locator throws(FeedLocatorError) in try await locator.look(at: source) }
    }

    private func locate<Answer: Sendable>(
        _ body: (FeedLocator) async throws(FeedLocatorError) -> Answer
    ) async throws -> Answer {
        let transfer = TransferLoop(options: TransferOptions(network))
        let locator = FeedLocator(credentials: credentials) { request throws(TransferError) in
            try await transfer.perform(request)
        }
        do {
            let answer = try await body(locator)
            await transfer.shutDown()
            return answer
        } catch {
            await transfer.shutDown()
            throw Failure(error.description)
        }
    }

    private func bytes() throws -> [UInt8] {
        do {
            return try [UInt8](Data(contentsOf: URL(filePath: source)))
        } catch {
            throw Failure("\(source) cannot be read: check that it is there; an address begins with https://")
        }
    }
}

extension TransferOptions {
    init(_ network: NetworkConfiguration) {
        self.init(
            addresses: AddressPolicy(allowing: network.allow),
            proxy: network.proxy,
            userAgent: "Feedline/\(Feedline.version)" + (network.contact.map { " (+\($0))" } ?? "")
        )
    }
}
