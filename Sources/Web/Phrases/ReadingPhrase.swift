/// What is said around posts, to whoever reads them.
enum ReadingPhrase: String, Phrase {
    case newestPosts, olderPosts, newerPosts, pages, empty, emptyHint, nothingFurther, readArticle, follow, feeds
    case description, shortLink, shortLinkHint

    var wording: Wording {
        switch self {
        case .newestPosts: ("Newest posts", "Derniers messages")
        case .olderPosts: ("Older posts", "Messages plus anciens")
        case .newerPosts: ("Newer posts", "Messages plus récents")
        case .pages: ("More posts", "Autres messages")
        case .empty: ("Nothing here yet", "Rien pour l’instant")
        case .emptyHint:
            (
                "New posts appear here as soon as a feed has news.",
                "Les nouveaux messages apparaîtront ici dès qu’un flux aura du nouveau."
            )
        case .nothingFurther: ("There are no older posts.", "Il n’y a pas de message plus ancien.")
        case .readArticle: ("Read the article", "Lire l’article")
        case .follow: ("Follow", "Suivre")
        case .feeds: ("Feeds of this profile", "Flux de ce profil")
        case .shortLink: ("Where this link leads", "Où mène ce lien")
        case .shortLinkHint:
            (
                "It leads to this address, and never to another one.",
                "Il mène à cette adresse, et jamais à une autre."
            )
        case .description: ("The newest posts on {}.", "Les derniers messages publiés sur {}.")
        }
    }
}
