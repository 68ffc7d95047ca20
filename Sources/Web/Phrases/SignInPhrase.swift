/// What is said to somebody who signs in, or chooses a password.
enum SignInPhrase: String, Phrase {
    case name, nameHint, password, signInFirst, wrongPassword, speaksForNobody, formTooOld, signedInAs, goOn
    case choosePassword, choosePasswordHint, newPassword, newPasswordAgain, passwordTooShort, passwordsDiffer
    case setPassword, invitationUsed, invitationUsedHint, welcome

    var wording: Wording {
        switch self {
        case .name: ("Name", "Nom")
        case .nameHint:
            (
                "The name of your account. Only the operator of this site makes accounts.",
                "Le nom de votre compte. Seul l’administrateur de ce site crée des comptes."
            )
        case .password: ("Password", "Mot de passe")
        case .signInFirst: ("Sign in to go on.", "Connectez-vous pour continuer.")
        case .wrongPassword:
            ("This name and this password do not go together.", "Ce nom et ce mot de passe ne vont pas ensemble.")
        case .speaksForNobody:
            (
                "Your account speaks for no profile yet. Please ask the operator of this site.",
                "Votre compte ne parle encore au nom d’aucun profil. Adressez-vous à l’administrateur de ce site."
            )
        case .formTooOld:
            (
                "This form had been open for too long. Please send it once more.",
                "Ce formulaire est resté ouvert trop longtemps. Veuillez l’envoyer encore une fois."
            )
        case .signedInAs: ("You are signed in as {}.", "Vous êtes connecté en tant que {}.")
        case .goOn: ("Go on", "Continuer")
        case .welcome: ("Welcome, {}", "Bienvenue, {}")
        case .choosePassword: ("Choose a password", "Choisissez un mot de passe")
        case .choosePasswordHint:
            (
                "At least {} characters. A few words that do not belong together make a good one.",
                "Au moins {} caractères. Quelques mots sans rapport entre eux font un bon mot de passe."
            )
        case .newPassword: ("New password", "Nouveau mot de passe")
        case .newPasswordAgain: ("The new password once more", "Le nouveau mot de passe encore une fois")
        case .passwordTooShort:
            ("A password has at least {} characters.", "Un mot de passe a au moins {} caractères.")
        case .passwordsDiffer:
            ("These two passwords are not the same.", "Les deux mots de passe ne sont pas les mêmes.")
        case .setPassword: ("Set the password and sign in", "Enregistrer et se connecter")
        case .invitationUsed: ("This link is no longer good", "Ce lien n’est plus valable")
        case .invitationUsedHint:
            (
                "It works once, for a week. If you have chosen a password with it already, sign in; otherwise ask the operator "
                    + "of this site for a new one.",
                "Il sert une seule fois, pendant une semaine. Si vous avez déjà choisi un mot de passe, connectez-vous ; sinon, "
                    + "demandez-en un nouveau à l’administrateur de ce site."
            )
        }
    }
}
