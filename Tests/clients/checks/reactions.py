"""What readers do with posts."""

from wishes import expect, expect_among, expect_not_among, expect_refusal, ids


def favourites_and_takes_it_back(scene):
    post = scene.secours.status_post("Un cœur ?")
    expect("favourited", scene.leo.status_favourite(post)["favourited"], True)
    expect("favourited twice", scene.leo.status_favourite(post)["favourites_count"], 1)
    expect("by whom", [one["acct"] for one in scene.stranger.status_favourited_by(post)], ["leo"])
    expect_among("among the favourites", post, scene.leo.favourites())
    expect("for somebody else", scene.mia.status(post)["favourited"], False)
    taken = scene.leo.status_unfavourite(post)
    expect("taken back", (taken["favourited"], taken["favourites_count"]), (False, 0))
    expect_not_among("among the favourites no more", post, scene.leo.favourites())


def boosts_and_takes_it_back(scene):
    post = scene.secours.status_post("À partager")
    scene.mia.account_follow(scene.id_of("leo"))
    boost = scene.leo.status_reblog(post, visibility="public")
    expect("what is boosted", ids([boost["reblog"]]), ids([post]))
    expect("whose boost it is", boost["account"]["acct"], "leo")
    expect("boosts", (boost["reblog"]["reblogged"], boost["reblog"]["reblogs_count"]), (True, 1))
    expect("the same boost", ids([scene.leo.status_reblog(post)]), ids([boost]))
    expect("by whom", [one["acct"] for one in scene.stranger.status_reblogged_by(post)], ["leo"])
    expect_among("followers see it", boost, scene.mia.timeline_home())
    expect("one's own", ids(scene.stranger.account_statuses(scene.id_of("leo"), limit=1)), ids([boost]))
    without = scene.stranger.account_statuses(scene.id_of("leo"), exclude_reblogs=True)
    expect_not_among("one's own without boosts", boost, without)
    taken = scene.leo.status_unreblog(post)
    expect("taken back", (taken["reblogged"], taken["reblogs_count"]), (False, 0))
    expect_not_among("followers see it no more", boost, scene.mia.timeline_home())
    expect_refusal(404, scene.leo.status, boost)
    scene.mia.account_unfollow(scene.id_of("leo"))


def bookmarks_for_oneself_alone(scene):
    post = scene.secours.status_post("À lire ce soir")
    expect("bookmarked", scene.leo.status_bookmark(post)["bookmarked"], True)
    expect_among("among the bookmarks", post, scene.leo.bookmarks())
    expect("for somebody else", scene.mia.status(post)["bookmarked"], False)
    expect("taken back", scene.leo.status_unbookmark(post)["bookmarked"], False)
    expect_not_among("among the bookmarks no more", post, scene.leo.bookmarks())


def pins_posts_of_ones_own(scene):
    first, second = scene.presse.status_post("Épinglé"), scene.presse.status_post("Aussi")
    scene.presse.status_pin(first)
    expect("pinned", scene.presse.status_pin(second)["pinned"], True)
    expect("what is pinned", sorted(ids(_pinned(scene))), sorted(ids([first, second])))
    expect_refusal(422, scene.leo.status_pin, first)
    scene.presse.status_unpin(second)
    expect("what is pinned", ids(_pinned(scene)), ids([first]))
    scene.presse.status_unpin(first)
    expect("what is pinned", ids(_pinned(scene)), [])


def mutes_a_thread(scene):
    post = scene.secours.status_post("Trop de réponses")
    expect("muted", scene.secours.status_mute(post)["muted"], True)
    scene.secours.notifications_clear()
    scene.leo.status_reply(post, "Encore une")
    expect("notifications", ids(scene.secours.notifications()), [])
    expect("unmuted", scene.secours.status_unmute(post)["muted"], False)


def _pinned(scene):
    return scene.stranger.account_statuses(scene.id_of("presse"), pinned=True)
