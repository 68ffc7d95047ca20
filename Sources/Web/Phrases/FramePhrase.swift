/// What stands around every page.
enum FramePhrase: String, Phrase {
    case skipToContent, backHome, timesAreUTC, search, signIn, signOut, yourPages, notifications, messages, menu
    case unread, everybody, home, settings, sessions, favourites, bookmarks, lists, newPost, speakAs, moreUnread
    case yourProfile, followRequests, previousPage, notDone, views

    var wording: Wording {
        switch self {
        case .skipToContent: ("Skip to the posts", "Aller aux messages")
        case .backHome: ("Go to the newest posts", "Voir les derniers messages")
        case .previousPage: ("Go back", "Revenir en arrière")
        case .views: ("What to show", "Que montrer")
        case .notDone: ("This cannot be done", "Ce n’est pas possible")
        case .timesAreUTC: ("Times are in UTC.", "Heures en temps universel (UTC).")
        case .search: ("Search", "Rechercher")
        case .signIn: ("Sign in", "Se connecter")
        case .signOut: ("Sign out", "Se déconnecter")
        case .yourPages: ("Your pages", "Vos pages")
        case .home: ("Home", "Accueil")
        case .everybody: ("Everybody", "Tout le monde")
        case .notifications: ("Notifications", "Activité")
        case .messages: ("Private messages", "Messages privés")
        case .menu: ("Menu", "Menu du compte")
        case .unread: ("unread", "non lus")
        case .moreUnread: ("News for your other profiles", "Du nouveau pour vos autres profils")
        case .settings: ("Profile and settings", "Profil et réglages")
        case .sessions: ("Password and sessions", "Mot de passe et sessions")
        case .favourites: ("Favourites", "Favoris")
        case .bookmarks: ("Bookmarks", "Signets")
        case .lists: ("Lists", "Listes")
        case .followRequests: ("Follow requests", "Demandes d’abonnement")
        case .newPost: ("New post", "Nouveau message")
        case .speakAs: ("Speak as", "Parler au nom de")
        case .yourProfile: ("Your profile", "Votre profil")
        }
    }
}
