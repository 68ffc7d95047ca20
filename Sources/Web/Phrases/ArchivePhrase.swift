/// What the pages of an archive say of themselves.
enum ArchivePhrase: String, Phrase {
    case byMonth, holdsPrivatePosts, archiveIndex

    var wording: Wording {
        switch self {
        case .byMonth: ("Posts by month", "Messages par mois")
        case .holdsPrivatePosts:
            (
                "These pages hold posts that are not for everybody: each of them says for whom.",
                "Ces pages contiennent des messages qui ne s’adressent pas à tout le monde : chacun dit à qui."
            )
        case .archiveIndex: ("All months", "Tous les mois")
        }
    }
}
