"""A day of a community manager, who speaks for two profiles: with scripts, and the most of it without."""

import os
import re

from picture import png
from wishes import expect, expect_in, expect_true

MANAGER = "ana@secours"
# One character each, as people count them.
CLUSTERS = "👨‍👩‍👧‍👦🏳️‍🌈🇾🇹é"


def whoever_signs_in_speaks_as_one_of_their_profiles_and_can_change_that(scene):
    with scene.newcomer() as page:
        page.goto("/settings")
        page.get_by_label("Name").fill("ana")
        page.get_by_label("Password").fill("wrong")
        _main(page).get_by_role("button", name="Sign in").click()
        page.get_by_role("alert").wait_for()
        expect("what was typed stays", page.get_by_label("Name").input_value(), "ana")
        page.get_by_label("Password").fill(scene.password("ana"))
        _main(page).get_by_role("button", name="Sign in").click()
        # One comes to where one wanted to go.
        page.wait_for_url("**/settings")
        page.goto("/")
        for name in ("secours", "presse"):
            menu = page.locator("details.account")
            if f"@{name}" not in menu.locator("summary").inner_text():
                menu.locator("summary").click()
                menu.get_by_role("button", name=f"@{name}").click()
                page.locator("details.account summary", has_text=f"@{name}").wait_for()
            _menu(page, "Your profile")
            page.wait_for_url(f"**/@{name}")
            page.goto("/")


def what_is_left_of_a_post_is_counted_as_people_count(scene):
    with scene.member(MANAGER) as page:
        page.goto("/")
        count = page.locator(".composer .count .number")
        expect("at first", count.inner_text(), "140")
        for text, left in (("a" * 140, "0"), ("a" * 141, "-1"), (CLUSTERS, "136"), ("\u0065\u0301 ", "139")):
            _text(page).fill(text)
            expect(f"{text[:5]}…", count.inner_text(), left)
        expect_true("a post that is not too long looks so", "over" not in _classes(page), _classes(page))
        _text(page).fill("a" * 141)
        expect_in("one that is too long", "over", _classes(page))
        page.get_by_text("1 character too many").wait_for()


def _classes(page):
    return page.locator(".composer .count").get_attribute("class")


def a_post_of_141_characters_is_refused_with_words_and_one_of_140_is_published(scene):
    for scripts in (True, False):
        with scene.member(MANAGER, scripts=scripts) as page:
            page.goto("/compose")
            begin = f"{CLUSTERS} {'Avec' if scripts else 'Sans'} "
            # Six characters of clusters and a space, and as many more as fit.
            rest = 140 - 4 - 1 - 5
            _text(page).fill(begin + "x" * (rest + 1))
            _publish(page)
            expect_in("the refusal", "This is 141 characters long", page.get_by_role("alert").inner_text())
            expect("what was typed stays", _text(page).input_value(), begin + "x" * (rest + 1))
            _text(page).fill(begin + "x" * rest)
            _publish(page)
            page.wait_for_url(re.compile(r"/@secours/\d+$"))
            expect("the post", page.locator(".alone .text").inner_text(), begin + "x" * rest)


def a_reply_to_an_article_is_answered_from_the_notifications(scene):
    scene.story
    with scene.member(MANAGER) as page:
        page.goto("/notifications")
        news = page.locator(".news", has_text="Combien d’enfants")
        news.locator("details.answer summary").click()
        expect_true("one can write at once", news.locator("textarea").evaluate("it => it === document.activeElement"), "")
        news.locator("textarea").fill("@leo Et quinze tout-petits.")
        news.get_by_role("button", name="Send").click()
        page.wait_for_url("**/notifications*")
        page.goto(scene.story.page(scene.story.question))
        expect_in("the conversation", "quinze tout-petits", page.locator(".thread").inner_text())


def an_article_is_answered_on_its_page(scene):
    for scripts in (True, False):
        with scene.member("mia", scripts=scripts) as page:
            page.goto(scene.story.page(scene.story.appeal))
            words = f"J’en suis ! {'Oui' if scripts else 'Certes'}"
            page.locator("#reply textarea[name=text]").fill(words)
            page.locator("#reply").get_by_role("button", name="Publish").click()
            page.locator(".thread .post .text", has_text=words).wait_for()


def a_post_is_marked_boosted_and_kept_and_all_that_is_taken_back(scene):
    for scripts in (True, False):
        with scene.member("mia", scripts=scripts) as page:
            page.goto(scene.story.page(scene.story.appeal))
            for name in ("Favourite", "Boost", "Bookmark"):
                for pressed in ("true", "false", "true"):
                    _action(page, name).click()
                    page.locator(f".alone .action[aria-pressed={pressed}]", has_text=name).wait_for()
            page.goto("/bookmarks")
            expect_in("the bookmarks", "bénévoles", _main(page).inner_text())
            page.goto("/favourites")
            expect_in("the favourites", "bénévoles", _main(page).inner_text())
            page.goto(scene.story.page(scene.story.appeal))
            for name in ("Favourite", "Boost", "Bookmark"):
                _action(page, name).click()
                page.locator(".alone .action[aria-pressed=false]", has_text=name).wait_for()


