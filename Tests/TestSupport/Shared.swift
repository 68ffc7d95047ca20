internal import Foundation

/// A value that the test and the threads of its server, or concurrent tasks, both touch.
package final class Shared<Value: Sendable>: @unchecked Sendable {
    // Only touched while `lock` is held.
    private var stored: Value
    private let lock = NSLock()

    package init(_ value: Value) { stored = value }

    package var value: Value {
        get { withLock { $0 } }
        set { withLock { $0 = newValue } }
    }

    @discardableResult
    package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&stored)
    }
}
