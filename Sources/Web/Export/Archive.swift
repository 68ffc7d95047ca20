internal import Foundation
internal import Timeline

/// A profile's posts as a folder of plain pages, by month: no script, nothing that is loaded from elsewhere, and links from
/// one page to the next that lead there wherever the folder is.
struct Archive {
    private let folder: URL
    private let profile: ProfileRecord
    private let pictures: MediaShelf
    private let site: Site
    private let phrases: PhraseBook
    private let isPrivate: Bool
    /// Those that are written, the newest first.
    private var pages: [ArchivePage.Line] = []
    /// What the next page will hold.
    private var posts: [ArchivedPost] = []
    private var leaf = Leaf(year: 0, month: 0, part: 0)

    /// Makes the folder.
    ///
    /// - Parameter isPrivate: for its owner alone.
    init(in folder: URL, _ profile: ProfileRecord, _ pictures: MediaShelf, site: Site, isPrivate: Bool) throws {
        self.folder = folder
        self.profile = profile
        self.pictures = pictures
        self.site = site
        self.isPrivate = isPrivate
        let language = PhraseBook.Language(rawValue: String((profile.language ?? "").prefix(2)).lowercased())
        phrases = (language ?? .english).phrases
        let rights: [FileAttributeKey: Any]? = isPrivate ? [.posixPermissions: 0o700] : nil
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false, attributes: rights)
        try Data(StaticFile.style.bytes).write(to: folder.appending(path: "style.css"))
        try Data(StaticFile.icon.bytes).write(to: folder.appending(path: "icon.svg"))
    }

    /// - Parameter seen: older than all before.
    mutating func add(_ seen: SeenPost) throws {
        let next = leaf.next(for: CivilTime(seen.post.createdAt), isFull: posts.count == Self.postsPerPage)
        if next != leaf {
            try closePage(olderPage: next.name)
            leaf = next
        }
        posts.append(ArchivedPost(seen, site: site, phrases))
        for picture in seen.media { try keep(picture.name) }
    }

    /// Writes what is left, and the page that leads to all others.
    mutating func finish() throws {
        try closePage(olderPage: nil)
        try [profile.avatar, profile.header].compactMap { $0 }.forEach(keep)
        var page = ArchivePage(profile, phrases, site: site, title: profile.displayName, isPrivate: isPrivate)
        page.head = ArchivePage.Head(profile, phrases, site: site)
        page.lines = pages
        page.isEmpty = pages.isEmpty
        try write(page, to: "index.html")
    }

    private mutating func closePage(olderPage: String?) throws {
        guard !posts.isEmpty else { return }
        let heading = leaf.heading(phrases)
        let title = "\(profile.displayName) – \(heading)"
        var page = ArchivePage(profile, phrases, site: site, title: title, isPrivate: isPrivate)
        page.heading = heading
        page.posts = posts
        page.newerPage = pages.last?.target
        page.olderPage = olderPage
        try write(page, to: leaf.name)
        let count = phrases[ProfilePhrase.postCount, count: posts.count]
        pages.append(ArchivePage.Line(word: heading, target: leaf.name, count: count))
        posts = []
    }

    private func write(_ page: ArchivePage, to name: String) throws {
        let text = Template.archive.render(page, phrases.language)
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// One that was taken back meanwhile is left out.
    private func keep(_ picture: String) throws {
        let place = folder.appending(path: ArchivePage.picture(picture))
        guard let source = pictures.path(of: picture), !FileManager.default.fileExists(atPath: place.path) else {
            return
        }
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        do {
            try FileManager.default.copyItem(atPath: source, toPath: place.path)
        } catch CocoaError.fileReadNoSuchFile {
            return
        }
        // The store's own are for nobody else.
        if !isPrivate { try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: place.path) }
    }

    private static let postsPerPage = 200
}

/// A page's place among the others: a month, and which part of it.
private struct Leaf: Equatable {
    let year: Int
    let month: Int
    let part: Int

    /// Where a post of this moment stands.
    func next(for time: CivilTime, isFull: Bool) -> Leaf {
        guard (year, month) == (time.year, time.month) else { return Leaf(year: time.year, month: time.month, part: 1) }
        return isFull ? Leaf(year: year, month: month, part: part + 1) : self
    }

    private var ending: String { part > 1 ? "-\(part)" : "" }

    var name: String { "\(year)-\(month.twoDigits)\(ending).html" }

    func heading(_ phrases: PhraseBook) -> String {
        "\(phrases.months[month - 1]) \(year)" + (part > 1 ? " (\(part))" : "")
    }
}
