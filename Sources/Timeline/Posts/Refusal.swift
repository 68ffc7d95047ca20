internal import GRDB

/// Why somebody may not have what they asked for, in words for them. Nothing was changed.
package struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// It is not there, or not for them; which of both they are not told.
        case notFound
        /// They see it, and may not do that with it.
        case forbidden
        /// What they wrote cannot be taken.
        case invalid
    }

    package let kind: Kind
    package let detail: String

    package init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    package var description: String { detail }

    static let noSuchPost = Refusal(.notFound, "there is no such post")
    static let noSuchProfile = Refusal(.notFound, "there is no such profile")
    static let noSuchList = Refusal(.notFound, "there is no such list")
}

extension TimelineStore {
    /// A change that may be refused; it has to decide so before it changes anything.
    func attempt<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        // A refusal is handed out as a value: an error would make everybody else's changes of that moment begin anew.
        let outcome: Result<Value, Refusal> = try await write { db in
            do {
                return .success(try work(db))
            } catch let refusal as Refusal {
                return .failure(refusal)
            }
        }
        return try outcome.get()
    }
}
