import ArgumentParser
import Bridge
import Feeds
import Foundation

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a feeds.json for one or more sites.",
        discussion: """
            EXAMPLES
              feedline init https://blog.example.org
              feedline init https://blog.example.org https://news.example.org/feed --profile news

            A site's address is enough: its feed is looked for. An existing file is never overwritten.
            """
    )

    @Argument(help: ArgumentHelp("Sites or feeds.", valueName: "site"))
    var sites: [String] = []

    @Option(help: "The name of the profile; made from the first site if it is not given.")
    var profile: String?

    @OptionGroup var files: Files

    func run() async throws {
        let path = files.configurationPath
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure("\(path) is there already; to add a feed, write it into the file and run feedline check")
        }
        var found: [FoundFeed] = []
        for site in sites {
            Terminal.complaints.progress("looking for the feed of \(site)")
            let feed = try await FoundFeed(site: site)
            Terminal.complaints.endProgress()
            Terminal.output.line("found \(feed.title ?? "a feed") at \(feed.url)")
            found.append(feed)
        }
        let first = found.first
        let text = FeedsFile.new(
            profile: ProfileConfiguration(
                name: profile ?? first?.profileName ?? "news",
                displayName: first?.title,
                language: first?.language,
                url: first?.homePageURL
            ),
            feeds: found.map { FeedsFile.Entry(url: $0.url) }
        )
        try check(text, path: path)
        try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
        sayWhatNext(path)
    }

    /// What is written has to be right: a wrong `--profile`, say, is told before there is a file.
    private func check(_ text: String, path: String) throws {
        do {
            _ = try Configuration.decode(Array(text.utf8), file: path)
        } catch {
            throw Failure(error.description, exit: .configuration)
        }
    }

    private func sayWhatNext(_ path: String) {
        let option = path == "feeds.json" ? "" : " --config \(path)"
        let out = Terminal.output
        out.line("wrote \(path)")
        if sites.isEmpty { out.line("next: add feeds to it, then feedline check\(option)") }
        out.line("next: feedline run\(option), then open http://127.0.0.1:8140")
    }
}

/// The feed of a site that a person named.
private struct FoundFeed {
    let url: String
    let title: String?
    let homePageURL: String?
    let language: String?

    init(site: String) async throws {
        let address = site.contains("://") || FileManager.default.fileExists(atPath: site) ? site : "https://\(site)"
        let page = try await Document.read(address, network: NetworkConfiguration())
        if let feed = try? FeedParser.parse(page) {
            self.init(feed, url: page.url ?? address)
            return
        }
        guard let offer = FeedDiscovery.offers(in: page).first else {
            throw Failure("\(site) offers no feed; if you know its feed's address, name that")
        }
        do {
            self.init(
                try FeedParser.parse(await Document.read(offer.url, network: NetworkConfiguration())),
                url: offer.url
            )
        } catch let error as FeedError {
            throw Failure("\(offer.url), which \(site) offers: \(error.detail)")
        }
    }

    private init(_ feed: ParsedFeed, url: String) {
        self.url = url
        title = feed.title
        homePageURL = feed.homePageURL
        language = feed.language
    }

    /// `blog.example.org` speaks as `example`.
    var profileName: String? {
        let host = url.split(separator: "/").dropFirst().first.map(String.init)?.lowercased() ?? ""
        let labels = host.split(separator: ".").filter { !["www", "blog", "news", "feeds", "rss"].contains($0) }
        let name = labels.first.map { String($0.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }) } ?? ""
        return url.contains("://") && !name.isEmpty ? String(name.prefix(30)) : nil
    }
}
