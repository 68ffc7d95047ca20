extension PhraseBook {
    static let french = PhraseBook(
        language: .french,
        newestPosts: "Derniers messages",
        olderPosts: "Messages plus anciens",
        newerPosts: "Messages plus récents",
        skipToContent: "Aller aux messages",
        pages: "Autres messages",
        empty: "Rien pour l’instant",
        emptyHint: "Les nouveaux messages apparaîtront ici dès qu’un flux aura du nouveau.",
        nothingFurther: "Il n’y a pas de message plus ancien.",
        readArticle: "Lire l’article",
        follow: "Suivre",
        feeds: "Flux de ce profil",
        timesAreUTC: "Heures en temps universel (UTC).",
        backHome: "Voir les derniers messages",
        shortLink: ("Où mène ce lien", "Il mène à cette adresse, et jamais à une autre."),
        flaws: [
            .badRequest: (
                "Cette adresse n’a pas de sens",
                "Ce qui suit le point d’interrogation ne désigne aucun message."
            ),
            .notFound: ("Cette page n’existe pas", "Elle a peut-être été déplacée, ou l’adresse contient une erreur."),
            .methodNotAllowed: ("Ces pages se lisent, c’est tout", "Ce serveur répond à GET et à HEAD."),
            .addressTooLong: ("Cette adresse est trop longue", "Aucune page de ce site n’a d’adresse si longue."),
            .unavailable: ("De retour dans un instant", "Les messages ne peuvent pas être lus. Réessayez bientôt."),
            .ours: ("Une erreur s’est produite", "C’est de notre fait, et c’est noté."),
        ],
        months: [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
        ],
        dateAndTime: { "\($0) à \($1)" },
        description: { "Les derniers messages publiés sur \($0)." }
    )
}
