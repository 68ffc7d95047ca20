import Foundation
import Transfer
import Web

/// Asks a running daemon to do something.
struct ControlClient {
    private let socket: String

    /// nil if there can be no daemon to ask.
    init?(database: String) {
        guard let path = ControlSocket.path(beside: database), FileManager.default.fileExists(atPath: path) else {
            return nil
        }
        socket = path
    }

    /// - Returns: what was done, or nil if nobody listens.
    /// - Throws: `Failure` with the daemon's own words if it refused.
    func ask(_ command: ControlCommand) async throws -> String? {
        let transfer = TransferLoop(options: TransferOptions())
        var request = TransferRequest(url: "http://localhost\(command.path)")
        request.method = "POST"
        request.body = Array(try JSONEncoder().encode(command))
        request.headers = [(name: "Content-Type", value: "application/json")]
        request.unixSocket = socket
        let response: TransferResponse
        do {
            response = try await transfer.perform(request)
        } catch  where error.kind == .refused {
            return nil
        } catch {
            throw Failure("the daemon cannot be asked: \(error.detail)")
        }
        let reply = try JSONDecoder().decode(ControlReply.self, from: Data(response.body))
        if let refusal = reply.error { throw Failure(refusal) }
        return reply.message
    }
}
