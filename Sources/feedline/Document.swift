import Bridge
import Feeds
import Foundation
import Transfer

/// A document that a person named on the command line.
enum Document {
    /// - Throws: `Failure` in words for the person who named it.
    static func read(_ source: String, network: NetworkConfiguration) async throws -> FeedDocument {
        guard source.lowercased().hasPrefix("http://") || source.lowercased().hasPrefix("https://") else {
            return FeedDocument(bytes: try file(source), url: nil, contentType: nil)
        }
        let transfer = TransferLoop(options: TransferOptions(network))
        defer { Task { await transfer.shutDown() } }
        let response: TransferResponse
        do {
            response = try await transfer.perform(TransferRequest(url: source))
        } catch {
            throw Failure("\(source.withoutQuery): \(error.detail)")
        }
        guard response.status == 200 else {
            throw Failure("\(source.withoutQuery): the server answered \(response.status)")
        }
        return FeedDocument(
            bytes: response.body,
            url: response.url,
            contentType: response.headers["content-type"]
        )
    }

    private static func file(_ path: String) throws -> [UInt8] {
        do {
            return try [UInt8](Data(contentsOf: URL(filePath: path)))
        } catch {
            throw Failure("\(path) cannot be read: check that it is there; an address begins with https://")
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
