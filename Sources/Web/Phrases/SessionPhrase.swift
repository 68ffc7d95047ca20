/// What is said about passwords and about where somebody is signed in.
enum SessionPhrase: String, Phrase {
    case browsers, programs, thisBrowser, lastUsed, since, speaksAs, mayDo, endSession, takeBack, noPrograms
    case changePassword, oldPassword, changePasswordHint, wrongOldPassword, passwordChanged, savePassword

    var wording: Wording {
        switch self {
        case .browsers: ("Browsers", "Navigateurs")
        case .programs: ("Programs that you have let in", "Programmes que vous avez autorisés")
        case .noPrograms: ("You have let no program in.", "Vous n’avez autorisé aucun programme.")
        case .thisBrowser: ("this browser", "ce navigateur")
        case .lastUsed: ("last used {}", "utilisé le {}")
        case .since: ("since {}", "depuis le {}")
        case .speaksAs: ("as {}", "au nom de {}")
        case .mayDo: ("may: {}", "autorisé : {}")
        case .endSession: ("Sign it out", "Déconnecter")
        case .takeBack: ("Take its access back", "Retirer l’accès")
        case .changePassword: ("Change the password", "Changer de mot de passe")
        case .oldPassword: ("Present password", "Mot de passe actuel")
        case .changePasswordHint:
            (
                "All other browsers and all programs are signed out.",
                "Tous les autres navigateurs et tous les programmes seront déconnectés."
            )
        case .wrongOldPassword: ("This is not your present password.", "Ce n’est pas votre mot de passe actuel.")
        case .passwordChanged:
            (
                "Your password is changed. You are signed in on this browser alone.",
                "Votre mot de passe est changé. Vous n’êtes plus connecté que sur ce navigateur."
            )
        case .savePassword: ("Save the new password", "Enregistrer le nouveau mot de passe")
        }
    }
}
