internal import CCurl
internal import ServiceLifecycle

/// Runs every HTTP transfer, hundreds at once, on one thread that sleeps in `curl_multi_poll`.
///
/// It works from the moment it is made; being run as a service only adds that it ends with the others. Whoever does
/// not run it calls `shutDown()`, or lets go of it.
package final class TransferLoop: Service, Sendable {
    private let thread: CurlThread

    package init(options: TransferOptions = TransferOptions()) { thread = CurlThread(options: options) }

    deinit { thread.close() }

    /// Performs one transfer. An answer of any status is a response.
    ///
    /// A body with a `Content-Length` is whole. One without may have been cut short (a connection that ended early; a
    /// compressed stream without its end, which libcurl lets pass): only its reader can tell.
    ///
    /// - Throws: `.cancelled` as soon as the task is cancelled, and `.shutDown` once the loop is.
    package func perform(_ request: TransferRequest) async throws(TransferError) -> TransferResponse {
        let lines = try RequestLines(request)
        let id = thread.newID()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                thread.start(CurlThread.Job(id: id, request: request, lines: lines, waiter: waiter))
            }
        } onCancel: {
            thread.cancel(id)
        }
        return try result.get()
    }

    /// Proves progress by a round trip through the loop's thread: false if it has stopped or does not come round in time.
    package func turned(within patience: Duration = .seconds(5)) async -> Bool {
        await withTaskGroup(of: Bool.self) { [thread] group in
            group.addTask {
                let id = thread.newID()
                return await withTaskCancellationHandler {
                    await withCheckedContinuation { thread.turn(id, $0) }
                } onCancel: {
                    thread.cancelTurn(id)
                }
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    /// Waits for graceful shutdown or cancellation, then shuts down.
    package func run() async throws {
        try? await gracefulShutdown()
        await shutDown()
    }

    /// Fails what is under way as `.shutDown` and returns when all connections are closed.
    package func shutDown() async {
        await withCheckedContinuation { thread.close($0) }
    }

    /// The libraries in use and their versions, for the log: `libcurl/7.88.1 OpenSSL/3.0.19 …`.
    package static var libraries: String { String(cString: curl_version()) }
}
