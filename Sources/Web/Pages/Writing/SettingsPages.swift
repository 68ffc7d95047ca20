internal import Foundation
internal import Hummingbird
internal import Timeline

/// What a profile says of itself, and how it is to be met.
struct SettingsPages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get(
            "/settings",
            use: pages.own { visit, member in .page(page(SettingsContent(visit, member, pages.site), visit)) }
        )
        router.post("/settings", use: pages.change(upTo: UploadLimits.requestBytes, save))
    }

    /// The name of a picture that came; empty if the one that there was is to go; nil if it is to stay.
    private func picture(_ field: String, _ sent: SentPictures) async throws -> String? {
        if let picture = try await sent.kept(field) { return picture.name }
        return sent.form.parameters.texts("drop").contains(field) ? "" : nil
    }

    private func page(_ content: SettingsContent, _ visit: Visit) -> Page {
        Page(visit.phrases[FramePhrase.settings], content)
    }

    @Sendable private func save(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        var change = ProfileChange(form, of: member.profile)
        do {
            let sent = SentPictures(pages: pages, member: member, form: form, now: visit.now)
            change.avatar = try await picture("avatar", sent)
            change.header = try await picture("header", sent)
            try await pages.store.change(member.profile.id, change, at: visit.now)
            return .done("/settings?saved")
        } catch let refusal as Refusal {
            var typed = member.profile
            typed.take(change)
            var content = SettingsContent(visit, member, pages.site, typed: typed)
            content.problem = RefusalWords(refusal, visit.phrases).text
            var page = page(content, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
    }
}

extension ProfileChange {
    /// What the configuration says of a profile is not asked for.
    fileprivate init(_ form: SentForm, of profile: ProfileRecord) {
        self.init()
        if !profile.isDeclared {
            displayName = form.text("display_name")
            bio = form.parameters.text("bio") ?? ""
            language = form.text("language").isEmpty ? nil : String(form.text("language").prefix(35))
        }
        fields = (0..<SettingsContent.fieldCount).compactMap { index in
            let field = ProfileField(name: form.text("field_name[\(index)]"), value: form.text("field_value[\(index)]"))
            return field.name.isEmpty && field.value.isEmpty ? nil : field
        }
        isLocked = form.parameters.flag("locked") == true
        isDiscoverable = form.parameters.flag("discoverable") == true
        hidesRelations = form.parameters.flag("hides_relations") == true
        defaultAudience = Audience(rawValue: form.text("audience"))
    }
}

extension ProfileRecord {
    /// What somebody has typed.
    fileprivate mutating func take(_ change: ProfileChange) {
        displayName = change.displayName ?? displayName
        bio = change.bio ?? bio
        language = change.language ?? language
        fields = change.fields ?? fields
        isLocked = change.isLocked ?? isLocked
        isDiscoverable = change.isDiscoverable ?? isDiscoverable
        hidesRelations = change.hidesRelations ?? hidesRelations
        defaultAudience = change.defaultAudience ?? defaultAudience
    }
}

private struct SettingsContent: PageContent {
    let handle: String
    let displayName: String
    let bio: String
    /// Name, bio and language are the configuration's.
    let isDeclared: Bool
    let languages: [ComposerView.Choice]
    let audiences: [ComposerView.Choice]
    let fields: [Field]
    let pictures: [Picture]
    let pictureHint: String
    let isLocked: Bool
    let isDiscoverable: Bool
    let hidesRelations: Bool
    let isSaved: Bool
    var problem: String?

    struct Field: Sendable {
        let index: Int
        let fieldLabel: String
        let label: String
        let value: String
    }

    struct Picture: Sendable {
        let fieldName: String
        let label: String
        /// nil: none.
        let source: String?
        let types = UploadLimits.types.joined(separator: ",")
    }

    static let fieldCount = 4

    init(_ visit: Visit, _ member: Member, _ site: Site, typed: ProfileRecord? = nil) {
        let profile = typed ?? member.profile
        handle = "@\(profile.name)"
        displayName = profile.displayName
        bio = profile.bio
        isDeclared = profile.isDeclared
        languages = .languages(chosen: profile.language ?? visit.phrases.language.rawValue)
        audiences = [Audience.public, .unlisted, .followers].map {
            ComposerView.Choice(
                value: $0.rawValue,
                label: visit.phrases[$0.label],
                isChosen: $0 == profile.defaultAudience
            )
        }
        fields = (0..<Self.fieldCount).map { index in
            let field = index < profile.fields.count ? profile.fields[index] : ProfileField(name: "", value: "")
            return Field(
                index: index,
                fieldLabel: visit.phrases[SettingsPhrase.fieldNumber, "\(index + 1)"],
                label: field.name,
                value: field.value
            )
        }
        pictures = [
            Picture(
                fieldName: "avatar",
                label: visit.phrases[SettingsPhrase.avatar],
                source: profile.avatar.map(site.media)
            ),
            Picture(
                fieldName: "header",
                label: visit.phrases[SettingsPhrase.banner],
                source: profile.header.map(site.media)
            ),
        ]
        pictureHint = visit.phrases[WritingPhrase.pictureHint, "\(UploadLimits.pictureBytes >> 20)"]
        isLocked = profile.isLocked
        isDiscoverable = profile.isDiscoverable
        hidesRelations = profile.hidesRelations
        isSaved = (try? visit.query().has("saved")) == true
    }

    var template: Template { .settings }
}
