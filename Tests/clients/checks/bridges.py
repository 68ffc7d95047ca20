"""Programs that announce feeds: set up and run as their manuals say, against a feed of ours."""

import contextlib
import functools
import http.server
import os
import threading

from picture import png
from wishes import expect

ENTRIES = {"premier": "L’eau est revenue à Éguilles 💧", "second": "Deux écoles rouvrent lundi"}


def feediverse_posts_its_feed(scene):
    tag = scene.tag()
    with _publisher(scene, tag, with_picture=True) as feed:
        feediverse = scene.program_of("feediverse", "feediverse")
        config = os.path.join(feediverse.home, "feediverse.yml")
        answers = [scene.url, "n", "feediverse", "leo", scene.password("leo"), feed, "y", "y"]
        feediverse("--config", config, "--verbose", typed="\n".join(answers) + "\n")
        expect("its posts", _texts(scene, "leo"), [f"{title} {feed}{name}" for name, title in ENTRIES.items()])
        picture = scene.stranger.account_statuses(scene.id_of("leo"))[0]["media_attachments"][0]
        answer = scene.ask("GET", picture["url"].removeprefix(scene.url))
        expect("its picture", (answer.status_code, answer.headers["Content-Type"]), (200, "image/png"))
        feediverse("--config", config)
        expect("its posts when it runs again", len(_texts(scene, "leo")), 2)


def feed2toot_posts_its_feed(scene):
    with _publisher(scene, scene.tag()) as feed:
        registration = scene.program_of("register_feed2toot_app", "feed2toot")
        registration(typed=f"{scene.url}\nmia@example.org\n{scene.password('mia')}\n")
        feed2toot = scene.program_of("feed2toot", "feed2toot")
        config = os.path.join(feed2toot.home, "feed2toot.ini")
        with open(config, "w") as file:
            file.write(
                f"""[mastodon]
instance_url={scene.url}
client_credentials={feed2toot.home}/feed2toot_clientcred.txt
user_credentials={feed2toot.home}/feed2toot_usercred.txt
toot_visibility=public
[cache]
cachefile={feed2toot.home}/feed2toot.db
[lock]
lock_file={feed2toot.home}/feed2toot.lock
[rss]
uri={feed}
toot={{title}} {{link}}
"""
            )
        feed2toot("--config", config)
        wanted = [f"{title} {feed}{name}" for name, title in ENTRIES.items()]
        # It adds the categories of an entry as tags.
        texts = _texts(scene, "mia")
        expect("its posts", [text.partition(" #")[0] for text in texts], wanted)
        feed2toot("--config", config)
        expect("its posts when it runs again", len(_texts(scene, "mia")), 2)


def _texts(scene, name):
    """The oldest first."""
    posts = scene.stranger.account_statuses(scene.id_of(name))
    return [scene.leo.status_source(post)["text"] for post in reversed(posts)]


@contextlib.contextmanager
def _publisher(scene, tag, with_picture=False):
    """A feed on loopback; its address."""
    documents = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            kind, body = documents[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{server.server_port}"
    image = f'<img src="{address}/picture.png">' if with_picture else ""
    documents["/picture.png"] = "image/png", png(12, 12)
    documents["/"] = "application/atom+xml", _feed(address, tag, image).encode()
    threading.Thread(target=functools.partial(server.serve_forever, 0.1), daemon=True).start()
    try:
        yield address + "/"
    finally:
        server.shutdown()


def _feed(address, tag, image):
    """Atom (RFC 4287), the newest entry first."""
    summary = f"Ce qui s’est passé. {image}".replace("<", "&lt;")
    entries = [
        f"<entry><id>{address}/{name}</id><title>{title}</title><link href='{address}/{name}'/><category term='{tag}'/>"
        f"<updated>2026-01-0{day}T12:00:00Z</updated><summary type='html'>{summary}</summary></entry>"
        for day, (name, title) in enumerate(ENTRIES.items(), 1)
    ]
    return (
        f"<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'><id>{address}/</id>"
        f"<title>Terrain</title><updated>2026-01-02T12:00:00Z</updated>{''.join(reversed(entries))}</feed>"
    )
