"""Posts, by toot's commands."""

import os

from picture import png
from wishes import expect, expect_in


def posts_answers_and_shows_the_thread(scene):
    first = scene.toot("ana@secours").json("post", "L’été à Noël 🎄 : 5 € #neige", "--language", "fr")
    expect("language and tags", (first["language"], first["tags"][0]["name"]), ("fr", "neige"))
    answer = scene.toot("leo").json("post", "Oui !", "--reply-to", first["id"], "--visibility", "unlisted")
    expect("what it answers", (answer["in_reply_to_id"], answer["visibility"]), (first["id"], "unlisted"))
    last = scene.toot("leo").json("post", "Encore", "--reply-last")
    expect("what it answers", last["in_reply_to_id"], answer["id"])
    context = scene.toot("leo").json("thread", answer["id"])
    expect("before", [one["id"] for one in context["ancestors"]], [first["id"]])
    expect("behind", [one["id"] for one in context["descendants"]], [last["id"]])
    shown = scene.toot("leo")("thread", answer["id"])
    for words in ("L’été à Noël 🎄 : 5 € #neige", "Oui !", "Encore"):
        expect_in("what is shown", words, shown)


def hides_a_post_behind_a_warning(scene):
    post = scene.toot("leo").json("post", "Il meurt", "--spoiler-text", "La fin du film", "--sensitive")
    expect("warning", (post["spoiler_text"], post["sensitive"]), ("La fin du film", True))


def is_told_when_a_post_is_too_long(scene):
    said = scene.toot("leo").complaint("post", "x" * 141)
    expect_in("toot says that it is", "140", said)


def posts_a_picture_with_its_description(scene):
    path = os.path.join(scene.folder, "toot.png")
    with open(path, "wb") as file:
        file.write(png(20, 10))
    post = scene.toot("leo").json("post", "Regardez", "--media", path, "--description", "Un carré bleu")
    [picture] = post["media_attachments"]
    expect("the picture", (picture["type"], picture["description"]), ("image", "Un carré bleu"))
    expect("it is uploaded", scene.toot("leo").json("upload", path)["type"], "image")


def posts_later(scene):
    post = scene.toot("leo").json("post", "Tout à l’heure", "--scheduled-in", "2 hours")
    expect("what is to come", post["params"]["text"], "Tout à l’heure")
    said = scene.toot("leo")("post", "Plus tard", "--scheduled-in", "1d")
    expect_in("what toot says", "Toot scheduled for:", said)


def does_with_posts_what_readers_do(scene):
    post = scene.toot("ana@secours").json("post", "À aimer")["id"]
    toot = scene.toot("leo")
    for command, mark, value in (
        ("favourite", "favourited", True),
        ("unfavourite", "favourited", False),
        ("bookmark", "bookmarked", True),
        ("unbookmark", "bookmarked", False),
        ("unreblog", "reblogged", False),
    ):
        expect(command, toot.json(command, post)[mark], value)
    expect("reblog", toot.json("reblog", post)["reblog"]["reblogged"], True)
    expect("reblogged-by", [one["acct"] for one in toot.json("reblogged-by", post)], ["leo"])
    expect("unreblog", toot.json("unreblog", post)["reblogged"], False)
    toot("bookmark", post)
    expect_in("bookmarks", "À aimer", toot("bookmarks", "--once"))
    own = toot.json("post", "Épinglé")["id"]
    expect("pin", toot.json("pin", own)["pinned"], True)
    expect("unpin", toot.json("unpin", own)["pinned"], False)


def deletes_a_post(scene):
    post = scene.toot("leo").json("post", "Oubliez")
    scene.toot("leo")("delete", post["id"])
    said = scene.toot("leo").complaint("status", post["id"])
    expect_in("what toot says", "not found", said.lower())
