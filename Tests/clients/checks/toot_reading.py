"""Timelines, notifications and search, by toot's commands; and its full-screen program."""

from toot import App, User, api
from wishes import expect, expect_in


def shows_timelines(scene):
    toot, tag = scene.toot("leo"), scene.tag()
    toot("follow", "presse")
    post = scene.toot("ana@presse").json("post", f"À la une #{tag}")
    toot("favourite", post["id"])
    for command in (["home"], ["public", "--local"], ["tag", tag], ["account", "presse"], ["favourites"]):
        expect(" ".join(command), toot.json("timelines", *command)[0]["id"], post["id"])
    for options in (["--public"], ["--tag", tag], ["--account", "presse"], []):
        shown = toot("timeline", "--once", "--count", "5", *options)
        expect_in(f"timeline {options}", f"À la une #{tag}", shown)
    expect_in("without signing in", f"À la une #{tag}", toot("timeline", "-1", "-p", "-i", scene.url))
    toot("unfollow", "presse")


def reads_home_to_the_end(scene):
    toot, tag = scene.toot("leo"), scene.tag()
    toot("follow", "presse")
    posts = [str(scene.presse.status_post(f"Numéro {number} #{tag}")["id"]) for number in range(110)]
    app = App(scene.host, scene.url, *scene.app)
    user = User(scene.host, "leo", scene.leo.access_token)
    home = api.home_timeline_generator(app, user, limit=20)
    for pages in (home, api.tag_timeline_generator(app, user, tag, limit=40)):
        read = [status["id"] for page in pages for status in page if tag in status["content"]]
        expect("what is read", read, posts[::-1])
    toot("unfollow", "presse")


def tells_of_notifications(scene):
    toot = scene.toot("mia")
    toot("notifications", "--clear")
    post = toot.json("post", "Dites-moi")["id"]
    scene.toot("leo")("favourite", post)
    scene.toot("leo")("reblog", post)
    scene.toot("leo")("post", "@mia Voilà", "--reply-to", post)
    expect("what happened", [one["type"] for one in toot.json("notifications")], ["mention", "reblog", "favourite"])
    only = toot.json("notifications", "--type", "reblog")
    expect("of one kind", [one["type"] for one in only], ["reblog"])
    rest = toot.json("notifications", "--exclude-type", "reblog", "--exclude-type", "mention")
    expect("of the others", [one["type"] for one in rest], ["favourite"])
    expect_in("it is shown", "Voilà", toot("notifications"))
    toot("notifications", "--clear")
    expect("when they are cleared", toot.json("notifications"), [])


def finds_people_posts_and_tags(scene):
    tag = scene.tag()
    post = scene.toot("ana@secours").json("post", f"Cherchez bien {tag} #{tag}")
    found = scene.toot("leo").json("search", f"bien {tag}", "--type", "statuses", "--limit", "5")
    expect("posts", [one["id"] for one in found["statuses"]], [post["id"]])
    expect("people", scene.toot("leo").json("search", "Service de presse")["accounts"][0]["acct"], "presse")
    expect("tags", scene.toot("leo").json("search", tag)["hashtags"][0]["name"], tag)
    shown = scene.toot("leo")("search", f"secours@{scene.host}", "--resolve")
    expect_in("it is shown", "@secours Secours sans frontières", shown)


def fills_the_screen(scene):
    toot = scene.toot("leo")
    toot("follow", "secours")
    scene.secours.status_post("Plein écran")
    toot.screen("tui", steps=[("Type 'dismiss'", "\n"), ("Plein écran", "q")])
    toot("unfollow", "secours")
