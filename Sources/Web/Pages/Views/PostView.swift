internal import Foundation
internal import Timeline

/// A post as templates show it.
struct PostView: Sendable {
    let id: Int64
    /// By which addresses name it on its page.
    let anchor: String?
    let author: ProfileView
    let address: String
    /// For machines.
    let published: String
    /// For people.
    let when: String
    /// When it was changed, with the address of what it said before.
    let edit: TextPart.WordLink?
    /// Who shows it to their followers.
    let booster: TextPart.WordLink?
    let isPinned: Bool
    /// Whom it answers.
    let answered: TextPart.WordLink?
    /// nil if everybody may read it.
    let audience: String?
    let warning: String?
    /// nil: that of the page.
    let postLanguage: String?
    let parts: [TextPart]
    let media: MediaView?
    /// What the post announces; on its own page only.
    let cards: [CardView]
    let source: TextPart.WordLink?
    let program: String?
    let counts: String?
    /// How many people have followed its short link; for its author.
    let clicks: String?
    /// For those who are signed in.
    let actions: ActionsView?
    let depth: Int?

    init(_ entry: TimelineEntry, _ scene: PostScene) {
        self.init(entry.post, scene, boost: entry.boost)
    }

    init(_ seen: SeenPost, _ scene: PostScene, boost: TimelineEntry.Boost? = nil) {
        let (post, site, phrases) = (seen.post, scene.site, scene.phrases)
        id = post.id
        anchor = scene.isRepeated ? nil : "p\(post.id)"
        author = ProfileView(seen.author, site: site)
        address = site.post(post.id, of: seen.author.name)
        published = post.createdAt.formatted(.iso8601)
        when = phrases.when(post.createdAt)
        edit = post.editedAt.map {
            TextPart.WordLink(
                word: phrases[PostPhrase.edited, phrases.when($0)],
                target: site.history(of: post.id, by: seen.author.name)
            )
        }
        booster = boost.map {
            TextPart.WordLink(word: $0.booster.displayName, target: site.profile($0.booster.name))
        }
        isPinned = scene.isRepeated
        answered = seen.answered.map { TextPart.WordLink(word: "@\($0)", target: site.profile($0)) }
        audience = post.audience == .public ? nil : phrases[post.audience.label]
        warning = post.warning.isEmpty ? nil : post.warning
        postLanguage = post.language ?? seen.author.language
        parts = TextPart.all(of: post.text, by: post, mentioned: seen.mentions, site: site)
        media = MediaView(seen, phrases, at: site.media)
        cards = scene.isAlone ? CardView.all(of: seen, phrases) : []
        source = scene.showsSource || scene.isAlone ? SourceView.link(seen.post, site) : nil
        program = scene.isAlone ? seen.applicationName : nil
        counts = scene.member == nil ? phrases.counts(of: post) : nil
        clicks = scene.clicks[post.id].map { phrases[PostPhrase.clicks, count: $0.people] }
        actions = scene.member.map { ActionsView(seen, $0) }
        depth = scene.depth > 0 ? min(scene.depth, 4) : nil
    }
}

extension SeenPost {
    /// The name of the profile that it answers, unless that is its own author.
    var answered: String? {
        guard let id = post.replyToProfileID, id != post.profileID else { return nil }
        return mentions.first { $0.profileID == id }?.name
    }
}

extension PhraseBook {
    /// How many have answered, boosted and marked a post; nil if nobody has.
    fileprivate func counts(of post: PostRecord) -> String? {
        let all: [(Int, PostPhrase)] = [
            (post.replyCount, .replies), (post.boostCount, .boosts), (post.favouriteCount, .favouritesCount),
        ]
        let parts = all.filter { $0.0 > 0 }.map { self[$0.1, count: $0.0] }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}

/// The pictures of a post.
struct MediaView: Sendable {
    /// They are shown only to those who want to see them.
    let isCovered: Bool
    let pictures: [Picture]

    struct Picture: Sendable {
        let source: String
        let description: String
        let width: Int
        let height: Int
    }

    /// - Parameter address: where a picture is, by its name.
    init?(_ seen: SeenPost, _ phrases: PhraseBook, at address: (_ name: String) -> String) {
        guard !seen.media.isEmpty else { return nil }
        isCovered = seen.post.isSensitive && seen.post.warning.isEmpty
        pictures = seen.media.map {
            Picture(
                source: address($0.name),
                description: $0.description.isEmpty ? phrases[PostPhrase.noDescription] : $0.description,
                width: $0.width,
                height: $0.height
            )
        }
    }
}

/// Where a post comes from, by which its profile can be read.
enum SourceView {
    static func link(_ post: PostRecord, _ site: Site) -> TextPart.WordLink? {
        guard let url = post.feedURL else { return nil }
        return link(url, title: post.feedTitle, of: post.profileName, site)
    }

    static func link(_ source: FeedSource, of profile: String, _ site: Site) -> TextPart.WordLink {
        link(source.url, title: source.title, of: profile, site)
    }

    private static func link(
        _ url: String,
        title: String?,
        of profile: String,
        _ site: Site
    ) -> TextPart.WordLink {
        let title = title.flatMap { $0.isEmpty ? nil : $0 }
        return TextPart.WordLink(
            word: title ?? WebLink(url)?.host ?? profile,
            target: site.profile(profile) + "?source=\(key(url))"
        )
    }

    /// A feed's address may hold a password of its publisher's, so it is not shown.
    static func key(_ url: String) -> String { Fingerprint(url.utf8).hexadecimal }
}

/// What somebody who is signed in can do with a post.
struct ActionsView: Sendable {
    let isOwn: Bool
    let canReply: Bool
    let canBoost: Bool
    let isBoosted: Bool
    let isFavourite: Bool
    let isBookmarked: Bool
    let isPostPinned: Bool
    let isClosed: Bool
    let isThreadMuted: Bool
    let replies: String?
    let boosts: String?
    let favourites: String?

    init(_ seen: SeenPost, _ member: Member) {
        let post = seen.post
        isOwn = post.profileID == member.profile.id
        canReply = isOwn || !post.repliesClosed
        canBoost = post.audience.isOpen
        isBoosted = seen.marks.isBoosted
        isFavourite = seen.marks.isFavourite
        isBookmarked = seen.marks.isBookmarked
        isPostPinned = post.pinnedAt != nil
        isClosed = post.repliesClosed
        isThreadMuted = seen.marks.isThreadMuted
        replies = post.replyCount == 0 ? nil : "\(post.replyCount)"
        boosts = post.boostCount == 0 ? nil : "\(post.boostCount)"
        favourites = post.favouriteCount == 0 ? nil : "\(post.favouriteCount)"
    }
}
