internal import Foundation
internal import Hummingbird
internal import Timeline

/// Private messages, by conversation.
struct MessagePages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/messages", use: pages.own(overview))
        router.get("/messages/{id}", use: pages.own(show))
        router.post("/messages/{id}/unread", use: pages.change(markUnread))
        router.post("/messages/{id}/remove", use: pages.change(remove))
    }

    @Sendable private func overview(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let slice = try await Slice.read(try Paging(visit.request), id: \.lastPost.post.id) {
            try await pages.reader.conversations(of: member.profile.id, $0, at: visit.now)
        }
        guard let slice else { return .found("/messages") }
        let content = MessagesContent(conversations: slice.elements.map { view($0, visit) })
        var page = Page(visit.phrases[FramePhrase.messages], content)
        page.lead(beside: slice, of: "/messages")
        return .page(page)
    }

    private func view(_ conversation: SeenConversation, _ visit: Visit) -> ConversationView {
        let names = conversation.people.map(\.displayName).joined(separator: ", ")
        let post = conversation.lastPost
        return ConversationView(
            id: conversation.id,
            names: names.isEmpty ? visit.phrases[NotificationPhrase.you] : names,
            face: ProfileView(conversation.people.first ?? post.author, site: pages.site),
            isUnread: conversation.isUnread,
            speaker: "@\(post.author.name)",
            excerpt: post.post.warning.isEmpty ? post.post.text : post.post.warning,
            when: visit.phrases.when(post.post.createdAt)
        )
    }

    @Sendable private func show(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let conversation = try await conversation(visit, member)
        if conversation.isUnread, visit.request.method == .get {
            try await pages.store.markConversation(conversation.id, isUnread: false, of: member.profile.id)
        }
        let last = conversation.lastPost
        let messages = try await messages(around: last, visit)
        let view = view(conversation, visit)
        var content = ConversationContent(
            heading: visit.phrases[NotificationPhrase.withWhom, view.names],
            id: conversation.id,
            posts: messages.map { PostView($0, PostScene(visit, pages.site)) }
        )
        if !last.post.repliesClosed || last.post.profileID == member.profile.id {
            content.composer = try await ComposerView(pages.reader, member, visit.phrases, replyingTo: last).brief
        }
        return .page(Page(content.heading, content))
    }

    /// All messages of a conversation in their order, and the post that it began with.
    private func messages(around last: SeenPost, _ visit: Visit) async throws -> [SeenPost] {
        let before = try await pages.reader.context(of: last.post.id, for: visit.viewer, at: visit.now)
        let first = before?.ancestors.first ?? last
        let after = try await pages.reader.context(of: first.post.id, for: visit.viewer, at: visit.now)
        let answers = after?.descendants.filter { $0.post.audience == .direct } ?? []
        return [first] + answers.sorted { $0.post.id < $1.post.id }
    }

    private func conversation(_ visit: Visit, _ member: Member) async throws -> SeenConversation {
        let conversation = try await pages.reader.conversation(visit.id(), of: member.profile.id, at: visit.now)
        guard let conversation else { throw PageError(.notFound) }
        return conversation
    }

    @Sendable private func markUnread(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        try await pages.store.markConversation(visit.id(), isUnread: true, of: member.profile.id)
        return .done("/messages")
    }

    @Sendable private func remove(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        try await pages.store.removeConversation(visit.id(), of: member.profile.id)
        return .done("/messages")
    }
}

struct MessagesContent: PageContent {
    let conversations: [ConversationView]

    var template: Template { .messages }
}

struct ConversationView: Sendable {
    let id: Int64
    let names: String
    let face: ProfileView
    let isUnread: Bool
    let speaker: String
    let excerpt: String
    let when: String
}

struct ConversationContent: PageContent {
    let heading: String
    let id: Int64
    let posts: [PostView]
    var composer: ComposerView?

    var template: Template { .conversation }
}
