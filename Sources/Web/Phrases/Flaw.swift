extension PhraseBook {
    /// Why a page cannot be shown, or a form not be taken.
    enum Flaw: Sendable, CaseIterable {
        case badRequest
        case notFound
        case gone
        case formExpired
        case methodNotAllowed
        case addressTooLong
        case tooLarge
        case busy
        case unavailable
        case ours
    }
}

extension PhraseBook.Flaw {
    var title: Wording {
        switch self {
        case .badRequest: ("This request makes no sense", "Cette demande n’a pas de sens")
        case .notFound: ("This page does not exist", "Cette page n’existe pas")
        case .gone: ("This post was deleted", "Ce message a été supprimé")
        case .formExpired: ("Please send this once more", "Veuillez envoyer encore une fois")
        case .methodNotAllowed: ("These pages can only be read", "Ces pages se lisent, c’est tout")
        case .addressTooLong: ("This address is too long", "Cette adresse est trop longue")
        case .tooLarge: ("This is too much at once", "C’est trop à la fois")
        case .busy: ("One moment, please", "Un instant, s’il vous plaît")
        case .unavailable: ("Back in a moment", "De retour dans un instant")
        case .ours: ("Something went wrong here", "Une erreur s’est produite")
        }
    }

    var text: Wording {
        switch self {
        case .badRequest:
            (
                "What was asked for does not name anything of this timeline.",
                "Ce qui est demandé ne désigne rien de ce site."
            )
        case .notFound:
            (
                "It may have moved, or the address has a mistake in it.",
                "Elle a peut-être été déplacée, ou l’adresse contient une erreur."
            )
        case .gone: ("Its author has taken it back.", "Son auteur l’a retiré.")
        case .formExpired:
            (
                "The form had been open for too long, or somebody else signed in meanwhile. Nothing was changed. Go back, "
                    + "reload the page and try again.",
                "Le formulaire est resté ouvert trop longtemps, ou quelqu’un d’autre s’est connecté entre-temps. Rien n’a été "
                    + "modifié. Revenez en arrière, rechargez la page et réessayez."
            )
        case .methodNotAllowed: ("This server answers GET and HEAD here.", "Ce serveur répond ici à GET et à HEAD.")
        case .addressTooLong:
            ("No page of this site has an address of that length.", "Aucune page de ce site n’a d’adresse si longue.")
        case .tooLarge:
            (
                "A picture has at most ten megabytes, and what is written in a form at most one.",
                "Une image a au plus dix mégaoctets, et ce qu’on écrit dans un formulaire au plus un."
            )
        case .busy:
            (
                "Many people are signing in right now. Please try again in a minute.",
                "Beaucoup de monde se connecte en ce moment. Réessayez dans une minute."
            )
        case .unavailable:
            (
                "The timeline cannot be read right now. Please try again shortly.",
                "Les messages ne peuvent pas être lus. Réessayez bientôt."
            )
        case .ours: ("The fault is ours, and it was written down.", "C’est de notre fait, et c’est noté.")
        }
    }
}