def a_profile_and_a_tag_are_followed_and_left_again(scene):
    with scene.member("zoe") as page:
        for path, follow, leave in (
            ("/@presse", "Follow", "Unfollow"),
            ("/tags/Dons", "Follow this tag", "Unfollow this tag"),
        ):
            page.goto(path)
            _main(page).get_by_role("button", name=follow, exact=True).click()
            _main(page).get_by_role("button", name=leave, exact=True).wait_for()
        page.goto("/")
        expect_in("what zoe reads", "Conférence de presse", _main(page).inner_text())
        for path, leave in (("/@presse", "Unfollow"), ("/tags/Dons", "Unfollow this tag")):
            page.goto(path)
            _main(page).get_by_role("button", name=leave, exact=True).click()
            _main(page).get_by_role("button", name="Follow", exact=leave == "Unfollow").wait_for()


def a_list_is_made_filled_and_posted_to(scene):
    with scene.member("ana@presse") as page:
        page.goto("/lists")
        page.get_by_label("Title").fill("Journalistes")
        page.get_by_role("button", name="Make").click()
        page.wait_for_url(re.compile(r"/lists/\d+"))
        if not page.url.endswith("/edit"):
            page.get_by_role("link", name=re.compile("Edit|Change")).click()
        page.get_by_label("Name of a profile").fill("@leo")
        page.get_by_role("button", name="Add").click()
        page.locator(".grants", has_text="@leo").wait_for()
        page.goto("/compose")
        _text(page).fill("Embargo jusqu’à lundi")
        page.get_by_label("To whom").select_option(label="The list “Journalistes”")
        _publish(page)
        page.wait_for_url(re.compile(r"/@presse/\d+$"))
        address = page.url
    for login, status in (("leo", 200), ("mia", 404)):
        with scene.member(login) as page:
            expect(f"for {login}", page.goto(address).status, status)
    with scene.visitor() as page:
        expect("for visitors", page.goto(address).status, 404)


def a_picture_goes_with_a_post_and_is_described(scene):
    path = os.path.join(scene.folder, "cour.png")
    with open(path, "wb") as file:
        file.write(png(320, 200))
    broken = os.path.join(scene.folder, "note.txt")
    with open(broken, "w") as file:
        file.write("no picture")
    for scripts in (True, False):
        with scene.member(MANAGER, scripts=scripts) as page:
            page.goto("/compose")
            _text(page).fill("Voyez la cour")
            page.get_by_text("Add a picture").click()
            page.get_by_label("Picture", exact=True).set_input_files(broken)
            page.get_by_role("button", name="Attach").click()
            expect_in("the refusal", "no picture", page.get_by_role("alert").inner_text())
            expect("what was typed stays", _text(page).input_value(), "Voyez la cour")
            page.get_by_text("Add a picture").click()
            page.get_by_label("Picture", exact=True).set_input_files(path)
            page.get_by_role("button", name="Attach").click()
            page.locator(".described img").wait_for()
            page.locator(".described textarea").fill("La cour, vide encore")
            _text(page).fill("x" * 141)
            _publish(page)
            page.get_by_role("alert").wait_for()
            expect("the picture stays", page.locator(".described img").count(), 1)
            _text(page).fill("Voyez la cour")
            _publish(page)
            page.wait_for_url(re.compile(r"/@secours/\d+$"))
            image = page.locator(".alone .pictures img")
            expect("its words", image.get_attribute("alt"), "La cour, vide encore")
            expect("its size", image.bounding_box()["width"] > 100, True)


def a_picture_is_sent_at_once_and_left_out_later(scene):
    with scene.member(MANAGER) as page:
        page.goto("/compose")
        page.get_by_text("Add a picture").click()
        file = {"name": "a.png", "mimeType": "image/png", "buffer": png(64, 64)}
        page.get_by_label("Picture", exact=True).set_input_files(file)
        page.get_by_label("Description for those").fill("Un carré")
        _publish(page)
        page.wait_for_url(re.compile(r"/@secours/\d+$"))
        expect("its words", page.locator(".alone .pictures img").get_attribute("alt"), "Un carré")
        _more(page, "Edit")
        _text(page).fill("Sans image")
        page.get_by_label("Leave it out").check()
        page.get_by_role("button", name="Save").click()
        page.wait_for_url(re.compile(r"/@secours/\d+$"))
        expect("no picture", page.locator(".pictures").count(), 0)


def a_picture_that_is_too_large_is_told_so_before_it_is_sent(scene):
    large = os.path.join(scene.folder, "large.png")
    with open(large, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + bytes(10 << 20))
    with scene.member(MANAGER) as page:
        page.goto("/compose")
        page.get_by_text("Add a picture").click()
        field = page.get_by_label("Picture", exact=True)
        field.set_input_files(large)
        expect_in("what is wrong", "larger than 10 MB", field.evaluate("it => it.validationMessage"))
    with scene.member(MANAGER, scripts=False) as page:
        page.goto("/compose")
        page.get_by_text("Add a picture").click()
        page.get_by_label("Picture", exact=True).set_input_files(large)
        _publish(page)
        expect_in("what is wrong", "larger than 10 MB", page.get_by_role("alert").inner_text())


