"""Every kind of page there is: what it is called, who looks at it, and where it is."""

MANAGER = "ana@secours"


def kinds(scene):
    story = scene.story
    news, question = story.page(story.news), story.page(story.question)
    consent = f"/oauth/authorize?response_type=code&client_id={story.client_id}&scope=read+write"
    consent += "&redirect_uri=urn:ietf:wg:oauth:2.0:oob"
    return [
        ("home", None, "/"),
        ("profile", None, "/@secours"),
        ("replies", None, "/@secours/with_replies"),
        ("followers", None, "/@secours/followers"),
        ("post", None, news),
        ("picture", None, story.page(story.pictured)),
        ("history", None, story.page(story.corrected) + "/history"),
        ("tag", None, "/tags/S%C3%A9isme"),
        ("search", None, "/search?q=secours"),
        ("nothing-found", None, "/search?q=zzzz"),
        ("short-link", None, f"/l/{story.code}+"),
        ("missing", None, "/nothing"),
        ("login", None, "/login"),
        ("own-home", MANAGER, "/"),
        ("own-profile", MANAGER, "/@secours"),
        ("other-profile", MANAGER, "/@leo"),
        ("own-post", MANAGER, news),
        ("compose", MANAGER, "/compose"),
        ("reply", MANAGER, f"/compose?reply={story.question['id']}"),
        ("edit", MANAGER, f"/posts/{story.pictured['id']}/edit"),
        ("delete", MANAGER, f"/posts/{story.pictured['id']}/delete"),
        ("conversation-around", MANAGER, question),
        ("notifications", MANAGER, "/notifications"),
        ("messages", MANAGER, "/messages"),
        ("conversation", MANAGER, f"/messages/{story.conversation}"),
        ("lists", MANAGER, "/lists"),
        ("list", MANAGER, f"/lists/{story.list}"),
        ("members", MANAGER, f"/lists/{story.list}/edit"),
        ("favourites", MANAGER, "/favourites"),
        ("bookmarks", MANAGER, "/bookmarks"),
        ("requests", MANAGER, "/requests"),
        ("followed-tag", MANAGER, "/tags/S%C3%A9isme"),
        ("own-search", MANAGER, "/search?q=secours"),
        ("settings", MANAGER, "/settings"),
        ("blocked", MANAGER, "/settings/blocked"),
        ("sessions", MANAGER, "/settings/sessions"),
        ("consent", MANAGER, consent),
    ]
