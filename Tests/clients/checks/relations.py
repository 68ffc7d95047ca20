"""Following, asking to follow, blocking, muting, and what others see of a profile."""

from wishes import expect, expect_among, expect_in, expect_not_among, expect_refusal, ids, require


def follows_and_leaves(scene):
    target = scene.id_of("presse")
    now = scene.leo.account_follow(target)
    expect("following, requested", (now["following"], now["requested"]), (True, False))
    post = scene.presse.status_post("Pour qui suit")
    expect_among("it is at home", post, scene.leo.timeline_home())
    expect_in("followers", "leo", _names(scene.stranger.account_followers(target)))
    expect_in("following", "presse", _names(scene.stranger.account_following(scene.id_of("leo"))))
    [relation] = scene.presse.account_relationships([scene.id_of("leo")])
    expect("followed by", relation["followed_by"], True)
    expect("followers", scene.presse.me()["followers_count"], 1)
    expect("left", scene.leo.account_unfollow(target)["following"], False)
    expect_not_among("it is not at home", post, scene.leo.timeline_home())


def follows_without_boosts_or_with_a_bell(scene):
    now = scene.leo.account_follow(scene.id_of("presse"), reblogs=False, notify=True)
    expect("boosts, bell", (now["showing_reblogs"], now["notifying"]), (False, True))
    boosted = scene.secours.status_post("À relayer")
    boost = scene.presse.status_reblog(boosted)
    expect_not_among("no boosts at home", boost, scene.leo.timeline_home())
    again = scene.leo.account_follow(scene.id_of("presse"), reblogs=True)
    expect("boosts, bell", (again["showing_reblogs"], again["notifying"]), (True, False))
    scene.presse.status_unreblog(boosted)
    scene.leo.account_unfollow(scene.id_of("presse"))


def asks_before_following_a_locked_profile(scene):
    expect("locked", scene.mia.account_update_credentials(locked=True)["locked"], True)
    mia, leo = scene.id_of("mia"), scene.id_of("leo")
    now = scene.leo.account_follow(mia)
    expect("following, requested", (now["following"], now["requested"]), (False, True))
    expect("who asks", _names(scene.mia.follow_requests()), ["leo"])
    expect("what is told", scene.mia.notifications(limit=1)[0]["type"], "follow_request")
    expect("refused", scene.mia.follow_request_reject(leo)["followed_by"], False)
    expect("who asks", _names(scene.mia.follow_requests()), [])
    scene.leo.account_follow(mia)
    expect("let in", scene.mia.follow_request_authorize(leo)["followed_by"], True)
    expect("following", scene.leo.account_relationships([mia])[0]["following"], True)
    expect("sent away", scene.mia.account_remove_from_followers(leo)["followed_by"], False)
    scene.mia.account_update_credentials(locked=False)


def hides_whoever_is_blocked_from_one_another(scene):
    mia = scene.id_of("mia")
    scene.leo.account_follow(mia)
    post, own = scene.mia.status_post("Avant"), scene.leo.status_post("Le mien")
    expect("blocking, following", _pick(scene.leo.account_block(mia), "blocking", "following"), (True, False))
    expect("who is blocked", _names(scene.leo.blocks()), ["mia"])
    expect_not_among("not at home", post, scene.leo.timeline_home())
    expect_not_among("not in public", post, scene.leo.timeline_public())
    expect_refusal(404, scene.mia.status, own)
    expect_refusal(404, scene.mia.status_favourite, own)
    expect("unblocked", scene.leo.account_unblock(mia)["blocking"], False)
    expect("it is seen", ids([scene.mia.status(own)]), ids([own]))
    expect("who is blocked", _names(scene.leo.blocks()), [])


def mutes_for_oneself(scene):
    mia = scene.id_of("mia")
    scene.leo.account_follow(mia)
    post = scene.mia.status_post("Bruit")
    muted = scene.leo.account_mute(mia, notifications=True, duration=3600)
    expect("muting", _pick(muted, "muting", "muting_notifications", "following"), (True, True, True))
    expect("who is muted", _names(scene.leo.mutes()), ["mia"])
    expect_not_among("not at home", post, scene.leo.timeline_home())
    expect("it can be read", ids([scene.leo.status(post)]), ids([post]))
    expect("unmuted", scene.leo.account_unmute(mia)["muting"], False)
    expect_among("at home again", post, scene.leo.timeline_home())
    scene.leo.account_unfollow(mia)


def tells_several_relations_at_once(scene):
    wanted = [scene.id_of("mia"), scene.id_of("secours")]
    expect("of whom", ids(scene.leo.account_relationships(list(wanted))), wanted)
    if hasattr(scene.leo, "accounts"):
        expect("who they are", ids(scene.leo.accounts(list(wanted))), wanted)


def changes_ones_own_profile(scene):
    fields = [("Web", "https://example.org/leo"), ("Ville", "Besançon")]
    scene.leo.account_update_credentials(display_name="Léo ✍️", note="J’écris.\nPeu.", fields=fields)
    seen = scene.stranger.account(scene.id_of("leo"))
    expect("name", seen["display_name"], "Léo ✍️")
    expect("fields", [field["name"] for field in seen["fields"]], ["Web", "Ville"])
    expect_in("note", "J’écris.", seen["note"])
    source = scene.leo.account_verify_credentials()["source"]
    expect("its source", source["note"], "J’écris.\nPeu.")
    expect("fields of the source", [field["value"] for field in source["fields"]], [value for _, value in fields])
    expect_in("the address of the picture", scene.url, seen["avatar"])


def follows_tags(scene):
    require(scene.leo, "tag_follow")
    tag = scene.tag()
    expect("followed", scene.leo.tag_follow(tag)["following"], True)
    post = scene.mia.status_post(f"Un sujet #{tag}")
    expect_among("at home", post, scene.leo.timeline_home())
    expect_in("among the tags", tag, [one["name"] for one in scene.leo.followed_tags()])
    expect("left", scene.leo.tag_unfollow(tag)["following"], False)
    expect("the tag", scene.leo.tag(tag)["following"], False)


def _names(accounts):
    return [account["acct"] for account in accounts]


def _pick(entity, *names):
    return tuple(entity[name] for name in names)
