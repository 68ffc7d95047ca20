"""Who sees a post that is not for everybody, in every place where posts are shown."""

from listening import listen
from wishes import expect, expect_among, expect_not_among, expect_refusal, ids


def keeps_a_post_for_followers_from_everybody_else(scene):
    tag = scene.tag()
    scene.leo.account_follow(scene.id_of("secours"))
    follower, other = listen(scene.leo.stream_user), listen(scene.mia.stream_user)
    passer_by = listen(scene.stranger.stream_public)
    before = scene.secours.status_post(f"Pour tous {tag} #{tag}")
    post = scene.secours.status_post(f"Aux abonnés {tag} #{tag}", visibility="private", in_reply_to_id=before)
    expect("a follower is told", [follower.next() for _ in range(2)], [("update", one) for one in ids([before, post])])
    expect("the public stream", passer_by.next(), ("update", ids([before])[0]))
    expect("what others are told", [*other.waiting(), *passer_by.waiting()], [])
    _expect_seen(scene, scene.secours, before, post, tag)
    _expect_seen(scene, scene.leo, before, post, tag)
    _expect_unseen(scene, scene.mia, before, post, tag)
    _expect_unseen(scene, scene.stranger, before, post, tag)
    expect_among("it is at home", post, scene.leo.timeline_home())
    expect_refusal(404, scene.mia.status_post, "J’ai tout lu", in_reply_to_id=post)
    scene.leo.account_unfollow(scene.id_of("secours"))
    _expect_unseen(scene, scene.leo, before, post, tag)


def does_not_boost_what_is_not_for_everybody(scene):
    scene.leo.account_follow(scene.id_of("secours"))
    post = scene.secours.status_post("Entre nous", visibility="private")
    expect_refusal(403, scene.leo.status_reblog, post)
    expect_refusal(404, scene.mia.status_reblog, post)
    scene.leo.account_unfollow(scene.id_of("secours"))


def leaves_an_unlisted_post_out_of_public_timelines(scene):
    tag = scene.tag()
    post = scene.secours.status_post(f"Discrètement #{tag}", visibility="unlisted")
    expect("anybody may read it", ids([scene.stranger.status(post)]), ids([post]))
    expect_among("on the profile", post, scene.stranger.account_statuses(scene.id_of("secours")))
    for timeline in (scene.stranger.timeline_public(), scene.stranger.timeline_hashtag(tag)):
        expect_not_among("not in public", post, timeline)


def shows_a_message_to_whom_it_names_alone(scene):
    tag = scene.tag()
    scene.mia.account_follow(scene.id_of("leo"))
    before = scene.leo.status_post(f"Qui veut savoir ? {tag}")
    post = scene.leo.status_post(f"@secours Un secret {tag} #{tag}", visibility="direct", in_reply_to_id=before)
    expect("whom it names sees it", ids([scene.secours.status(post)]), ids([post]))
    expect_among("whom it names finds it", post, _found(scene.secours, tag))
    for person in (scene.mia, scene.presse, scene.stranger):
        _expect_unseen(scene, person, before, post, tag)
    scene.mia.account_unfollow(scene.id_of("leo"))


def keeps_posts_from_whom_their_author_blocks(scene):
    tag = scene.tag()
    before = scene.secours.status_post(f"Ouvert {tag}")
    post = scene.secours.status_post(f"Ouvert aussi {tag} #{tag}", in_reply_to_id=before)
    scene.secours.account_block(scene.id_of("mia"))
    for hidden in (before, post):
        expect_refusal(404, scene.mia.status, hidden)
    expect("what is found", ids(_found(scene.mia, tag)), [])
    expect("the tag", ids(scene.mia.timeline_hashtag(tag)), [])
    scene.secours.account_unblock(scene.id_of("mia"))
    expect("what is found", sorted(ids(_found(scene.mia, tag))), sorted(ids([before, post])))


def _places(scene, person, before, tag, author):
    """Where the post, an answer to `before`, could be met with."""
    return {
        "context": person.status_context(before)["descendants"],
        "tag timeline": person.timeline_hashtag(tag),
        "profile": person.account_statuses(author),
    }


def _found(person, words):
    return person.search_v2(words, result_type="statuses")["statuses"]


def _expect_seen(scene, person, before, post, tag):
    expect("the post", ids([person.status(post)]), ids([post]))
    for place, found in _places(scene, person, before, tag, post["account"]["id"]).items():
        # A tag's timeline is public, as Mastodon's is, whoever looks.
        if place != "tag timeline":
            expect_among(f"it is in the {place}", post, found)
    expect_among("it is found", post, _found(person, tag))


def _expect_unseen(scene, person, before, post, tag):
    for look in ("status", "status_context", "status_history", "status_favourited_by", "status_reblogged_by"):
        expect_refusal(404, getattr(person, look), post)
    for place, found in _places(scene, person, before, tag, post["account"]["id"]).items():
        expect_not_among(f"it is not in the {place}", post, found)
    if person is not scene.stranger:
        for act in ("status_favourite", "status_bookmark", "status_source"):
            expect_refusal(404, getattr(person, act), post)
        for words in (tag, post["url"]):
            expect_not_among("it is not found", post, _found(person, words))
    expect_not_among("it is not in public", post, person.timeline_public())
