internal import Timeline

/// What is said of a post, and what can be done with it.
enum PostPhrase: String, Phrase {
    case boosted, pinned, edited, inReplyTo, from, via, noDescription, show, sensitivePictures
    case replies, boosts, favouritesCount, clicks
    case reply, boost, favourite, bookmark, more
    case pin, unpin, edit, delete, closeReplies, openReplies, muteThread, unmuteThread
    case repliesClosed, history, versionOf, backToPost, answers, withoutText
    case toEverybody, toUnlisted, toFollowers, toList, toMentioned

    var wording: Wording {
        switch self {
        case .boosted: ("boosted", "a partagé")
        case .pinned: ("Pinned", "Épinglé")
        case .edited: ("edited {}", "modifié le {}")
        case .inReplyTo: ("in reply to", "en réponse à")
        case .from: ("from", "source :")
        case .via: ("with", "avec")
        case .noDescription: ("Picture without a description", "Image sans description")
        case .show: ("Show", "Afficher")
        case .sensitivePictures: ("Pictures that not everybody wants to see", "Images sensibles")
        case .replies: ("{} reply|{} replies", "{} réponse|{} réponses")
        case .boosts: ("{} boost|{} boosts", "{} partage|{} partages")
        case .favouritesCount: ("{} favourite|{} favourites", "{} favori|{} favoris")
        case .clicks: ("{} click|{} clicks", "{} clic|{} clics")
        case .reply: ("Reply", "Répondre")
        case .boost: ("Boost", "Partager")
        case .favourite: ("Favourite", "Mettre en favori")
        case .bookmark: ("Bookmark", "Garder un signet")
        case .more: ("More", "Plus d’actions")
        case .pin: ("Pin to your profile", "Épingler au profil")
        case .unpin: ("Unpin from your profile", "Ne plus épingler")
        case .edit: ("Edit", "Modifier")
        case .delete: ("Delete", "Supprimer")
        case .closeReplies: ("Close the replies", "Fermer les réponses")
        case .openReplies: ("Open the replies", "Rouvrir les réponses")
        case .muteThread: ("Mute this conversation", "Ne plus suivre cet échange")
        case .unmuteThread: ("Hear of this conversation again", "Suivre à nouveau cet échange")
        case .answers: ("Replies", "Réponses")
        case .repliesClosed: ("Its author has closed the replies.", "L’auteur a fermé les réponses.")
        case .history: ("What this post said", "Ce que disait ce message")
        case .versionOf: ("as of {}", "le {}")
        case .backToPost: ("Back to the post", "Revenir au message")
        case .withoutText: ("A post without words", "Un message sans texte")
        case .toEverybody: ("Everybody", "Tout le monde")
        case .toUnlisted: ("Everybody, but unlisted", "Tout le monde, hors des listes")
        case .toFollowers: ("Followers", "Abonnés")
        case .toList: ("A list", "Une liste")
        case .toMentioned: ("Only those it names", "Seulement les personnes citées")
        }
    }
}

extension Audience {
    /// Whom a post speaks to.
    var label: PostPhrase {
        switch self {
        case .public: .toEverybody
        case .unlisted: .toUnlisted
        case .followers: .toFollowers
        case .list: .toList
        case .direct: .toMentioned
        }
    }
}

/// What is said of what a post announces.
enum CardPhrase: String, Phrase {
    case readArticle, event, listen, watch, openFile, units, point

    var wording: Wording {
        switch self {
        case .readArticle: ("Read the article", "Lire l’article")
        case .event: ("Event", "Événement")
        case .listen: ("Listen", "Écouter")
        case .watch: ("Watch", "Regarder")
        case .openFile: ("Open the file", "Ouvrir le fichier")
        case .units: ("bytes KB MB GB", "octets Ko Mo Go")
        case .point: (".", ",")
        }
    }
}
