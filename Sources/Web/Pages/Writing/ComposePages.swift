internal import Foundation
internal import Hummingbird
internal import Timeline

/// Where posts are written, changed and taken back.
struct ComposePages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/compose", use: pages.own(compose))
        router.post("/compose", use: pages.change(upTo: UploadLimits.requestBytes, publish))
        router.get("/posts/{id}/edit", use: pages.own(edit))
        router.post("/posts/{id}/edit", use: pages.change(replace))
        router.get("/posts/{id}/delete", use: pages.own(askToDelete))
        router.post("/posts/{id}/delete", use: pages.change(delete))
    }

    private var site: Site { pages.site }

    // MARK: - New

    @Sendable private func compose(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let query = try visit.query()
        let parent = try await parent(query, visit)
        var composer = try await composer(parent, member, visit)
        if query.has("private") { composer = composer.speaking(to: .direct) }
        if let name = query.text("to"), let profile = try await pages.reader.profile(named: name, for: visit.viewer) {
            composer = composer.addressing(profile)
        }
        return .page(page(composer, parent, visit))
    }

    @Sendable private func publish(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        guard form.parameters.has("audience") else { throw PageError(.badRequest) }
        let parent = try await parent(form.parameters, visit)
        var draft = try PostDraft(form, replyTo: parent?.post.id)
        let sent = SentPictures(pages: pages, member: member, form: form, now: visit.now)
        var pictures: [MediaRecord] = []
        let key = Secret.hash(of: "\(member.profile.id) \(form.text("key"))")
        do {
            pictures = try await sent.earlier()
            if let new = try await sent.new() { pictures.append(new) }
            guard !sent.areToBeShown else {
                let composer = try await composer(parent, member, visit).keeping(form).with(pictures, site)
                return .page(page(composer, parent, visit))
            }
            draft.mediaIDs = pictures.map(\.id)
            let id = try await pages.store.publish(
                draft,
                as: member.author,
                key: form.text("key").isEmpty ? nil : key,
                at: visit.now
            )
            // From its own page it leads to what was written, from anywhere else back there.
            let isHere = form.back.text.hasPrefix("/compose")
            return .done(isHere ? site.post(id, of: member.profile.name) : form.back.at(post: id))
        } catch let refusal as Refusal {
            let composer = try await composer(parent, member, visit).with(pictures, site)
            return .page(refused(composer, form, draft, refusal, parent, visit))
        }
    }

    /// The post that is answered.
    ///
    /// - Throws: `PageError` if there is none for whoever asks.
    private func parent(_ parameters: RequestParameters, _ visit: Visit) async throws -> SeenPost? {
        guard let text = parameters.text("reply"), !text.isEmpty else { return nil }
        guard let id = Int64(postID: text),
            let seen = try await pages.reader.seen(id, by: visit.viewer, at: visit.now)
        else { throw PageError(.notFound) }
        return seen
    }

    private func composer(_ parent: SeenPost?, _ member: Member, _ visit: Visit) async throws -> ComposerView {
        guard let parent else { return try await ComposerView(pages.reader, member, visit.phrases) }
        return try await ComposerView(pages.reader, member, visit.phrases, replyingTo: parent)
    }

    private func refused(
        _ composer: ComposerView,
        _ form: SentForm,
        _ draft: PostDraft,
        _ refusal: Refusal,
        _ parent: SeenPost?,
        _ visit: Visit
    ) -> Page {
        // What is wrong with a picture is said first: without it the words may be enough or not.
        let words = RefusalWords(refusal, visit.phrases)
        let problem = words.isOfPicture ? words.text : draft.flaw(visit.phrases) ?? words.text
        var page = page(composer.keeping(form, problem: problem), parent, visit)
        page.status = refusal.kind == .forbidden ? .forbidden : .unprocessableContent
        return page
    }

    private func page(_ composer: ComposerView, _ parent: SeenPost?, _ visit: Visit) -> Page {
        let heading = visit.phrases[FramePhrase.newPost]
        let content = ComposeContent(
            heading: parent == nil ? heading : composer.label,
            parent: parent.map { PostView($0, PostScene(visit, site)) },
            composer: composer
        )
        return Page(content.heading, content)
    }

    // MARK: - One's own

    @Sendable private func edit(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let seen = try await own(visit, member)
        return .page(page(editing: ComposerView(editing: seen, visit.phrases, site), visit))
    }

    @Sendable private func replace(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        let seen = try await own(visit, member)
        var draft = try PostDraft(form, replyTo: nil)
        let attached = seen.media.map(\.id)
        let dropped = form.parameters.ids("drop")
        draft.mediaIDs = form.parameters.ids("picture").filter { attached.contains($0) && !dropped.contains($0) }
        do {
            try await pages.store.edit(seen.post.id, to: draft, as: member.author, at: visit.now)
            for id in draft.mediaIDs {
                guard let words = form.parameters.text("description[\(id)]"),
                    words != seen.media.first(where: { $0.id == id })?.description
                else { continue }
                try await pages.store.describeMedia(
                    id,
                    description: PostText.written(words),
                    focus: nil,
                    by: member.profile.id
                )
            }
            return .done(site.post(seen.post.id, of: member.profile.name))
        } catch let refusal as Refusal {
            let composer = ComposerView(editing: seen, visit.phrases, site)
            let problem = draft.flaw(visit.phrases) ?? RefusalWords(refusal, visit.phrases).text
            var page = page(editing: composer.keeping(form, problem: problem), visit)
            page.status = .unprocessableContent
            return .page(page)
        }
    }

    private func page(editing composer: ComposerView, _ visit: Visit) -> Page {
        let heading = visit.phrases[WritingPhrase.editPost]
        return Page(heading, ComposeContent(heading: heading, parent: nil, composer: composer))
    }

    /// A post of the member's.
    ///
    /// - Throws: `PageError` if it is none.
    private func own(_ visit: Visit, _ member: Member) async throws -> SeenPost {
        guard let seen = try await pages.reader.seen(visit.id(), by: visit.viewer, at: visit.now),
            seen.post.profileID == member.profile.id
        else { throw PageError(.notFound) }
        return seen
    }

    @Sendable private func askToDelete(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let seen = try await own(visit, member)
        let address = site.post(seen.post.id, of: seen.author.name)
        let content = QuestionContent(
            heading: visit.phrases[WritingPhrase.deleteQuestion],
            post: PostView(seen, PostScene(visit, site).withoutActions),
            question: visit.phrases[WritingPhrase.deleteHint],
            action: "/posts/\(seen.post.id)/delete",
            yes: visit.phrases[WritingPhrase.deleteIt],
            no: address
        )
        return .page(Page(content.heading, content))
    }

    @Sendable private func delete(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        try await pages.store.delete(visit.id(), by: member.profile.id, at: visit.now)
        return .done(site.profile(member.profile.name))
    }
}

