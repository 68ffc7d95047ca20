/// What the daemon does when it is asked to.
///
/// Each says what was done, for people, or throws why it was not.
package protocol ControlActions: Sendable {
    func pause(feed url: String) async throws -> String
    func resume(feed url: String) async throws -> String
    /// - Parameter url: nil means every feed.
    func retry(feed url: String?) async throws -> String
    func release(feed url: String) async throws -> String
    func retract(post id: Int64) async throws -> String
    func account(_ order: AccountOrder) async throws -> String
    func reload() async throws -> String
}
