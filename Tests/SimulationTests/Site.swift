import Foundation
import TestSupport

/// What a publisher wrote once, and has perhaps changed since.
struct Article: Sendable {
    /// Stands in every title: `k7-12` is the twelfth article of the seventh site.
    let name: String
    let writtenAt: Date
    var words: String
    var published: Date {
        didSet {
            earliestDate = min(earliestDate, published)
            latestDate = max(latestDate, published)
        }
    }
    /// Of all dates that it was given; long ago where its feed gives none.
    private(set) var earliestDate: Date
    /// Until when somebody may hold it who knows an old date of it.
    private(set) var latestDate: Date

    init(name: String, writtenAt: Date, words: String, published: Date, isDated: Bool) {
        self.name = name
        self.writtenAt = writtenAt
        self.words = words
        self.published = published
        earliestDate = isDated ? published : .distantPast
        latestDate = isDated ? published : .distantPast
    }

    var title: String { "\(words) \(name)" }
}

/// A publisher: what it is like, what it has written, and everything it does that a reader must not fall for.
struct Site: Sendable {
    enum Format: CaseIterable { case rss, atom, json }
    enum GUID: CaseIterable { case opaque, permalink, frontPage, absent }
    enum Validator: CaseIterable { case etag, date, both, none, restless }

    let index: Int
    let format: Format
    let guid: GUID
    let validator: Validator
    let isDated: Bool
    /// How many articles a document shows.
    let window: Int
    let articlesPerDay: Double
    /// Some articles are dated some hours ahead.
    let hasEmbargoes: Bool
    /// In hours; nil says nothing.
    let maxAge: Int?
    let ttl: Int?
    /// Two feeds show its articles: one all of them, one every other.
    let isShared: Bool

    private(set) var articles: [Article] = []
    private(set) var changedAt: Date
    private(set) var isSecure = false
    private(set) var addressing = 0
    private(set) var numbering = 0
    private(set) var isShuffled = false
    private(set) var hasMoved = false
    private(set) var isGone = false
    /// An emptied document is a changed one, and so is one that is filled again.
    private(set) var trouble: (fault: Fault, until: Date)?
    /// The feeds that have not yet been read since something changed that items are known by. A publisher that changes
    /// two such things between two readings cannot be followed by anybody.
    var unread: Set<Int> = []
    var random: SeededRandom

    var host: String { "site\(index).example" }

    init(index: Int, isShared: Bool, seed: UInt64, at now: Date) {
        var random = SeededRandom(seed: seed &* 1_000 &+ UInt64(index))
        _ = random.next()
        self.index = index
        self.isShared = isShared
        format = Format.allCases.randomElement(using: &random) ?? .rss
        guid = GUID.allCases.randomElement(using: &random) ?? .opaque
        validator = Validator.allCases.randomElement(using: &random) ?? .etag
        isDated = random.chance(0.8)
        window = Int.random(in: 5...9, using: &random)
        articlesPerDay = Double.random(in: 0.2...2.5, using: &random)
        hasEmbargoes = random.chance(0.2)
        maxAge = random.chance(0.3) ? Int.random(in: 1...9, using: &random) : nil
        ttl = random.chance(0.2) ? Int.random(in: 1...9, using: &random) : nil
        changedAt = now
        self.random = random
        for age in 0..<window { write(at: now - Double(window - age) * 7_200 * 12) }
    }

    // MARK: - Living

    /// What happens within so many seconds before `now`.
    mutating func live(_ seconds: TimeInterval, until now: Date, readers: Set<Int>, isCalm: Bool) {
        if let trouble, trouble.until <= now || isCalm {
            self.trouble = nil
            changedAt = now
        }
        guard !isCalm, !isGone else { return }
        if random.chance(articlesPerDay * seconds / 86_400) {
            // Now and then somebody publishes a week's work at once.
            for _ in 0..<(random.chance(0.1) ? 6 : 1) { write(at: now) }
        }
        if trouble == nil, random.chance(seconds / 86_400) {
            let fault = Fault.any(&random)
            trouble = (fault, now + Double.random(in: 0.5...fault.longest, using: &random) * 3_600)
            changedAt = now
        }
        if unread.isEmpty, random.chance(seconds / 43_200) { tamper(at: now, readers) }
        if random.chance(seconds / 864_000) { hasMoved = true }
        if random.chance(seconds / (86_400 * 120)) { isGone = true }
    }

    private mutating func write(at now: Date) {
        let ahead = hasEmbargoes && random.chance(0.3) ? Double.random(in: 1...20, using: &random) * 3_600 : 0
        let date = (now + ahead).wholeSecond
        let name = "k\(index)-\(articles.count + 1)"
        let words = Self.words.randomElement(using: &random) ?? ""
        articles.append(Article(name: name, writtenAt: now, words: words, published: date, isDated: isDated))
        changedAt = now
    }

    /// One thing that makes old articles look like new ones.
    private mutating func tamper(at now: Date, _ readers: Set<Int>) {
        let shown = articles.indices.suffix(window)
        let chosen = shown.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<6, using: &random) {
        case 0: isSecure.toggle()
        case 1: numbering += 1
        // An article that has lost both its address and its guid is known by its date and its text.
        case 2: if !isShared, isDated || guid == .opaque { addressing += 1 }
        case 3: articles[chosen].words = (Self.words.randomElement(using: &random) ?? "") + " (updated)"
        case 4:
            articles[chosen].published += Double(Int.random(in: -6...5, using: &random)) * 3_600
        default: isShuffled.toggle()
        }
        unread = readers
        changedAt = now
    }

    // MARK: - Showing

    /// The articles that a feed shows, as they stand in its document.
    func shown(everyOther: Bool) -> [Article] {
        let all = everyOther ? articles.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element) : articles
        let newest = all.suffix(window)
        return isShuffled ? Array(newest) : newest.reversed()
    }

    func link(of article: Article) -> String {
        "\(isSecure ? "https" : "http")://\(host)/\(addressing == 0 ? "blog" : "archive/\(addressing)")/\(article.name)"
    }

    func guid(of article: Article) -> String? {
        switch guid {
        case .opaque: "tag:\(host),\(numbering):\(article.name)"
        case .permalink: link(of: article)
        case .frontPage: "http://\(host)/"
        case .absent: nil
        }
    }

    private static let words = [
        "Économie verte & justice", "水の権利について", "Why <b>clean</b> water matters", "Обзор недели", "Q&A: “vaccines”",
        "Überblick – März", "مراجعة الأسبوع",
        "A report of many pages on what a village did when its only well ran dry, and how",
    ]
}

extension Date {
    fileprivate var wholeSecond: Date { Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down)) }
}
