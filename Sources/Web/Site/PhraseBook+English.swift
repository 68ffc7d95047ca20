extension PhraseBook {
    static let english = PhraseBook(
        language: .english,
        newestPosts: "Newest posts",
        olderPosts: "Older posts",
        newerPosts: "Newer posts",
        skipToContent: "Skip to the posts",
        pages: "More posts",
        empty: "Nothing here yet",
        emptyHint: "New posts appear here as soon as a feed has news.",
        nothingFurther: "There are no older posts.",
        readArticle: "Read the article",
        follow: "Follow",
        feeds: "Feeds of this profile",
        timesAreUTC: "Times are in UTC.",
        backHome: "Go to the newest posts",
        shortLink: ("Where this link leads", "It leads to this address, and never to another one."),
        flaws: [
            .badRequest: (
                "This address makes no sense",
                "What follows the question mark does not name a post of this timeline."
            ),
            .notFound: ("This page does not exist", "It may have moved, or the address has a mistake in it."),
            .methodNotAllowed: ("These pages can only be read", "This server answers GET and HEAD."),
            .addressTooLong: ("This address is too long", "No page of this site has an address of that length."),
            .unavailable: ("Back in a moment", "The timeline cannot be read right now. Please try again shortly."),
            .ours: ("Something went wrong here", "The fault is ours, and it was written down."),
        ],
        months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        dateAndTime: { "\($0), \($1)" },
        description: { "The newest posts on \($0)." }
    )
}
