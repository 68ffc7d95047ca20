/// What becomes of a post whose item its publisher has changed.
package enum UpdatePolicy: String, Sendable, CaseIterable {
    case ignore
    /// It says what the item says now; at most once an hour, and twenty times in all.
    case edit
}
