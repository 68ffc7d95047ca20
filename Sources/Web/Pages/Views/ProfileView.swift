internal import Timeline

/// A profile as templates show it beside what it says.
struct ProfileView: Sendable {
    let displayName: String
    let handle: String
    let home: String
    let initials: String
    /// One of the colours of the style sheet, always the same for a profile.
    let shade: Int
    /// The address of a picture of its own.
    let picture: String?
    let atom: String
    let json: String

    init(_ profile: ProfileRecord, site: Site) {
        displayName = profile.displayName
        handle = "@\(profile.name)"
        home = site.profile(profile.name)
        initials = Self.initials(of: profile.displayName)
        shade = Shade(profile).number
        picture = profile.avatar.map(site.media)
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

/// What a profile looks like that has chosen no picture.
struct AvatarPicture {
    let initials: String
    let fill: String

    init(_ profile: ProfileRecord) {
        initials = ProfileView.initials(of: profile.displayName)
        fill = Shade.colours[Shade(profile).number]
    }

    var representation: Representation {
        var picture = Representation("image/svg+xml", Template.avatar.render(self))
        picture.isOpen = true
        return picture
    }
}

/// The colour behind a profile's initials.
struct Shade {
    let number: Int

    /// As the style sheet has them.
    static let colours = [
        "#0f6b6b", "#8a3b5e", "#3c5a99", "#7a5200", "#3f6b2f", "#a23f22", "#5f4b9b", "#45606b",
    ]

    init(_ profile: ProfileRecord) {
        number = Int(Fingerprint(profile.name.lowercased().utf8).value % UInt64(Self.colours.count))
    }
}
