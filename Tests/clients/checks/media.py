"""Pictures and what they show."""

from picture import png
from wishes import expect, expect_among, expect_refusal, expect_true, ids

WORDS = "Trois tentes sous la pluie, vues d’en haut."


def uploads_a_picture_with_its_description(scene):
    picture = scene.secours.media_post(png(64, 48), "image/png", description=WORDS, focus=(0.5, -0.5))
    expect("type and description", (picture["type"], picture["description"]), ("image", WORDS))
    size = picture["meta"]["original"]
    expect("its size", (size["width"], size["height"]), (64, 48))
    expect("its focus", (picture["meta"]["focus"]["x"], picture["meta"]["focus"]["y"]), (0.5, -0.5))
    changed = scene.secours.media_update(picture, description="Quatre tentes.")
    expect("its description", changed["description"], "Quatre tentes.")
    expect("what is found", ids([scene.secours.media(picture)]), ids([picture]))
    expect_refusal(404, scene.leo.media, picture)


def serves_a_picture_as_what_it_is(scene):
    picture = scene.secours.media_post(png(30, 20), "image/png", description=WORDS)
    post = scene.secours.status_post("Vu du ciel", media_ids=[picture], sensitive=True)
    [shown] = scene.stranger.status(post)["media_attachments"]
    expect("number and description", (str(shown["id"]), shown["description"]), (str(picture["id"]), WORDS))
    expect("sensitive", post["sensitive"], True)
    for name in ("url", "preview_url"):
        answer = scene.ask("GET", shown[name].removeprefix(scene.url))
        expect(f"{name} is served", (answer.status_code, answer.headers["Content-Type"]), (200, "image/png"))
        expect("whether browsers may guess", answer.headers.get("X-Content-Type-Options"), "nosniff")
        expect(f"the first bytes of {name}", answer.content[:4], b"\x89PNG")
    listed = scene.stranger.account_statuses(scene.id_of("secours"), only_media=True)
    expect_among("among the posts with pictures", post, listed)


def posts_pictures_without_words(scene):
    pictures = [scene.secours.media_post(png(8, 8 + number), "image/png") for number in range(4)]
    post = scene.secours.status_post("", media_ids=pictures)
    expect("its pictures, in their order", ids(post["media_attachments"]), ids(pictures))
    fifth = scene.secours.media_post(png(8, 8), "image/png")
    five = [*(scene.secours.media_post(png(8, 8), "image/png") for _ in range(4)), fifth]
    expect_refusal(422, scene.secours.status_post, "Cinq", media_ids=five)
    expect_refusal(422, scene.leo.status_post, "Pas à moi", media_ids=[fifth])


def keeps_pictures_when_words_change(scene):
    picture = scene.secours.media_post(png(8, 8), "image/png")
    post = scene.secours.status_post("Avant", media_ids=[picture])
    edited = scene.secours.status_update(post, status="Après", media_ids=[picture])
    expect("its pictures", ids(edited["media_attachments"]), ids([picture]))


def refuses_what_is_no_picture(scene):
    expect_refusal(422, scene.secours.media_post, b"<svg onload='alert(1)'/>", "image/png")
    expect_refusal(422, scene.secours.media_post, png(8, 8)[:40], "image/png")


def shows_a_new_portrait(scene):
    seen = scene.leo.account_update_credentials(avatar=png(40, 40), avatar_mime_type="image/png")
    answer = scene.ask("GET", seen["avatar"].removeprefix(scene.url))
    expect("the portrait", (answer.status_code, answer.headers["Content-Type"]), (200, "image/png"))


def stops_those_who_upload_too_much(scene):
    for _ in range(31):
        answer = scene.ask("POST", "/api/v2/media", scene.mia, files={"file": ("a.png", png(1, 1), "image/png")})
    expect("the last of 31 pictures", (answer.status_code, list(answer.json())), (429, ["error"]))
    expect_true("when to come back", int(answer.headers["Retry-After"]) > 60, answer.headers)
