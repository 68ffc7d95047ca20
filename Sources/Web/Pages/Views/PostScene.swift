internal import Timeline

/// Where a post is shown, and to whom.
struct PostScene: Sendable {
    let site: Site
    let phrases: PhraseBook
    private(set) var member: Member?
    /// On a page of its own.
    var isAlone = false
    /// Where the profile has more than one source.
    var showsSource = false
    /// On short links, by the ids of posts; for their author.
    var clicks: [Int64: Clicks] = [:]
    /// It is on the page once more.
    var isRepeated = false
    /// How far below the post that the page is about it stands in the conversation.
    var depth = 0

    init(_ visit: Visit, _ site: Site) {
        self.site = site
        phrases = visit.phrases
        member = visit.member
    }

    /// As a stranger sees it.
    var withoutActions: PostScene {
        var scene = self
        scene.member = nil
        return scene
    }
}
