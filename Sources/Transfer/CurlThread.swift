internal import CCurl
internal import Foundation
internal import Glibc

/// The thread that owns libcurl, and the inbox through which others reach it.
///
/// All other state of libcurl is local to that thread, in `CurlQueue`. Cancellation is an identifier in the inbox:
/// a transfer gets into the inbox before anybody can cancel it, or does not get in at all.
final class CurlThread: Sendable {
    /// A transfer that somebody waits for.
    struct Job: Sendable {
        typealias Waiter = CheckedContinuation<Result<TransferResponse, TransferError>, Never>

        let id: UInt64
        let request: TransferRequest
        let lines: RequestLines
        let waiter: Waiter
    }

    private struct Inbox {
        var jobs: [Job] = []
        var cancelled: Set<UInt64> = []
        var turns: [UInt64: CheckedContinuation<Bool, Never>] = [:]
        var closers: [CheckedContinuation<Void, Never>] = []
        var isClosing = false
        var hasStopped = false
        /// The thread is in `curl_multi_poll`, or about to enter it, and does not know that there is something new.
        var isAsleep = false
        var lastID: UInt64 = 0

        var hasNews: Bool { !jobs.isEmpty || !cancelled.isEmpty || !turns.isEmpty || isClosing }
    }

    private let inbox = Locked(Inbox())
    /// Read from other threads only for `curl_multi_wakeup`: "this function can be called from any thread".
    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

    init(options: TransferOptions) {
        precondition(libcurlStatus == CURLE_OK, "libcurl cannot be initialised")
        guard let multi = curl_multi_init() else { preconditionFailure("libcurl has no memory for a multi handle") }
        self.multi = multi
        _ = ccurl_multi_setopt_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, options.maximumConnectionsPerHost)
        _ = ccurl_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, options.connectionCache)
        let thread = Thread { [self] in run(options) }
        thread.name = "curl"
        thread.start()
    }

    // MARK: - From any task

    func newID() -> UInt64 {
        inbox.withLock { inbox in
            inbox.lastID += 1
            return inbox.lastID
        }
    }

    /// Starts a transfer; its waiter is resumed exactly once, whatever happens. Called by the task that waits.
    func start(_ job: Job) {
        let refusal: TransferError? = post { inbox in
            if inbox.isClosing { return .shutDown }
            // Cancellation sets this first and calls `cancel` then, which waits for the lock.
            if Task.isCancelled { return .cancelled }
            inbox.jobs.append(job)
            return nil
        }
        if let refusal { job.waiter.resume(returning: .failure(refusal)) }
    }

    func cancel(_ id: UInt64) { post { _ = $0.cancelled.insert(id) } }

    /// Resumes `waiter` with true when the thread has come round, and with false if it has stopped.
    func turn(_ id: UInt64, _ waiter: CheckedContinuation<Bool, Never>) {
        let isIn = post { inbox in
            if inbox.isClosing || Task.isCancelled { return false }
            inbox.turns[id] = waiter
            return true
        }
        if !isIn { waiter.resume(returning: false) }
    }

    func cancelTurn(_ id: UInt64) {
        let waiter = post { $0.turns.removeValue(forKey: id) }
        waiter?.resume(returning: false)
    }

    func close() { post { $0.isClosing = true } }

    /// Closes, and resumes `closer` when libcurl is let go of.
    func close(_ closer: CheckedContinuation<Void, Never>) {
        let hasStopped = post { inbox in
            inbox.isClosing = true
            if !inbox.hasStopped { inbox.closers.append(closer) }
            return inbox.hasStopped
        }
        if hasStopped { closer.resume() }
    }

    /// Changes the inbox and wakes the thread if it sleeps. Waking is done under the lock because the thread frees
    /// `multi` when it has stopped.
    @discardableResult
    private func post<Result>(_ change: (inout Inbox) -> sending Result) -> sending Result {
        inbox.withLock { inbox in
            let result = change(&inbox)
            if inbox.isAsleep, inbox.hasNews {
                inbox.isAsleep = false
                _ = curl_multi_wakeup(multi)
            }
            return result
        }
    }

    // MARK: - The thread

    private func run(_ options: TransferOptions) {
        blockBrokenPipes()
        let utf8 = ccurl_enter_utf8()
        defer { ccurl_leave_utf8(utf8) }
        var queue = CurlQueue(multi: multi, options: options)
        while true {
            let mail = open()
            for waiter in mail.turns.values { waiter.resume(returning: true) }
            queue.add(mail.jobs)
            if mail.isClosing { break }
            queue.cancel(mail.cancelled)
            queue.turn()
            _ = curl_multi_poll(multi, nil, 0, sleeps() ? 60_000 : 0, nil)
        }
        queue.failAll(.shutDown)
        stop()
    }

    private func open() -> Inbox {
        inbox.withLock { inbox in
            let mail = inbox
            inbox.jobs = []
            inbox.cancelled = []
            inbox.turns = [:]
            inbox.isAsleep = false
            return mail
        }
    }

    private func sleeps() -> Bool {
        inbox.withLock { inbox in
            inbox.isAsleep = !inbox.hasNews
            return inbox.isAsleep
        }
    }

    private func stop() {
        let closers = inbox.withLock { inbox in
            inbox.hasStopped = true
            inbox.isAsleep = false
            _ = curl_multi_cleanup(multi)
            defer { inbox.closers = [] }
            return inbox.closers
        }
        for closer in closers { closer.resume() }
    }

    /// With CURLOPT_NOSIGNAL libcurl leaves SIGPIPE to us, and OpenSSL writes to sockets that are gone. A blocked signal
    /// that a thread raised itself stays with this thread; the rest of the process keeps its own rule.
    private func blockBrokenPipes() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }
}

extension TransferError {
    static let cancelled = TransferError(kind: .cancelled, detail: "the transfer was cancelled")
    static let shutDown = TransferError(kind: .shutDown, detail: "transfers have been shut down")
}

/// Lazy globals are initialised once, by whichever thread comes first.
private let libcurlStatus = curl_global_init(Int(CURL_GLOBAL_ALL))
