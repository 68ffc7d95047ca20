import TestSupport
import Transfer

extension TransferLoop {
    /// Reaches loopback, as `network.allow` would make it.
    convenience init(allowing networks: String...) {
        self.init(options: TransferOptions(addresses: AddressPolicy(allowing: networks.map { IPNetwork($0)! })))
    }

    static func loopback() -> TransferLoop { TransferLoop(allowing: "127.0.0.0/8") }

    func get(
        _ url: String,
        headers: [(name: String, value: String)] = [],
        limits: TransferLimits = TransferLimits()
    ) async throws(TransferError) -> TransferResponse {
        try await perform(TransferRequest(url: url, headers: headers, limits: limits))
    }

    /// Why a transfer that must fail did; nil if it did not.
    func failure(_ request: TransferRequest) async -> TransferError? {
        do {
            _ = try await perform(request)
            return nil
        } catch {
            return error
        }
    }

    func failure(_ url: String, limits: TransferLimits = TransferLimits()) async -> TransferError? {
        await failure(TransferRequest(url: url, limits: limits))
    }
}

extension TransferLimits {
    init(_ change: (inout TransferLimits) -> Void) {
        self.init()
        change(&self)
    }
}

extension TransferResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
