/// What is said to somebody who writes.
enum WritingPhrase: String, Phrase {
    case whatToSay, replyTo, newWords, send, save, toWhom, listCalled, language, warning, warningHint, charactersLeft
    case lengthHint, charactersOver, moreOptions, pictures, addPicture, picture, pictureHint, attach, leaveOut,
        sensitive, pictureDescription, editPost, replyingTo, sent
    case deleteQuestion, deleteHint, deleteIt, keepIt
    case tooLong, tooLongWithWarning, saysNothing, tooDense, invisibleCharacter
    case repliesAreClosed, fivePinned, notForBoosts, listTitleLength, listTitleTaken, nobodyFollowsThemselves
    case noPicture, brokenPicture, pictureTooLarge, pictureTooWide, choosePicture, tooManyPictures, descriptionLength
    case pictureGone, fourPictures
    case noSuchProfileNamed, nameLength, bioLength, fieldLength, setInFile, unblockFirst

    var wording: Wording {
        switch self {
        case .whatToSay: ("What is there to say?", "Qu’avez-vous à dire ?")
        case .replyTo: ("Reply to {}", "Répondre à {}")
        case .replyingTo: ("You are answering this", "Vous répondez à ceci")
        case .newWords: ("What the post says", "Ce que dit le message")
        case .send: ("Publish", "Publier")
        case .sent: ("Send", "Envoyer")
        case .save: ("Save", "Enregistrer")
        case .toWhom: ("To whom", "Pour qui")
        case .listCalled: ("The list “{}”", "La liste « {} »")
        case .language: ("Language", "Langue")
        case .warning: ("Warning in front of it", "Avertissement")
        case .warningHint:
            (
                "The post is covered by it until somebody opens it.",
                "Le message reste caché derrière lui jusqu’à ce qu’on l’ouvre."
            )
        case .lengthHint: ("At most {} characters.", "Au plus {} caractères.")
        case .pictures: ("Pictures", "Images")
        case .addPicture: ("Add a picture", "Ajouter une image")
        case .picture: ("Picture", "Image")
        case .pictureHint: ("PNG, JPEG, GIF or WebP, of at most {} MB.", "PNG, JPEG, GIF ou WebP, de {} Mo au plus.")
        case .attach: ("Attach it and write on", "Joindre et continuer")
        case .leaveOut: ("Leave it out", "La retirer")
        case .charactersLeft: ("{} character left|{} characters left", "{} caractère restant|{} caractères restants")
        case .charactersOver:
            ("{} character too many|{} characters too many", "{} caractère de trop|{} caractères de trop")
        case .moreOptions: ("More options", "Plus d’options")
        case .sensitive: ("Cover the pictures", "Cacher les images")
        case .pictureDescription: ("Description for those who cannot see it", "Description pour qui ne la voit pas")
        case .editPost: ("Edit the post", "Modifier le message")
        case .deleteQuestion: ("Delete this post?", "Supprimer ce message ?")
        case .deleteHint:
            (
                "It disappears for everybody, with its boosts and favourites. It cannot be brought back.",
                "Il disparaît pour tout le monde, avec ses partages et ses favoris. On ne peut pas le faire revenir."
            )
        case .deleteIt: ("Delete it", "Le supprimer")
        case .keepIt: ("Keep it", "Le garder")
        case .tooLong:
            ("This is {} characters long, and a post has {}.", "Ce texte a {} caractères, et un message en a {}.")
        case .tooLongWithWarning:
            (
                "With its warning this is {} characters long, and a post has {}.",
                "Avec son avertissement, ce texte a {} caractères, et un message en a {}."
            )
        case .saysNothing: ("A post has to say something.", "Un message doit dire quelque chose.")
        case .tooDense:
            (
                "There are too many marks stacked on these letters.",
                "Trop de signes sont empilés sur ces lettres."
            )
        case .invisibleCharacter:
            (
                "This holds a character that cannot be seen and could disturb the text around it.",
                "Ce texte contient un caractère invisible qui pourrait perturber ce qui l’entoure."
            )
        case .repliesAreClosed:
            ("Its author has closed the replies to this post.", "L’auteur de ce message a fermé les réponses.")
        case .fivePinned:
            (
                "Five posts are pinned already. Take one of them down first.",
                "Cinq messages sont déjà épinglés. Retirez-en un d’abord."
            )
        case .notForBoosts:
            (
                "This post is not for everybody, and so cannot be boosted.",
                "Ce message n’est pas pour tout le monde : il ne peut pas être partagé."
            )
        case .listTitleLength:
            ("A list’s title has 1 to 100 characters.", "Le titre d’une liste a de 1 à 100 caractères.")
        case .listTitleTaken: ("You have a list of that title already.", "Vous avez déjà une liste de ce titre.")
        case .nobodyFollowsThemselves: ("Nobody follows themselves.", "On ne se suit pas soi-même.")
        case .noPicture:
            (
                "This file is no picture of the kinds PNG, JPEG, GIF and WebP.",
                "Ce fichier n’est pas une image PNG, JPEG, GIF ou WebP."
            )
        case .brokenPicture:
            (
                "The picture is damaged or incomplete. Save it anew and send that.",
                "L’image est endommagée ou incomplète. Enregistrez-la à nouveau, puis envoyez-la."
            )
        case .pictureTooLarge:
            (
                "The picture is larger than 10 MB. Make it smaller and try again.",
                "L’image dépasse 10 Mo. Réduisez-la et réessayez."
            )
        case .pictureTooWide:
            (
                "The picture has too many pixels. Make it smaller and try again.",
                "L’image a trop de pixels. Réduisez-la et réessayez."
            )
        case .choosePicture: ("Choose a picture first.", "Choisissez d’abord une image.")
        case .tooManyPictures:
            (
                "These are many pictures in a short time. Please wait half an hour.",
                "Cela fait beaucoup d’images en peu de temps. Attendez une demi-heure."
            )
        case .descriptionLength:
            (
                "A description of a picture has at most 1,500 characters.",
                "La description d’une image a au plus 1 500 caractères."
            )
        case .pictureGone:
            (
                "A picture of this post is not there any more. Choose it once more.",
                "Une image de ce message n’est plus là. Choisissez-la à nouveau."
            )
        case .fourPictures: ("A post holds at most four pictures.", "Un message contient au plus quatre images.")
        case .noSuchProfileNamed: ("There is no profile of that name.", "Aucun profil ne porte ce nom.")
        case .nameLength: ("A name has 1 to 30 characters.", "Un nom a de 1 à 30 caractères.")
        case .bioLength: ("A description has at most 500 characters.", "Une description a au plus 500 caractères.")
        case .fieldLength:
            (
                "A profile has at most four fields, of at most 255 characters each.",
                "Un profil a au plus quatre champs, de 255 caractères au plus."
            )
        case .setInFile:
            (
                "The name, the description and the language of this profile are set in feeds.json.",
                "Le nom, la description et la langue de ce profil sont fixés dans feeds.json."
            )
        case .unblockFirst:
            ("You have blocked this profile. Unblock it first.", "Vous avez bloqué ce profil. Débloquez-le d’abord.")
        }
    }
}
