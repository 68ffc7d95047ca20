"""A picture of every kind of page, for people to look at."""

import os

from kinds import MANAGER, kinds


def every_kind_of_page_has_its_picture(scene):
    for dark in (False, True):
        for narrow in (False, True):
            looks = f"{'phone' if narrow else 'desk'}-{'dark' if dark else 'light'}"
            for name, login, path in kinds(scene):
                how = {"dark": dark, "narrow": narrow}
                with scene.member(login, **how) if login else scene.visitor(**how) as page:
                    page.goto(path)
                    _take(scene, page, f"{name}-{looks}")


def open_menus_have_theirs(scene):
    for narrow in (False, True):
        with scene.member(MANAGER, narrow=narrow) as page:
            looks = "phone" if narrow else "desk"
            page.goto("/")
            page.locator("details.account summary").click()
            _take(scene, page, f"menu-{looks}")
            page.keyboard.press("Escape")
            page.locator("details.more summary").first.click()
            _take(scene, page, f"more-{looks}")
            page.goto("/compose")
            page.locator("details.options").evaluate_all("all => all.forEach((one) => one.open = true)")
            _take(scene, page, f"options-{looks}")


def _take(scene, page, name):
    page.screenshot(path=os.path.join(scene.screenshots, f"{name}.png"), full_page=True)
