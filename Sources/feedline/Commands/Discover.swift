import ArgumentParser
import Bridge
import Feeds

struct Discover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the feeds that a page offers, best first.",
        discussion: """
            EXAMPLES
              feedline discover https://blog.example.org
              feedline discover page.html --url https://blog.example.org/ --json
            """
    )

    @Argument(help: ArgumentHelp("A page's address, or a file.", valueName: "url or file"), completion: .file())
    var source: String

    @Option(help: ArgumentHelp("The address that a file came from, for relative links.", valueName: "url"))
    var url: String?

    @Flag(help: "Print a JSON array.")
    var json = false

    @OptionGroup var files: Files

    func run() async throws {
        let offers =
            switch try await Document(source, by: files.configurationIfAny()).place(url: url) {
            case .feed(let found): [FeedDiscovery.Offer(url: found.url, title: found.feed.title, type: nil)]
            case .page(let offers): offers
            }
        if json { return Terminal.output.line(try offers.map(OfferLine.init).jsonText()) }
        for offer in offers {
            Terminal.output.line("\(offer.url)\(offer.title.map { "  \($0)" } ?? "")")
        }
        if offers.isEmpty { throw Failure("\(source) offers no feed") }
    }
}

private struct OfferLine: Encodable {
    let url: String
    let title: String?
    let type: String?

    init(_ offer: FeedDiscovery.Offer) {
        url = offer.url
        title = offer.title
        type = offer.type
    }
}
