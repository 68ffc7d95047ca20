/// What is said to somebody who may let a program in.
enum ConsentPhrase: String, Phrase {
    case letIn, wantsTo, itsWebsite, asWhichProfile, allow, deny, leadsTo, leadsNowhere, reviewLater
    case yourCode, yourCodeHint, code, consentFailed, tellDeveloper
    case unknownProgram, wrongRedirect, wrongResponseType, wrongScope, wrongChallenge
    case mayRead, mayReadSome, mayWrite, mayWriteSome, mayFollow, mayKnow, mayPush, mayAdmin

    var wording: Wording {
        switch self {
        case .letIn: ("Let {} in?", "Autoriser {} ?")
        case .wantsTo: ("This program wants to:", "Ce programme veut :")
        case .itsWebsite: ("Its website", "Son site")
        case .asWhichProfile: ("As which profile?", "Au nom de quel profil ?")
        case .allow: ("Allow", "Autoriser")
        case .deny: ("Do not allow", "Refuser")
        case .leadsTo: ("Afterwards you are sent to {}.", "Vous serez ensuite redirigé vers {}.")
        case .leadsNowhere:
            (
                "Afterwards you are shown a code for the program.",
                "Un code à donner au programme s’affichera ensuite."
            )
        case .reviewLater:
            (
                "You can take this back at any time, under “Password and sessions”.",
                "Vous pouvez revenir sur cette autorisation à tout moment, sous « Mot de passe et sessions »."
            )
        case .yourCode: ("Your code", "Votre code")
        case .yourCodeHint:
            (
                "Copy it into {}. It is good once, for ten minutes.",
                "Copiez-le dans {}. Il sert une seule fois, pendant dix minutes."
            )
        case .code: ("Code for the program", "Code pour le programme")
        case .consentFailed: ("This program cannot be let in", "Ce programme ne peut pas être autorisé")
        case .tellDeveloper:
            ("Those who make the program can tell why.", "Ceux qui font ce programme sauront pourquoi.")
        case .unknownProgram:
            (
                "It is not registered here, or was forgotten because nobody used it.",
                "Il n’est pas enregistré ici, ou a été oublié faute d’usage."
            )
        case .wrongRedirect:
            (
                "The address to go to afterwards is none of those that the program has registered.",
                "L’adresse de retour n’est pas de celles que le programme a enregistrées."
            )
        case .wrongResponseType:
            (
                "It asks in a way that is not known here; response_type has to be code.",
                "Il demande d’une façon inconnue ici ; response_type doit être code."
            )
        case .wrongScope:
            (
                "It asks for more than it has registered (invalid_scope).",
                "Il demande plus que ce qu’il a enregistré (invalid_scope)."
            )
        case .wrongChallenge:
            (
                "It seals its request in a way that is not known here; code_challenge_method has to be S256.",
                "Il scelle sa demande d’une façon inconnue ici ; code_challenge_method doit être S256."
            )
        case .mayRead:
            (
                "Read everything that you can read: your home timeline, messages, notifications, lists and settings",
                "Lire tout ce que vous pouvez lire : accueil, messages, activité, listes et réglages"
            )
        case .mayReadSome: ("Read: {}", "Lire : {}")
        case .mayWrite:
            (
                "Speak for you and change things: post, delete, favourite, follow, change your profile",
                "Parler en votre nom et modifier : publier, supprimer, mettre en favori, suivre, changer votre profil"
            )
        case .mayWriteSome: ("Change: {}", "Modifier : {}")
        case .mayFollow:
            ("Follow, mute and block people for you", "Suivre, masquer et bloquer des gens en votre nom")
        case .mayKnow: ("Know who you are", "Savoir qui vous êtes")
        case .mayPush: ("Be told when there is news for you", "Être averti quand il y a du nouveau pour vous")
        case .mayAdmin: ("Administer this site (nobody may, here)", "Administrer ce site (personne ne le peut, ici)")
        }
    }
}
