/// What is said about the settings of a profile.
enum SettingsPhrase: String, Phrase {
    case displayName, bio, profileLanguage, fields, fieldsHint, fieldNumber, fieldName, fieldValue, lockProfile
    case lockProfileHint, discoverable, discoverableHint, hideRelations, usualAudience, saved, setInFileHint,
        blockedAndMuted
    case saveProfile, profilePictures, avatar, banner, takeAway, account

    var wording: Wording {
        switch self {
        case .displayName: ("Name to show", "Nom affiché")
        case .bio: ("Description", "Description")
        case .profileLanguage: ("Language of its posts", "Langue de ses messages")
        case .fields: ("Further lines", "Autres lignes")
        case .fieldsHint:
            ("Such as a website, an address, office hours.", "Par exemple un site, une adresse, des horaires.")
        case .fieldNumber: ("Line {}", "Ligne {}")
        case .fieldName: ("Label", "Intitulé")
        case .fieldValue: ("Content", "Contenu")
        case .lockProfile: ("Let me accept my followers", "Accepter moi-même mes abonnés")
        case .lockProfileHint:
            (
                "Whoever wants to follow asks first. If you open your profile, all who wait are let in.",
                "L’abonnement se fait sur demande. Si vous ouvrez votre profil, tous ceux qui attendent sont acceptés."
            )
        case .discoverable: ("Let search engines find it", "Le laisser trouver par les moteurs de recherche")
        case .discoverableHint:
            (
                "Otherwise its pages ask them not to list it.",
                "Sinon, ses pages leur demandent de ne pas le répertorier."
            )
        case .hideRelations:
            ("Hide whom it follows and who follows it", "Cacher ses abonnements et ses abonnés")
        case .usualAudience: ("Whom new posts are for at first", "À qui s’adressent d’abord les nouveaux messages")
        case .saved: ("Saved.", "C’est enregistré.")
        case .setInFileHint:
            (
                "The name, the description and the language of this profile are set in feeds.json, by the operator of this "
                    + "site.",
                "Le nom, la description et la langue de ce profil sont fixés dans feeds.json, par l’administrateur de ce "
                    + "site."
            )
        case .blockedAndMuted: ("Blocked and muted profiles", "Profils bloqués et masqués")
        case .profilePictures: ("Pictures of the profile", "Images du profil")
        case .avatar: ("Face", "Portrait")
        case .banner: ("Banner", "Bannière")
        case .takeAway: ("Take it away", "La retirer")
        case .account: ("Your account", "Votre compte")
        case .saveProfile: ("Save", "Enregistrer")
        }
    }
}
