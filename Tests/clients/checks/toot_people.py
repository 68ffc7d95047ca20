"""People and lists, by toot's commands."""

from wishes import expect, expect_in


def follows_blocks_and_mutes(scene):
    toot = scene.toot("leo")
    for command, mark, value in (
        ("follow", "following", True),
        ("mute", "muting", True),
        ("unmute", "muting", False),
        ("unfollow", "following", False),
        ("block", "blocking", True),
        ("unblock", "blocking", False),
    ):
        expect(command, toot.json(command, "mia")[mark], value)
    toot("mute", "mia")
    expect("muted", [one["acct"] for one in toot.json("muted")], ["mia"])
    toot("unmute", "mia")
    toot("block", "mia")
    expect("blocked", [one["acct"] for one in toot.json("blocked")], ["mia"])
    toot("unblock", "mia")


def finds_people_of_this_server_by_their_whole_name(scene):
    for name in ("secours", "@secours", f"secours@{scene.host}", f"@secours@{scene.host}"):
        expect(f"whois {name}", scene.toot("leo").json("whois", name)["acct"], "secours")
    shown = scene.toot("leo")("whois", "secours")
    for words in ("Secours sans frontières", "Sur le terrain."):
        expect_in("who it is", words, shown)


def reads_followers_to_the_end(scene):
    for voice in scene.voices:
        voice.account_follow(scene.id_of("mia"))
    expect("followers", sorted(one["acct"] for one in scene.toot("leo").json("followers", "mia")), scene.choir)
    expect("following", [one["acct"] for one in scene.toot("leo").json("following", scene.choir[0])], ["mia"])


def answers_those_who_ask_to_follow(scene):
    mia, leo = scene.toot("mia"), scene.toot("leo")
    expect("locked", mia.json("update-account", "--locked")["locked"], True)
    expect("asked", leo.json("follow", "mia")["requested"], True)
    expect("who asks", [one["acct"] for one in mia.json("follow-requests", "list")], ["leo"])
    expect("let in", mia.json("follow-requests", "accept", "leo")["followed_by"], True)
    leo("unfollow", "mia")
    leo("follow", "mia")
    expect("sent away", mia.json("follow-requests", "reject", "leo")["followed_by"], False)
    expect("unlocked", mia.json("update-account", "--no-locked")["locked"], False)


def changes_the_account(scene):
    toot = scene.toot("mia")
    toot("update-account", "--display-name", "Mia ✍️", "--note", "J’écris.")
    toot("update-account", "--privacy", "unlisted", "--language", "fr")
    changed = toot.json("whoami")
    expect("name", changed["display_name"], "Mia ✍️")
    source = changed["source"]
    expect("its source", (source["note"], source["privacy"], source["language"]), ("J’écris.", "unlisted", "fr"))
    expect("what is posted then", toot.json("post", "Discrètement")["visibility"], "unlisted")
    toot("update-account", "--privacy", "public")


def keeps_lists(scene):
    toot = scene.toot("leo")
    toot("follow", "presse")
    toot("lists", "create", "Journaux", "--replies-policy", "list")
    toot("lists", "add", "Journaux", "presse")
    expect("members", [one["acct"] for one in toot.json("lists", "accounts", "Journaux")], ["presse"])
    post = scene.toot("ana@presse").json("post", "Pour la liste")
    expect("its timeline", toot.json("timelines", "list", "Journaux")[0]["id"], post["id"])
    toot("lists", "remove", "Journaux", "presse")
    expect("members", toot.json("lists", "accounts", "Journaux"), [])
    toot("lists", "delete", "Journaux")
    expect("lists", toot.json("lists", "list"), [])
    toot("unfollow", "presse")


def follows_tags(scene):
    toot, tag = scene.toot("leo"), scene.tag()
    toot("tags", "follow", tag)
    expect("followed", [one["name"] for one in toot.json("tags", "followed")], [tag])
    scene.toot("mia")("post", f"Un sujet #{tag}")
    expect("info", toot.json("tags", "info", tag)["name"], tag)
    toot("tags", "unfollow", tag)
    expect("followed", toot.json("tags", "followed"), [])
