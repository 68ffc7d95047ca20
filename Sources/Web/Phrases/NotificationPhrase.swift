/// What is said of things that concern somebody, each after the name of whoever did them.
enum NotificationPhrase: String, Phrase {
    case all, onlyMentions, newsFor, isNew, noNews, newer, older
    case answeredYou, namedYou, wroteToYou, saidSomething, boostedYou, followedYou, askedToFollow, favouritedYou
    case editedPost
    case noMessages, messagesHint, withWhom, markUnread, removeConversation, you, writeMessage

    var wording: Wording {
        switch self {
        case .all: ("Everything", "Tout")
        case .onlyMentions: ("Replies and mentions", "Réponses et mentions")
        case .newsFor: ("News for {}", "Du nouveau pour {}")
        case .isNew: ("New", "Nouveau")
        case .noNews: ("Nothing has happened yet.", "Il ne s’est encore rien passé.")
        case .newer: ("Newer", "Plus récent")
        case .older: ("Older", "Plus ancien")
        case .answeredYou: ("answered you", "vous a répondu")
        case .namedYou: ("mentioned you", "vous a cité")
        case .wroteToYou: ("wrote to you privately", "vous a écrit en privé")
        case .saidSomething: ("has published", "a publié")
        case .boostedYou: ("boosted your post", "a partagé votre message")
        case .followedYou: ("follows you now", "vous suit maintenant")
        case .askedToFollow: ("asks to follow you", "demande à vous suivre")
        case .favouritedYou: ("likes your post", "aime votre message")
        case .editedPost: ("edited a post that you boosted", "a modifié un message que vous avez partagé")
        case .noMessages: ("There are no private messages.", "Il n’y a pas de message privé.")
        case .messagesHint:
            (
                "Only those who are named in a message read it. It is not encrypted: whoever operates this site could read it.",
                "Seules les personnes citées dans un message le lisent. Il n’est pas chiffré : l’administrateur de ce site "
                    + "pourrait le lire."
            )
        case .withWhom: ("With {}", "Avec {}")
        case .markUnread: ("Mark as unread", "Marquer comme non lu")
        case .removeConversation: ("Put it away", "Ranger")
        case .you: ("yourself", "vous-même")
        case .writeMessage: ("Write a message", "Écrire un message")
        }
    }
}
