internal import Foundation

/// A value that is only reachable while holding a lock.
///
/// `NSLock` rather than `Synchronization.Mutex`: ThreadSanitizer on Linux (Swift 6.3.1) does not see
/// the latter and reports races that are not there.
package final class Locked<Value>: @unchecked Sendable {
    // Only touched between lock() and unlock().
    private var value: Value
    private let lock = NSLock()

    package init(_ value: sending Value) { self.value = value }

    package func withLock<Result>(_ body: (inout Value) -> sending Result) -> sending Result {
        lock.lock()
        defer { lock.unlock() }
        return body(&value)
    }
}