extension PostDraft {
    /// - Throws: `PageError` if it is for nobody that there is: nobody is to read what was meant for others.
    fileprivate init(_ form: SentForm, replyTo parent: Int64?) throws(PageError) {
        self.init(
            text: form.parameters.text("text") ?? "",
            warning: form.parameters.text("warning") ?? "",
            isSensitive: form.parameters.flag("sensitive") == true,
            language: form.text("language").isEmpty ? nil : String(form.text("language").prefix(35)),
            replyToID: parent
        )
        guard form.parameters.has("audience") else { return }
        let parts = form.text("audience").split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = parts.first, let audience = Audience(rawValue: name) else { throw PageError(.badRequest) }
        self.audience = audience
        guard audience == .list else { return }
        guard parts.count == 2, let list = Int64(parts[1]) else { throw PageError(.badRequest) }
        listID = list
    }

    /// What is wrong with what it says, in the words of the page; nil if it may be said.
    fileprivate func flaw(_ phrases: PhraseBook) -> String? {
        let text = PostText.written(text)
        switch PostText.flaws(of: text).first {
        case .empty? where mediaIDs.isEmpty: return phrases[WritingPhrase.saysNothing]
        case .tooLong(let length)?: return phrases[WritingPhrase.tooLong, "\(length)", "\(PostText.maximumLength)"]
        case .tooDense?: return phrases[WritingPhrase.tooDense]
        case .unsafe?: return phrases[WritingPhrase.invisibleCharacter]
        case .empty?, nil: break
        }
        let length = PostText.length(text) + PostText.length(PostText.written(warning).replacing("\n", with: " "))
        guard length > PostText.maximumLength else { return nil }
        return phrases[WritingPhrase.tooLongWithWarning, "\(length)", "\(PostText.maximumLength)"]
    }
}

struct ComposeContent: PageContent {
    let heading: String
    let parent: PostView?
    let composer: ComposerView

    var template: Template { .compose }
}

/// Something that cannot be undone, before it is done.
struct QuestionContent: PageContent {
    let heading: String
    let post: PostView?
    let question: String
    let action: String
    let yes: String
    let no: String

    var template: Template { .question }
}
