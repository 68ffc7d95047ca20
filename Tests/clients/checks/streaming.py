"""What happens, told while it happens: within two seconds."""

from listening import listen
from wishes import expect, ids


def is_healthy(scene):
    expect("stream_healthy", scene.leo.stream_healthy(), True)


def tells_of_posts_edits_and_deletions(scene):
    scene.leo.account_follow(scene.id_of("secours"))
    listener = listen(scene.leo.stream_user)
    post = scene.secours.status_post("En direct")
    expect("a post", listener.next(), ("update", ids([post])[0]))
    scene.secours.status_update(post, status="En direct, corrigé")
    expect("an edit", listener.next(), ("status.update", ids([post])[0]))
    boost = scene.secours.status_reblog(scene.mia.status_post("Repris"))
    expect("a boost", listener.next(), ("update", ids([boost])[0]))
    scene.secours.status_delete(post)
    expect("a deletion", listener.next(), ("delete", ids([post])[0]))
    scene.leo.account_unfollow(scene.id_of("secours"))


def tells_of_notifications(scene):
    post = scene.presse.status_post("Réagissez")
    listener = listen(scene.presse.stream_user)
    scene.mia.status_favourite(post)
    expect("a favourite", listener.next(), ("notification", "favourite"))
    scene.mia.status_reply(post, "Voilà")
    expect("a reply", listener.next(), ("notification", "mention"))
    scene.mia.account_follow(scene.id_of("presse"))
    expect("a follower", listener.next(), ("notification", "follow"))
    scene.mia.account_unfollow(scene.id_of("presse"))


def tells_of_messages(scene):
    listener = listen(scene.presse.stream_direct)
    message = scene.mia.status_post("@presse En privé", visibility="direct")
    expect("a message", listener.next(), ("conversation", ids([message])[0]))


def tells_each_stream_its_own(scene):
    tag = scene.tag()
    made = scene.leo.list_create(tag)
    scene.leo.account_follow(scene.id_of("presse"))
    scene.leo.list_accounts_add(made, [scene.id_of("presse")])
    everything = listen(scene.stranger.stream_public)
    tagged = listen(scene.mia.stream_hashtag, tag)
    listed = listen(scene.leo.stream_list, made["id"])
    private = scene.presse.status_post(f"Pour qui suit #{tag}", visibility="private")
    unlisted = scene.presse.status_post(f"Pas en public #{tag}", visibility="unlisted")
    public = scene.presse.status_post(f"Pour chacun #{tag}")
    expect("the list", [listed.next() for _ in range(3)], [("update", one) for one in ids([private, unlisted, public])])
    expect("the public stream", everything.next(), ("update", ids([public])[0]))
    expect("the tag", tagged.next(), ("update", ids([public])[0]))
    expect("what else they are told", [*everything.waiting(), *tagged.waiting()], [])
    scene.leo.account_unfollow(scene.id_of("presse"))
    scene.leo.list_delete(made)
