internal import Foundation
internal import Hummingbird
internal import Timeline

/// What a reader does with a post.
struct ReactionRoutes {
    let pages: Pages

    private var store: TimelineStore { pages.store }

    func add(to router: Router<VisitContext>) {
        let reactions: [(String, Reaction)] = [
            ("favourite", { try await store.favourite($0, by: $1.profileID, at: $2) }),
            ("unfavourite", { try await store.unfavourite($0, by: $1.profileID, at: $2) }),
            ("boost", { _ = try await store.boost($0, as: $1, at: $2) }),
            ("unboost", { try await store.unboost($0, by: $1.profileID, at: $2) }),
            ("bookmark", { try await store.bookmark($0, by: $1.profileID, at: $2) }),
            ("unbookmark", { try await store.unbookmark($0, by: $1.profileID, at: $2) }),
            ("pin", { try await store.pin($0, true, by: $1.profileID, at: $2) }),
            ("unpin", { try await store.pin($0, false, by: $1.profileID, at: $2) }),
            ("close", { try await store.closeReplies($0, true, by: $1.profileID, at: $2) }),
            ("open", { try await store.closeReplies($0, false, by: $1.profileID, at: $2) }),
            ("mute", { try await store.muteThread(of: $0, true, by: $1.profileID, at: $2) }),
            ("unmute", { try await store.muteThread(of: $0, false, by: $1.profileID, at: $2) }),
        ]
        for (name, reaction) in reactions {
            let handler = pages.change { visit, member, form in
                let id = try visit.id()
                try await reaction(id, member.author, visit.now)
                return .done(form.back.at(post: id))
            }
            router.post("/posts/{id}/\(name)", use: handler)
        }
    }

    private typealias Reaction = @Sendable (_ postID: Int64, _ author: Author, _ now: Date) async throws -> Void
}