def a_private_message_reaches_those_it_names_alone(scene):
    scene.story
    with scene.member(MANAGER) as page:
        page.goto("/@mia")
        _main(page).get_by_role("link", name="Send a private message").click()
        expect("whom it names", _text(page).input_value(), "@mia ")
        _text(page).fill("@mia Venez à dix heures")
        _publish(page)
        page.wait_for_url(re.compile(r"/@secours/\d+$"))
        address = page.url
    with scene.member("mia") as page:
        page.goto("/messages")
        page.get_by_role("link", name="Secours sans frontières").first.click()
        page.wait_for_url("**/messages/*")
        expect_in("the conversation", "Venez à dix heures", _main(page).inner_text())
        page.locator("#reply textarea").fill("Merci, à demain")
        page.get_by_role("button", name="Send").click()
        page.locator(".post .text", has_text="à demain").wait_for()
    with scene.member("leo") as page:
        expect("for others", page.goto(address).status, 404)


def a_post_is_edited_pinned_and_deleted(scene):
    for scripts in (True, False):
        with scene.member("leo", scripts=scripts) as page:
            page.goto("/compose")
            _text(page).fill("Une fote")
            _publish(page)
            page.wait_for_url(re.compile(r"/@leo/\d+$"))
            address = page.url
            _more(page, "Edit")
            _text(page).fill("Une faute")
            page.get_by_role("button", name="Save").click()
            page.wait_for_url(address)
            page.get_by_role("link", name=re.compile("^edited")).wait_for()
            _more(page, "Pin to your profile")
            page.goto("/@leo")
            expect_in("on top", "Une faute", page.locator(".pinned").inner_text())
            page.goto(address)
            _more(page, "Delete")
            page.wait_for_url("**/delete")
            page.get_by_role("button", name="Delete it").click()
            page.wait_for_url("**/@leo")
            expect("afterwards", page.goto(address).status, 410)


def the_author_of_a_post_sees_how_often_its_link_was_followed(scene):
    with scene.visitor() as page:
        # Not followed to where it leads: no name leads anywhere here.
        answer = page.context.request.get(f"/l/{scene.story.code}", max_redirects=0)
        expect("the short link", answer.status, 302)
        page.goto(scene.story.page(scene.story.news))
        expect("for visitors", page.locator(".clicks").count(), 0)
    with scene.member(MANAGER) as page:
        page.goto(scene.story.page(scene.story.news))
        expect_true("for its author", re.fullmatch(r"\d+ clicks?", page.locator(".clicks").inner_text()), "")
        page.goto("/@secours")
        expect_true("on the profile", page.locator(".clicks").count() > 0, page.locator(".clicks").count())


def what_a_profile_says_of_itself_is_changed(scene):
    with scene.member("mia") as page:
        page.goto("/")
        _menu(page, "Settings")
        page.get_by_label("Name to show").fill("Mia Rakoto")
        page.get_by_label("Description").fill("Infirmière à Mayotte")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("status").wait_for()
        page.goto("/@mia")
        expect("its name", page.get_by_role("heading", level=1).inner_text(), "Mia Rakoto")
        expect_in("its words", "Infirmière", page.locator(".bio").inner_text())


def a_session_that_is_ended_from_elsewhere_has_ended(scene):
    with scene.newcomer() as other, scene.newcomer() as page:
        scene.sign_in(page, "zoe")
        scene.sign_in(other, "zoe")
        page.goto("/settings/sessions")
        # The other browser signed in last, and so comes first of those that are not this one.
        page.locator(".grants li", has_not_text="this browser").get_by_role("button").first.click()
        page.wait_for_url("**/settings/sessions")
        other.goto("/settings")
        other.wait_for_url("**/login*")
        expect("this one stays", page.goto("/settings").url, scene.url + "/settings")


def whoever_signs_out_is_out(scene):
    for scripts in (True, False):
        with scene.newcomer(scripts=scripts) as page:
            scene.sign_in(page, "leo")
            page.locator("details.account summary").click()
            page.get_by_role("button", name="Sign out").click()
            page.get_by_role("link", name="Sign in").wait_for()
            page.goto("/notifications")
            page.wait_for_url("**/login*")


# MARK: Parts of a page


def _main(page):
    return page.get_by_role("main")


def _text(page):
    return page.locator("form.composer textarea[name=text]")


def _publish(page):
    _main(page).get_by_role("button", name="Publish").click()


def _action(page, name):
    return page.locator(".alone .action", has_text=name)


def _menu(page, name):
    page.locator("details.account summary").click()
    page.locator("details.account").get_by_role("link", name=name).click()


def _more(page, name):
    page.locator(".alone details.more summary").click()
    page.locator(".alone details.more .sheet").get_by_text(name, exact=True).click()
