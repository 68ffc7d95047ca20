/// What is said about lists of profiles.
enum ListPhrase: String, Phrase {
    case noLists, listsHint, title, makeList, editList, members, nameOfProfile, addMember, takeFromList, deleteList
    case deleteListHint, emptyListHint, isExclusive, whichReplies, repliesToFollowed, repliesToMembers, noReplies
    case noMembers

    var wording: Wording {
        switch self {
        case .noLists: ("You have no lists yet.", "Vous n’avez pas encore de liste.")
        case .listsHint:
            (
                "A list holds profiles that you read together. You can also speak to a list alone: only those on it read "
                    + "that.",
                "Une liste réunit des profils que vous lisez ensemble. Vous pouvez aussi parler à une liste seulement : "
                    + "seuls ceux qui y sont lisent ce message."
            )
        case .title: ("Title", "Titre")
        case .makeList: ("Make a list", "Créer une liste")
        case .editList: ("Members and settings of this list", "Membres et réglages de cette liste")
        case .members: ("Members", "Membres")
        case .noMembers: ("Nobody is on this list yet.", "Personne n’est encore dans cette liste.")
        case .nameOfProfile: ("Name of a profile", "Nom d’un profil")
        case .addMember: ("Add", "Ajouter")
        case .takeFromList: ("Take from the list", "Retirer de la liste")
        case .deleteList: ("Delete the list", "Supprimer la liste")
        case .deleteListHint:
            (
                "What was said to the list is then read by its author alone.",
                "Ce qui a été dit à la liste n’est ensuite lu que par son auteur."
            )
        case .emptyListHint:
            ("What its members say appears here.", "Ce que disent ses membres apparaîtra ici.")
        case .isExclusive:
            ("Leave its members out of the home timeline", "Ne pas montrer ses membres dans l’accueil")
        case .whichReplies: ("Which replies of its members to show", "Quelles réponses de ses membres montrer")
        case .repliesToFollowed: ("Those to profiles that you follow", "Celles à des profils que vous suivez")
        case .repliesToMembers: ("Those to other members", "Celles à d’autres membres")
        case .noReplies: ("None", "Aucune")
        }
    }
}
