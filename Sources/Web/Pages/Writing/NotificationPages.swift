internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Timeline

/// What concerns the profile that one speaks as. Answers can be given right there.
struct NotificationPages {
    let pages: Pages

    func add(to router: Router<VisitContext>) { router.get("/notifications", use: pages.own(show)) }

    @Sendable private func show(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let onlyMentions = try visit.query().text("only") == "mentions"
        let base = onlyMentions ? "/notifications?only=mentions" : "/notifications"
        let paging = try Paging(visit.request)
        let slice = try await Slice.read(paging, id: \.notification.id) {
            try await pages.reader.notifications(
                of: member.profile.id,
                kinds: onlyMentions ? [.mention] : nil,
                $0,
                at: visit.now
            )
        }
        guard let slice else { return .found(base) }
        let markers = try await pages.reader.markers(of: member.profile.id)
        let read = markers.first { $0.timeline == .notifications }?.lastReadID ?? 0
        var views: [NotificationView] = []
        for seen in slice.elements {
            views.append(try await view(seen, isUnread: seen.notification.id > read, visit, member))
        }
        if paging == .newest, !onlyMentions, visit.isLookedAt, let newest = slice.elements.first?.notification.id,
            newest > read
        {
            _ = try await pages.store.mark(.notifications, readUpTo: newest, by: member.profile.id, at: visit.now)
        }
        let phrases = visit.phrases
        let content = NotificationsContent(
            tabs: [
                TabView(label: phrases[NotificationPhrase.all], target: "/notifications", isHere: !onlyMentions),
                TabView(
                    label: phrases[NotificationPhrase.onlyMentions],
                    target: "/notifications?only=mentions",
                    isHere: onlyMentions
                ),
            ],
            speaker: phrases[NotificationPhrase.newsFor, "@\(member.profile.name)"],
            notifications: views
        )
        var page = Page(phrases[FramePhrase.notifications], content)
        page.lead(beside: slice, of: base)
        return .page(page)
    }

    private func view(
        _ seen: SeenNotification,
        isUnread: Bool,
        _ visit: Visit,
        _ member: Member
    ) async throws -> NotificationView {
        let isMention = seen.notification.kind == .mention
        var view = NotificationView(
            anchor: "n\(seen.notification.id)",
            sentence: visit.phrases[seen.phrase(for: member.profile)],
            actor: ProfileView(seen.actor, site: pages.site),
            name: seen.actor.name,
            when: visit.phrases.when(seen.notification.createdAt),
            isUnread: isUnread,
            isRequest: seen.notification.kind == .followRequest
        )
        guard let post = seen.post else { return view }
        if isMention || seen.notification.kind == .status || seen.notification.kind == .update {
            let shown = PostView(post, PostScene(visit, pages.site))
            view.post = shown
            if isMention, shown.actions?.canReply == true {
                view.composer =
                    try await ComposerView(pages.reader, member, visit.phrases, replyingTo: post).brief
            }
        } else {
            view.excerpt = TextPart.WordLink(
                word: post.post.text.isEmpty ? visit.phrases[PostPhrase.withoutText] : post.post.text,
                target: pages.site.post(post.post.id, of: post.author.name)
            )
        }
        return view
    }
}

extension Visit {
    /// Somebody looks, and not a browser that fetches what they might look at next.
    fileprivate var isLookedAt: Bool {
        request.method == .get && request.headers[.secPurpose] == nil
    }
}

extension HTTPField.Name {
    fileprivate static let secPurpose = HTTPField.Name("Sec-Purpose") ?? .origin
}

extension SeenNotification {
    fileprivate func phrase(for profile: ProfileRecord) -> NotificationPhrase {
        switch notification.kind {
        case .mention:
            post?.post.audience == .direct
                ? .wroteToYou : post?.post.replyToProfileID == profile.id ? .answeredYou : .namedYou
        case .status: .saidSomething
        case .reblog: .boostedYou
        case .follow: .followedYou
        case .followRequest: .askedToFollow
        case .favourite: .favouritedYou
        case .update: .editedPost
        }
    }
}

struct NotificationsContent: PageContent {
    let tabs: [TabView]
    let speaker: String
    let notifications: [NotificationView]

    var template: Template { .notifications }
}

struct NotificationView: Sendable {
    let anchor: String
    let sentence: String
    let actor: ProfileView
    let name: String
    let when: String
    let isUnread: Bool
    let isRequest: Bool
    /// In whole, where it is somebody else's.
    var post: PostView?
    /// One's own.
    var excerpt: TextPart.WordLink?
    var composer: ComposerView?
}
