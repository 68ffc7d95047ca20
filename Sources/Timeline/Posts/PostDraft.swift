/// What somebody wants to say. It is stored as JSON until its time has come, so a field may be added but not renamed.
package struct PostDraft: Codable, Sendable, Equatable {
    package var text: String
    package var warning: String
    package var isSensitive: Bool
    /// BCP 47; nil: that of the profile.
    package var language: String?
    package var audience: Audience
    /// For the audience `list`: one of the author's.
    package var listID: Int64?
    package var replyToID: Int64?
    /// At most `maximumMedia`, in their order; uploaded by the same profile and not in use.
    package var mediaIDs: [Int64]
    package var repliesClosed: Bool

    package static let maximumMedia = 4

    package init(
        text: String,
        warning: String = "",
        isSensitive: Bool = false,
        language: String? = nil,
        audience: Audience = .public,
        listID: Int64? = nil,
        replyToID: Int64? = nil,
        mediaIDs: [Int64] = [],
        repliesClosed: Bool = false
    ) {
        self.text = text
        self.warning = warning
        self.isSensitive = isSensitive
        self.language = language
        self.audience = audience
        self.listID = listID
        self.replyToID = replyToID
        self.mediaIDs = mediaIDs
        self.repliesClosed = repliesClosed
    }

    /// What is wrong with what it says, were it said as it is.
    func checkText() throws(Refusal) {
        let flaws = PostText.flaws(of: text).filter { $0 != .empty || mediaIDs.isEmpty }
        if let flaw = flaws.first { throw Refusal(.invalid, "the post cannot be published: \(flaw)") }
        let length = PostText.length(warning) + PostText.length(text)
        guard length <= PostText.maximumLength, warning.unicodeScalars.count <= PostText.maximumScalars else {
            throw Refusal(
                .invalid,
                "with its warning the post is \(length) characters long, and a post has \(PostText.maximumLength)"
            )
        }
        guard mediaIDs.count <= Self.maximumMedia, Set(mediaIDs).count == mediaIDs.count else {
            throw Refusal(.invalid, "a post holds at most \(Self.maximumMedia) pictures, each of them once")
        }
        try PostText.checkLanguage(language)
    }
}

extension Audience: Codable {}

/// Who speaks, through which account and program.
package struct Author: Sendable, Equatable {
    package var profileID: Int64
    package var accountID: Int64?
    package var applicationID: Int64?

    package init(profileID: Int64, accountID: Int64? = nil, applicationID: Int64? = nil) {
        self.profileID = profileID
        self.accountID = accountID
        self.applicationID = applicationID
    }
}
