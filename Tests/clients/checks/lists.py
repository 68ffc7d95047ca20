"""Lists of profiles."""

from wishes import expect, expect_among, expect_refusal, ids


def makes_renames_and_removes_a_list(scene):
    made = scene.leo.list_create("Presse")
    expect("its title", made["title"], "Presse")
    expect("renamed", scene.leo.list_update(made, "Journaux")["title"], "Journaux")
    expect("one list", scene.leo.list(made)["title"], "Journaux")
    expect_among("all lists", made, scene.leo.lists())
    expect_refusal(404, scene.mia.list, made)
    expect_refusal(404, scene.mia.timeline_list, made)
    answer = scene.ask("DELETE", f"/api/v1/lists/{made['id']}", scene.leo)
    expect("what is said when it is gone", (answer.status_code, answer.json()), (200, {}))
    expect_refusal(404, scene.leo.list, made)


def gathers_what_its_members_post(scene):
    presse, mia = scene.id_of("presse"), scene.id_of("mia")
    for target in (presse, mia):
        scene.leo.account_follow(target)
    made = scene.leo.list_create("Quelques-uns")
    scene.leo.list_accounts_add(made, [presse, mia])
    expect("members", sorted(one["acct"] for one in scene.leo.list_accounts(made)), ["mia", "presse"])
    expect("lists of a member", ids(scene.leo.account_lists(presse)), ids([made]))
    first, second = scene.presse.status_post("De la presse"), scene.mia.status_post("De Mia")
    expect("its timeline", ids(scene.leo.timeline_list(made, limit=2)), ids([second, first]))
    scene.leo.list_accounts_delete(made, [mia])
    expect("members", [one["acct"] for one in scene.leo.list_accounts(made)], ["presse"])
    expect("its timeline", ids(scene.leo.timeline_list(made, limit=1)), ids([first]))
    # As toot does it: DELETE with a body of JSON.
    path = f"/api/v1/lists/{made['id']}/accounts"
    expect("removed", scene.ask("DELETE", path, scene.leo, json={"account_ids": [presse]}).status_code, 200)
    expect("members", list(scene.leo.list_accounts(made)), [])
    scene.leo.list_delete(made)
    for target in (presse, mia):
        scene.leo.account_unfollow(target)
