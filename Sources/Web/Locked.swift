internal import Foundation

/// A value behind a lock; bodies are a few lines and never call out.
final class Locked<Value>: @unchecked Sendable {
    // Unchecked: `value` is touched between lock and unlock only. `Synchronization.Mutex` would need no such word, but
    // ThreadSanitizer reports it as a race on Linux (Swift 6.3).
    private var value: Value
    private let lock = NSLock()

    init(_ value: Value) { self.value = value }

    func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
