"""What the keyboard alone can do."""

import re

from accessible import tab_through
from kinds import kinds
from wishes import expect, expect_in, expect_true


def the_tab_key_leads_through_every_page_and_shows_where_it_is(scene):
    unmarked, unseen = {}, {}
    for name, login, path in kinds(scene):
        with scene.member(login) if login else scene.visitor() as page:
            page.goto(path)
            stops = tab_through(page)
            expect_in(f"{name}: the first stop leads to the content", 'href="#main"', stops[0]["html"])
            numbers = [stop["number"] for stop in stops]
            expect(f"{name}: the order of the page", numbers, sorted(numbers))
            for stop in stops:
                if not stop["isMarked"]:
                    unmarked.setdefault(stop["html"], name)
                if not stop["isInSight"]:
                    unseen.setdefault(stop["html"], name)
    expect("what does not show that it has the focus", unmarked, {})
    expect("what is out of sight when it has the focus", unseen, {})


def the_first_stop_skips_to_the_content(scene):
    with scene.visitor() as page:
        page.goto("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect("what has the focus", page.evaluate("() => document.activeElement.id"), "main")


def signing_in_and_writing_take_no_mouse(scene):
    with scene.newcomer() as page:
        page.goto("/login")
        page.get_by_label("Name").focus()
        page.keyboard.type("mia")
        page.keyboard.press("Tab")
        page.keyboard.type(scene.password("mia"))
        page.keyboard.press("Enter")
        page.wait_for_url(scene.url + "/")
        page.goto("/compose")
        page.locator("form.composer textarea[name=text]").focus()
        page.keyboard.type("Sans souris")
        for _ in range(10):
            page.keyboard.press("Tab")
            if page.evaluate("() => document.activeElement.textContent.trim()") == "Publish":
                break
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/@mia/\d+$"))


def a_menu_opens_and_closes_by_keys_and_gives_the_focus_back(scene):
    with scene.member("mia") as page:
        page.goto("/")
        summary = page.locator("details.account summary")
        summary.focus()
        page.keyboard.press("Enter")
        page.locator("details.account[open]").wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        page.locator("details.account:not([open])").wait_for()
        expect_true("the focus is back", summary.evaluate("it => it === document.activeElement"), "")
