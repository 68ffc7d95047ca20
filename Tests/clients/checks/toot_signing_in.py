"""How toot is let in."""

from wishes import expect, expect_in


def signs_in_by_password(scene):
    expect("who signed in", scene.toot("leo").json("whoami")["acct"], "leo")
    expect("who signed in", scene.toot("ana@presse").json("whoami")["acct"], "presse")


def signs_in_through_the_browser(scene):
    toot = scene.program_of("toot", "browser")
    talk = toot.dialogue("login", "-i", scene.url)
    lines = iter(talk.stdout.readline, "")
    url = next(line for line in lines if line.startswith(f"{scene.url}/oauth/authorize/?")).strip()
    said, _ = talk.communicate(f"n\n{scene.browser('ana').code(url, 'presse')}\n", timeout=60)
    expect("toot login", (talk.returncode, "Successfully logged in" in said), (0, True))
    expect("who signed in", toot.json("whoami")["acct"], "presse")
    expect_in("whom toot knows", f"presse@{scene.host} ACTIVE", toot("auth"))


def says_why_it_was_not_let_in(scene):
    toot = scene.program_of("toot", "nobody")
    said = toot.complaint("login_cli", "-i", scene.url, "-e", "leo", "-p", "sept-chats-noirs")
    expect_in("toot says so", "Login failed", said)


def shows_where_it_signed_in(scene):
    expect("the host", scene.toot("leo").json("instance")["uri"], scene.host)
    expect_in("its name", "Feedline", scene.toot("leo")("instance"))
