internal import HTTPTypes

/// A page: what stands in the middle of it, and what is said of it around that.
struct Page: Sendable {
    var title: String
    /// For those who list it; the title if it is nil.
    var summary: String?
    /// nil: it is no page to come back to, and no search engine is to list it.
    var path: String?
    /// As the Open Graph protocol calls it.
    var openGraphType = "website"
    /// Whose Atom and JSON feeds go with it.
    var feeds: ProfileView?
    var olderPage: String?
    var newerPage: String?
    var status = HTTPResponse.Status.ok
    /// It is made for one person, whether they are signed in or not.
    var isPersonal = false
    /// Where its forms may lead to in the end, besides this site.
    var formTarget: String?
    /// Nothing on its address may be told to other sites.
    var hasSecretAddress = false
    var content: any PageContent

    init(_ title: String, path: String? = nil, _ content: any PageContent) {
        self.title = title
        self.path = path
        self.content = content
    }
}

/// What stands in the middle of a page; templates show its properties.
protocol PageContent: Sendable {
    var template: Template { get }
}

/// What a request for a page comes to.
enum PageAnswer: Sendable {
    case page(Page)
    /// What was asked for has another spelling.
    ///
    /// For now: a profile may be given its old spelling back, and browsers never forget a permanent redirect.
    case moved(String)
    /// It is somewhere else at the moment.
    case found(String)
    /// It is done; this is where one goes on.
    case done(String, cookies: [String] = [])
    /// What is no page.
    case other(Representation)
}
