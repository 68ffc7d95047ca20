/// What is said around posts, to whoever reads them.
enum ReadingPhrase: String, Phrase {
    case newestPosts, olderPosts, newerPosts, pages, empty, emptyHint, emptyHomeHint, emptyTagHint, nothingFurther
    case follow, feeds, inFeedReader, description, searchWords, searchHint, people, tags, nothingFound
    case shortLink, shortLinkHint

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
        case .emptyHomeHint:
            (
                "Follow profiles and tags, and what they say appears here.",
                "Suivez des profils et des mots-dièse : leurs messages apparaîtront ici."
            )
        case .emptyTagHint: ("No post has this tag.", "Aucun message ne porte ce mot-dièse.")
        case .searchWords: ("Words, a name or a #tag", "Des mots, un nom ou un #mot-dièse")
        case .searchHint:
            (
                "Posts hold all of the words; a word may be the beginning of a longer one.",
                "Les messages contiennent tous les mots ; un mot peut être le début d’un plus long."
            )
        case .people: ("Profiles", "Profils")
        case .tags: ("Tags", "Mots-dièse")
        case .nothingFound: ("Nothing was found.", "Rien n’a été trouvé.")
        case .nothingFurther: ("There are no older posts.", "Il n’y a pas de message plus ancien.")
        case .follow: ("Follow", "Suivre")
        case .inFeedReader: ("In a feed reader:", "Dans un lecteur de flux :")
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
