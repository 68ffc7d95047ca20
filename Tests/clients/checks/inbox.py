"""Notifications, and messages between a few."""

from wishes import expect, expect_in, expect_not_among, expect_refusal, ids, require


def notifies_of_what_others_do(scene):
    scene.presse.notifications_clear()
    presse = scene.id_of("presse")
    post = scene.presse.status_post("Qu’en pensez-vous ?")
    scene.leo.status_favourite(post)
    scene.leo.status_reblog(post)
    reply = scene.leo.status_reply(post, "Du bien")
    scene.leo.account_follow(presse)
    told = scene.presse.notifications()
    expect("what happened", [one["type"] for one in told], ["follow", "mention", "reblog", "favourite"])
    expect("who did it", {one["account"]["acct"] for one in told}, {"leo"})
    expect("about which posts", ids(one["status"] for one in told[1:]), ids([reply, post, post]))
    only = scene.presse.notifications(types=["mention", "follow"])
    expect("of two kinds", [one["type"] for one in only], ["follow", "mention"])
    rest = scene.presse.notifications(exclude_types=["mention", "follow"])
    expect("of the others", [one["type"] for one in rest], ["reblog", "favourite"])
    expect("of one person", ids(scene.presse.notifications(account_id=scene.id_of("leo"))), ids(told))
    expect("one of them", ids([scene.presse.notifications(id=told[0])]), ids(told[:1]))
    scene.leo.status_unreblog(post)
    scene.leo.account_unfollow(presse)


def rings_the_bell(scene):
    scene.leo.account_follow(scene.id_of("mia"), notify=True)
    scene.leo.notifications_clear()
    post = scene.mia.status_post("Pour les impatients")
    [told] = scene.leo.notifications()
    expect("the bell", (told["type"], ids([told["status"]])), ("status", ids([post])))
    scene.leo.account_unfollow(scene.id_of("mia"))


def tells_boosters_of_an_edit(scene):
    post = scene.secours.status_post("Première version")
    scene.mia.status_reblog(post)
    scene.mia.notifications_clear()
    scene.secours.status_update(post, status="Deuxième version")
    expect("what happened", [one["type"] for one in scene.mia.notifications()], ["update"])
    scene.mia.status_unreblog(post)


def counts_what_has_not_been_read(scene):
    require(scene.mia, "notifications_unread_count")
    scene.mia.notifications_clear()
    expect("unread", scene.mia.notifications_unread_count()["count"], 0)
    post = scene.mia.status_post("Trois fois rien")
    for person in (scene.leo, scene.secours, scene.presse):
        person.status_favourite(post)
    expect("unread", scene.mia.notifications_unread_count()["count"], 3)
    newest, middle, _ = scene.mia.notifications()
    scene.mia.markers_set(["notifications"], [middle["id"]])
    expect("unread behind the marker", scene.mia.notifications_unread_count()["count"], 1)
    expect("unread groups", scene.mia.unread_grouped_notifications_count(), 1)
    scene.mia.markers_set(["notifications"], [newest["id"]])
    expect("unread at the end", scene.mia.notifications_unread_count()["count"], 0)


def dismisses_one_and_all(scene):
    scene.mia.notifications_clear()
    post = scene.mia.status_post("Trop de bruit")
    for person in (scene.leo, scene.secours, scene.presse):
        person.status_favourite(post)
    newest, middle, oldest = scene.mia.notifications()
    scene.mia.notifications_dismiss(middle)
    expect("what is left", ids(scene.mia.notifications()), ids([newest, oldest]))
    expect_refusal(404, scene.mia.notifications, id=middle)
    expect_refusal(404, scene.leo.notifications, id=newest)
    scene.mia.notifications_clear()
    expect("what is left", list(scene.mia.notifications()), [])


def groups_notifications(scene):
    require(scene.mia, "grouped_notifications")
    scene.mia.notifications_clear()
    post = scene.mia.status_post("En groupe")
    for person in (scene.leo, scene.secours):
        person.status_favourite(post)
    policy = scene.mia.update_notifications_policy(for_not_following="accept")
    expect("its policy", policy["for_not_following"], scene.mia.notifications_policy()["for_not_following"])
    found = scene.mia.grouped_notifications()
    groups = found["notification_groups"]
    expect("how many are told", sum(group["notifications_count"] for group in groups), 2)
    expect("posts, each once", ids(found["statuses"]), ids([post]))
    known = ids(found["accounts"])
    for group in groups:
        expect("of what", (group["type"], str(group["status_id"])), ("favourite", ids([post])[0]))
        for account in group["sample_account_ids"]:
            expect_in("accounts are told in full", account, known)
    key = groups[0]["group_key"]
    expect("one group", scene.mia.grouped_notification(key)["notification_groups"][0]["group_key"], key)
    expect_in("who is in it", scene.mia.grouped_notification_accounts(key)[0]["acct"], ("leo", "secours"))
    scene.mia.dismiss_grouped_notification(key)
    left = [group["group_key"] for group in scene.mia.grouped_notifications()["notification_groups"]]
    expect("what is left", left, [group["group_key"] for group in groups if group["group_key"] != key])


def keeps_a_conversation_between_two(scene):
    first = scene.leo.status_post("@secours Un mot entre nous", visibility="direct")
    [seen] = scene.secours.conversations(limit=1)
    expect("unread, last message", (seen["unread"], ids([seen["last_status"]])), (True, ids([first])))
    expect("with whom", [one["acct"] for one in seen["accounts"]], ["leo"])
    expect("read", scene.secours.conversations_read(seen)["unread"], False)
    second = scene.secours.status_reply(first, "Oui ?", visibility="direct")
    expect("a reply is as private", second["visibility"], "direct")
    [own] = scene.leo.conversations(limit=1)
    expect("unread, last message", (own["unread"], ids([own["last_status"]])), (True, ids([second])))
    third = scene.leo.status_reply(second, "Merci", visibility="direct")
    [seen] = scene.secours.conversations(limit=1)
    expect("the same one, unread again", (seen["unread"], ids([seen["last_status"]])), (True, ids([third])))
    for person in (scene.mia, scene.stranger):
        expect_refusal(404, person.status, second)
    expect_not_among("others have no such conversation", third, _last_messages(scene.mia))
    expect_not_among("it is not at home", second, scene.leo.timeline_home())
    gone = scene.ask("DELETE", f"/api/v1/conversations/{own['id']}", scene.leo)
    expect("removed", (gone.status_code, gone.json()), (200, {}))
    expect_not_among("removed", third, _last_messages(scene.leo))


def _last_messages(person):
    return [one["last_status"] for one in person.conversations()]
