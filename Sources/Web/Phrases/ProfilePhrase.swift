/// What is said of profiles and of what they are to one another.
enum ProfilePhrase: String, Phrase {
    case posts, withReplies, postCount, followingCount, followerCount, followers, following, isLocked, fromSource
    case sources, allSources, hidesThem, nobody, followsYou, editProfile
    case unfollow, cancelRequest, askToFollow, block, unblock, mute, unmute, sendMessage, onLists, saveLists
    case youBlockedIt, accept, reject, removeFollower, hasRequested, blockedProfiles, mutedProfiles, noRequests
    case followTag, unfollowTag

    var wording: Wording {
        switch self {
        case .posts: ("Posts", "Messages")
        case .withReplies: ("Posts and replies", "Messages et réponses")
        case .postCount: ("{} post|{} posts", "{} message|{} messages")
        case .followingCount: ("follows {}|follows {}", "{} abonnement|{} abonnements")
        case .followerCount: ("{} follower|{} followers", "{} abonné|{} abonnés")
        case .followers: ("Followers of {}", "Abonnés de {}")
        case .following: ("Whom {} follows", "Abonnements de {}")
        case .isLocked: ("Whoever wants to follow asks first.", "L’abonnement se fait sur demande.")
        case .fromSource: ("From", "Source :")
        case .sources: ("Where its posts come from", "D’où viennent ses messages")
        case .allSources: ("All posts", "Tous les messages")
        case .hidesThem: ("This profile keeps that to itself.", "Ce profil ne le montre pas.")
        case .nobody: ("Nobody yet", "Personne pour l’instant")
        case .followsYou: ("Follows you", "Vous suit")
        case .editProfile: ("Edit the profile", "Modifier le profil")
        case .unfollow: ("Unfollow", "Ne plus suivre")
        case .cancelRequest: ("Take the request back", "Annuler la demande")
        case .askToFollow: ("Ask to follow", "Demander à suivre")
        case .block: ("Block", "Bloquer")
        case .unblock: ("Unblock", "Débloquer")
        case .mute: ("Mute", "Masquer")
        case .unmute: ("Unmute", "Ne plus masquer")
        case .sendMessage: ("Send a private message", "Envoyer un message privé")
        case .onLists: ("On your lists", "Dans vos listes")
        case .saveLists: ("Save the lists", "Enregistrer les listes")
        case .youBlockedIt: ("You have blocked this profile.", "Vous avez bloqué ce profil.")
        case .accept: ("Accept", "Accepter")
        case .reject: ("Turn away", "Refuser")
        case .removeFollower: ("Remove as follower", "Retirer des abonnés")
        case .hasRequested: ("Wants to follow you", "Demande à vous suivre")
        case .blockedProfiles: ("Blocked profiles", "Profils bloqués")
        case .mutedProfiles: ("Muted profiles", "Profils masqués")
        case .noRequests: ("Nobody waits for an answer.", "Personne n’attend de réponse.")
        case .followTag: ("Follow this tag", "Suivre ce mot-dièse")
        case .unfollowTag: ("Unfollow this tag", "Ne plus suivre ce mot-dièse")
        }
    }
}
