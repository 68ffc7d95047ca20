internal import Timeline

/// A profile as templates show it.
struct ProfileView: Sendable {
    let displayName: String
    let handle: String
    let home: String
    let initials: String
    /// One of the colours of the style sheet, always the same for a profile.
    let shade: Int
    let bio: String?
    let bioLanguage: String?
    let website: LinkView?
    let atom: String
    let json: String

    private static let shades: UInt64 = 8

    init(_ profile: ProfileRecord, site: Site) {
        displayName = profile.displayName
        handle = "@\(profile.name)"
        home = site.profile(profile.name)
        initials = Self.initials(of: profile.displayName)
        shade = Int(Fingerprint(profile.name.lowercased().utf8).value % Self.shades)
        bio = profile.bio.isEmpty ? nil : profile.bio
        bioLanguage = profile.language
        website = profile.url.flatMap(WebLink.init).map { LinkView($0) }
        atom = site.atom(of: profile.name)
        json = site.json(of: profile.name)
    }

    /// Of the first and the last word; one alone where words are not written with capitals.
    static func initials(of name: String) -> String {
        let letters = name.split { !$0.isLetter && !$0.isNumber }.compactMap(\.first)
        guard let first = letters.first, let last = letters.last else { return String(name.prefix(1)) }
        guard letters.count > 1, first.isCased, last.isCased else { return first.uppercased() }
        return first.uppercased() + last.uppercased()
    }
}
