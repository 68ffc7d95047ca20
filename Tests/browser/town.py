"""A daemon whose timeline has a bit of everything: two languages, two sources of one profile, tags, short links."""

from stage import Stage

FIELD = [
    ("Réouverture de l’école à Mayotte : deux cents enfants retrouvent leurs classes", "Séisme"),
    ("Deux mille tentes pour la vallée", "Urgence"),
    ("L’eau revient au village", "Eau"),
]
APPEALS = [("Appel aux dons pour l’hiver", "Dons"), ("Cherchons bénévoles à Lyon", "Bénévoles")]
PRESS = [("Conférence de presse lundi à 14 h", "Presse"), ("Bilan de l’année", "Presse")]


class Town(Stage):
    # zoe and max are nobody's friends.
    accounts = {"ana": ["secours", "presse"], "leo": [], "mia": [], "zoe": [], "max": []}

    def feeds(self):
        return {
            "terrain.xml": feed("Nouvelles du terrain", "terrain", FIELD),
            "appels.xml": feed("Appels", "appels", APPEALS),
            "presse.xml": feed("Service de presse", "presse", PRESS),
        }

    def configuration(self):
        address = f"127.0.0.1:{self.port}"
        return {
            "profiles": {
                "secours": {
                    "displayName": "Secours sans frontières",
                    "language": "fr",
                    "bio": "Nos équipes, nos appels, nos résultats.",
                    "url": "https://www.example.org/fr",
                },
                "presse": {"displayName": "Service de presse", "language": "fr"},
            },
            "defaults": {"backlog": 10, "every": "1h", "template": "{title} {link} {tags}", "shorten": "always"},
            "feeds": [
                {"url": "terrain.xml", "profile": "secours"},
                {"url": "appels.xml", "profile": "secours"},
                {"url": "presse.xml", "profile": "presse"},
            ],
            "web": {"listen": address, "publicURL": f"http://{address}", "rateLimit": 100_000},
        }


def feed(title, site, articles):
    items = "".join(
        f"<item><title>{heading}</title><link>https://{site}.example.org/2026/11/article-{number}</link>"
        f"<guid>{site}-{number}</guid><category>{tag}</category>"
        f"<description>Ce qui s’est passé, et ce que nos équipes en disent sur place.</description></item>"
        for number, (heading, tag) in enumerate(articles)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
