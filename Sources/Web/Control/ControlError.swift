/// Why commands cannot be taken, in words for people.
package struct ControlError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
