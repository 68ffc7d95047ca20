"""Writing posts, answering them, editing and deleting them, and writing them for later."""

import datetime
import threading
import uuid

from wishes import expect, expect_in, expect_refusal, expect_true, ids

FAMILY = "👩‍👩‍👧‍👦"


def finds_the_posts_of_feeds(scene):
    posts = scene.stranger.account_statuses(scene.id_of("presse"))
    texts = [scene.text(post) for post in posts]
    for title in scene.articles["presse"]:
        [text] = [text for text in texts if text.startswith(title)]
        expect_in("its link", "presse.example.org/", text)
    expect_in("where its card leads", "https://presse.example.org/", scene.stranger.status_card(posts[0])["url"])


def posts_accents_and_emoji_as_they_are(scene):
    tag = scene.tag()
    words = f"L’été à Noël : ça coûte 3 € & <rien> {FAMILY} 🇫🇷 #{tag} https://example.org/é?a=1&b=2"
    post = scene.secours.status_post(words, language="fr", visibility="public")
    expect("the source", scene.secours.status_source(post)["text"], words)
    expect("the tags", [one["name"] for one in post["tags"]], [tag])
    expect("language and audience", (post["language"], post["visibility"]), ("fr", "public"))
    expect_in("markup", "&lt;rien&gt;", post["content"])
    expect_in("the link", 'href="https://example.org/', post["content"])
    expect("whose it is", post["account"]["acct"], "secours")
    expect("a stranger sees it", ids([scene.stranger.status(post)]), ids([post]))


def takes_a_post_however_it_is_written(scene):
    """As JSON, and as forms of both kinds, with every way to say yes."""
    for yes in (True, "true", "True", "1", 1):
        for how in ({"json": {"status": "Oui", "sensitive": yes}}, {"data": {"status": "Oui", "sensitive": yes}}):
            answer = scene.ask("POST", "/api/v1/statuses", scene.leo, **how)
            expect(f"sensitive as {how}", (answer.status_code, answer.json().get("sensitive")), (200, True))
    parts = {"status": (None, "Oui"), "sensitive": (None, "0")}
    answer = scene.ask("POST", "/api/v1/statuses", scene.leo, files=parts)
    expect("sensitive in parts", (answer.status_code, answer.json().get("sensitive")), (200, False))


def counts_140_characters_as_people_do(scene):
    exactly = FAMILY + "é" * 100 + "e\u0301" * 39
    post = scene.secours.status_post(exactly)
    expect("140 characters", scene.secours.status_source(post)["text"].count(FAMILY), 1)
    expect_refusal(422, scene.secours.status_post, exactly + "!")
    expect_refusal(422, scene.secours.status_post, "x" * 130, spoiler_text="y" * 11)
    expect_refusal(422, scene.secours.status_post, "  ")


def posts_once_for_each_idempotency_key(scene):
    key = uuid.uuid4().hex
    once = scene.secours.status_post("Une seule fois.", idempotency_key=key)
    again = scene.secours.status_post("Une seule fois.", idempotency_key=key)
    expect("the second answer", ids([again]), ids([once]))
    other = scene.presse.status_post("Une seule fois.", idempotency_key=key)
    expect("with the same key of somebody else", other["account"]["acct"], "presse")


def posts_once_when_requests_race(scene):
    tag = scene.tag()
    for turn in range(20):
        answers = _race(scene, scene.secours, {"status": f"Course {turn} #{tag}"})
        expect(f"ids of the two answers, turn {turn}", len({answer["id"] for answer in answers}), 1)
    expect("how many posts there are", len(scene.stranger.timeline_hashtag(tag, limit=40)), 20)


def schedules_once_when_requests_race(scene):
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=2)
    for turn in range(5):
        answers = _race(scene, scene.presse, {"status": f"Plus tard {turn}", "scheduled_at": when.isoformat()})
        expect(f"ids of the two answers, turn {turn}", len({answer["id"] for answer in answers}), 1)
    waiting = scene.presse.scheduled_statuses()
    expect("how many wait", len(waiting), 5)
    for one in waiting:
        scene.presse.scheduled_status_delete(one)


