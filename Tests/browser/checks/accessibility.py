"""What axe says of every kind of page: in light on a desk, and in the dark on a phone."""

from accessible import violations
from kinds import MANAGER, kinds
from wishes import expect

DESK, PHONE, SMALL = {"width": 1280, "height": 900}, {"width": 390, "height": 844}, {"width": 320, "height": 640}


def every_page_can_be_used_by_everybody(scene):
    _check(scene, kinds(scene))


def menus_that_are_open_can_be_used_by_everybody(scene):
    with scene.member(MANAGER) as page:
        page.goto("/")
        page.locator("details").evaluate_all("all => all.forEach((one) => one.open = true)")
        _expect_nothing(page, "home with its menus open")


def a_form_that_was_refused_can_be_used_by_everybody(scene):
    with scene.member(MANAGER) as page:
        page.goto("/compose")
        page.locator("form.composer textarea[name=text]").fill("x" * 141)
        page.get_by_role("button", name="Publish").click()
        page.get_by_role("alert").wait_for()
        _expect_nothing(page, "a refused post")


def no_page_is_wider_than_the_smallest_phone(scene):
    # News for the one profile and the other take place in the menu.
    for name in ("secours", "presse"):
        scene.program("leo").say(f"@{name} Des nouvelles ?", language="fr")
        scene.program("leo").say(f"@{name} En privé", visibility="direct", language="fr")
    wide = {}
    # French has the longer words.
    how = {"narrow": True, "language": "fr"}
    for name, login, path in kinds(scene):
        with scene.member(login, **how) if login else scene.visitor(**how) as page:
            page.set_viewport_size(SMALL)
            page.goto(path)
            width = page.evaluate("() => document.scrollingElement.scrollWidth")
            if width > SMALL["width"]:
                wide[name] = (width, page.evaluate(_WIDEST))
            page.set_viewport_size(PHONE)
    expect("pages that are wider than 320 pixels", wide, {})


_WIDEST = """() => [...document.querySelectorAll("body *")].filter((it) => it.getBoundingClientRect().right > 321)
    .map((it) => it.outerHTML.slice(0, 100)).slice(0, 4)"""


def _check(scene, kinds):
    found = {}
    for name, login, path in kinds:
        with scene.member(login) if login else scene.visitor() as page:
            page.goto(path)
            # Colours do not depend on the width.
            for size, scheme in ((PHONE, "dark"), (DESK, "light")):
                page.set_viewport_size(size)
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                for one in violations(page):
                    found.setdefault(one, f"{name}, {size['width']} pixels wide, {scheme}")
    expect("what axe finds", found, {})


def _expect_nothing(page, name):
    expect(name, violations(page), [])
