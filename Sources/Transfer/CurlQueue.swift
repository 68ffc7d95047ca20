internal import CCurl

/// The transfers of one multi handle: those under way, those that wait for room, and handles to be used again.
/// Local to the curl thread.
struct CurlQueue {
    typealias Job = CurlThread.Job

    private let multi: UnsafeMutableRawPointer
    private let options: TransferOptions
    private var waiting: [Job] = []
    private var active: [UnsafeMutableRawPointer: (transfer: CurlTransfer, job: Job)] = [:]
    private var spare: [CurlTransfer] = []

    init(multi: UnsafeMutableRawPointer, options: TransferOptions) {
        self.multi = multi
        self.options = options
    }

    mutating func add(_ jobs: [Job]) { waiting += jobs }

    /// Identifiers of transfers that have ended are ignored.
    mutating func cancel(_ ids: Set<UInt64>) {
        guard !ids.isEmpty else { return }
        for job in waiting where ids.contains(job.id) { job.waiter.resume(returning: .failure(.cancelled)) }
        waiting.removeAll { ids.contains($0.id) }
        for (easy, entry) in active where ids.contains(entry.job.id) { finish(easy) { _ in .failure(.cancelled) } }
    }

    /// Lets libcurl do what can be done without waiting.
    mutating func turn() {
        admit()
        var running: Int32 = 0
        _ = curl_multi_perform(multi, &running)
        var pending: Int32 = 0
        while let message = curl_multi_info_read(multi, &pending) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            // Now: "the data the returned pointer points to will not survive calling curl_multi_remove_handle".
            let code = ccurl_msg_result(message)
            finish(easy) { $0.finish(code) }
        }
        admit()
    }

    mutating func failAll(_ error: TransferError) {
        for job in waiting { job.waiter.resume(returning: .failure(error)) }
        waiting = []
        for easy in active.keys { finish(easy) { _ in .failure(error) } }
        spare = []
    }

    /// Starts what there is room for. A handle that is added is due at once, so the next poll does not sleep.
    private mutating func admit() {
        let jobs = waiting.prefix(max(0, options.maximumConnections - active.count))
        guard !jobs.isEmpty else { return }
        waiting.removeFirst(jobs.count)
        for job in jobs {
            let transfer = spare.popLast() ?? CurlTransfer(options: options)
            transfer.prepare(job.request, job.lines)
            active[transfer.easy] = (transfer, job)
            guard curl_multi_add_handle(multi, transfer.easy) != CURLM_OK else { continue }
            let error = TransferError(kind: .other, detail: "libcurl has no memory for the transfer")
            finish(transfer.easy) { _ in .failure(error) }
        }
    }

    private mutating func finish(
        _ easy: UnsafeMutableRawPointer,
        _ result: (CurlTransfer) -> Result<TransferResponse, TransferError>
    ) {
        guard let (transfer, job) = active.removeValue(forKey: easy) else { return }
        let result = result(transfer)
        _ = curl_multi_remove_handle(multi, easy)
        spare.append(transfer)
        job.waiter.resume(returning: result)
    }
}
