"""What axe finds, and what one can reach with the keyboard."""

import importlib.resources

from wishes import Disappointment

# WCAG 2.1 A and AA, the size of targets that 2.2 added, and what axe knows to be good besides.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text()
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary"


def violations(page):
    """As axe tells them, in a line each."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"{one['id']}: {one['help']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


# Remembers what can be reached, and what is reached.
REMEMBER = """selector => {
    const isReachable = (it) => it.tabIndex >= 0 && it.checkVisibility({visibilityProperty: true})
        && it.getBoundingClientRect().width > 0 && !(it.type === "radio" && !it.checked);
    window.reachable = [...document.querySelectorAll(selector)].filter(isReachable);
    window.reached = [];
    document.addEventListener("focusin", (event) => {
        const it = event.target, style = getComputedStyle(it), box = it.getBoundingClientRect();
        window.reached.push({
            number: window.reachable.indexOf(it), html: it.outerHTML.slice(0, 160),
            isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
            isInSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        });
    });
    return window.reachable.map((it) => it.outerHTML.slice(0, 160));
}"""


def tab_through(page):
    """Goes over the page with the tab key; what has the focus one after the other, each with its looks."""
    reachable = page.evaluate(REMEMBER, FOCUSABLE)
    for _ in reachable:
        page.keyboard.press("Tab")
    stops = page.evaluate("() => reached")
    missed = set(range(len(reachable))) - {stop["number"] for stop in stops}
    if missed:
        raise Disappointment("the tab key leads everywhere", "nothing is missed", [reachable[it] for it in sorted(missed)])
    return stops