def answers_within_a_thread(scene):
    first = scene.secours.status_post("Qui vient samedi ?")
    second = scene.leo.status_reply(first, "Moi !")
    third = scene.secours.status_reply(second, "Merci")
    expect("what it answers", str(second["in_reply_to_id"]), str(first["id"]))
    expect("whom it answers", str(second["in_reply_to_account_id"]), scene.id_of("secours"))
    expect("whom it mentions", [one["acct"] for one in second["mentions"]], ["secours"])
    context = scene.stranger.status_context(second)
    expect("ancestors", ids(context["ancestors"]), ids([first]))
    expect("descendants", ids(context["descendants"]), ids([third]))
    expect("the whole thread", ids(scene.leo.status_context(first)["descendants"]), ids([second, third]))
    expect("replies", scene.leo.status(first)["replies_count"], 1)
    expect_refusal(404, scene.leo.status_post, "À qui ?", in_reply_to_id=1)


def keeps_what_a_post_said_before_it_was_edited(scene):
    post = scene.secours.status_post("Rendez-vous à 14 h", language="fr")
    edited = scene.secours.status_update(post, status="Rendez-vous à 15 h", spoiler_text="Horaire")
    expect("its number", ids([edited]), ids([post]))
    expect("its words", scene.text(scene.stranger.status(post)), "Rendez-vous à 15 h")
    expect_true("it tells when it was edited", edited["edited_at"], edited["edited_at"])
    source = scene.secours.status_source(post)
    expect("its source", (source["text"], source["spoiler_text"]), ("Rendez-vous à 15 h", "Horaire"))
    history = scene.stranger.status_history(post)
    expect("its versions", [scene.text(one) for one in history], ["Rendez-vous à 14 h", "Rendez-vous à 15 h"])
    expect_refusal(404, scene.leo.status_update, post, status="À moi")
    expect_refusal(422, scene.secours.status_update, post, status="x" * 141)


def deletes_a_post_for_everybody(scene):
    post = scene.secours.status_post("À effacer")
    reply = scene.leo.status_reply(post, "Dommage")
    deleted = scene.secours.status_delete(post)
    expect("the source, to write it anew", deleted["text"], "À effacer")
    for person in (scene.secours, scene.leo, scene.stranger):
        expect_refusal(404, person.status, post)
    expect_refusal(404, scene.secours.status_delete, post)
    expect("the answer stays", ids([scene.leo.status(reply)]), ids([reply]))
    other = scene.secours.status_post("À garder")
    expect_refusal(404, scene.leo.status_delete, other)
    expect("it is still there", ids([scene.leo.status(other)]), ids([other]))


def writes_posts_for_later(scene):
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    hour = datetime.timedelta(hours=1)
    key = uuid.uuid4().hex
    planned = scene.secours.status_post("Demain", scheduled_at=now + hour, idempotency_key=key, visibility="unlisted")
    again = scene.secours.status_post("Demain", scheduled_at=now + hour, idempotency_key=key, visibility="unlisted")
    expect("the second answer", ids([again]), ids([planned]))
    expect("what will be posted", (planned["params"]["text"], planned["params"]["visibility"]), ("Demain", "unlisted"))
    expect("what waits", ids(scene.secours.scheduled_statuses()), ids([planned]))
    moved = scene.secours.scheduled_status_update(planned, scheduled_at=now + 2 * hour)
    expect("when", moved["scheduled_at"], now + 2 * hour)
    expect("what is found", ids([scene.secours.scheduled_status(planned)]), ids([planned]))
    expect_refusal(404, scene.leo.scheduled_status, planned)
    expect_refusal(422, scene.secours.status_post, "Trop tôt", scheduled_at=now + hour / 30)
    scene.secours.scheduled_status_delete(planned)
    expect("what waits", ids(scene.secours.scheduled_statuses()), [])
    expect_refusal(404, scene.secours.scheduled_status, planned)


def _race(scene, person, parameters):
    """The answers to one request that is made twice at the same time."""
    key, gate, answers = uuid.uuid4().hex, threading.Barrier(2), []

    def post():
        gate.wait()
        answer = scene.ask("POST", "/api/v1/statuses", person, data=parameters, headers={"Idempotency-Key": key})
        answers.append(answer.json() if answer.ok else {"id": f"{answer.status_code} {answer.text}"})

    threads = [threading.Thread(target=post) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
