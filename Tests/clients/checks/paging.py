"""Reading to the end, page by page, and back: nothing is left out, told twice, or in another order."""

import functools
import re
import urllib.parse

from wishes import expect, expect_true, ids, require

COUNT = 120


@functools.cache
def _posts(scene):
    """The newest first; leo follows their author, has them in a list, and has marked each of them, the newest first."""
    tag = scene.tag()
    scene.leo.account_follow(scene.id_of("presse"))
    listed = scene.leo.list_create(tag)
    scene.leo.list_accounts_add(listed, [scene.id_of("presse")])
    scene.presse.notifications_clear()
    posts = [scene.presse.status_post(f"Numéro {number} #{tag}") for number in range(COUNT)]
    for post in reversed(posts):
        scene.leo.status_favourite(post)
        scene.leo.status_bookmark(post)
    return tag, listed, ids(reversed(posts))


def reads_home_to_the_end_and_back(scene):
    _, _, posts = _posts(scene)
    _expect_pages(scene.leo, scene.leo.timeline_home(limit=40), posts)


def reads_a_profile_to_the_end_and_back(scene):
    _, _, posts = _posts(scene)
    _expect_pages(scene.stranger, scene.stranger.account_statuses(scene.id_of("presse"), limit=40), posts)


def reads_everything_public_to_the_end_and_back(scene):
    _, _, posts = _posts(scene)
    _expect_pages(scene.stranger, scene.stranger.timeline_public(limit=40), posts)


def reads_a_tag_to_the_end_and_back(scene):
    tag, _, posts = _posts(scene)
    _expect_pages(scene.stranger, scene.stranger.timeline_hashtag(tag, limit=40), posts, alone=True)


def reads_a_list_to_the_end_and_back(scene):
    _, listed, posts = _posts(scene)
    _expect_pages(scene.leo, scene.leo.timeline_list(listed, limit=40), posts)


def reads_favourites_to_the_end_and_back(scene):
    _, _, posts = _posts(scene)
    _expect_pages(scene.leo, scene.leo.favourites(limit=40), posts[::-1])


def reads_bookmarks_to_the_end_and_back(scene):
    _, _, posts = _posts(scene)
    _expect_pages(scene.leo, scene.leo.bookmarks(limit=40), posts[::-1])


def reads_notifications_to_the_end_and_back(scene):
    _, _, posts = _posts(scene)
    told = _expect_pages(scene.presse, scene.presse.notifications(limit=40))
    expect("what was favourited", ids(one["status"] for one in told if one["type"] == "favourite"), posts[::-1])


def reads_grouped_notifications_to_the_end(scene):
    require(scene.presse, "pagination_page_iterator")
    _, _, posts = _posts(scene)
    page = scene.presse.grouped_notifications(limit=40, types=["favourite"])
    groups = [group for one in scene.presse.pagination_page_iterator(page) for group in one["notification_groups"]]
    expect("what was favourited", [str(group["status_id"]) for group in groups], posts[::-1])


def reads_followers_to_the_end_and_back(scene):
    for voice in scene.voices:
        voice.account_follow(scene.id_of("mia"))
    for limit in (7, 40):
        followers = _expect_pages(scene.stranger, scene.stranger.account_followers(scene.id_of("mia"), limit=limit))
        expect("followers", sorted(one["acct"] for one in followers), scene.choir)
    for voice in scene.voices:
        voice.account_unfollow(scene.id_of("mia"))


def says_in_one_header_where_the_next_page_is(scene):
    """As toot takes it apart: `next` comes first."""
    tag, listed, _ = _posts(scene)
    for path in (
        "timelines/home",
        f"timelines/tag/{tag}",
        f"timelines/list/{listed['id']}",
        f"accounts/{scene.id_of('presse')}/statuses",
        "timelines/public",
        "favourites",
        "bookmarks",
    ):
        answer = scene.ask("GET", f"/api/v1/{path}?limit=40&local=True", scene.leo)
        link = answer.headers.get("Link", "")
        shape = re.fullmatch(r'<([^>]+)>; rel="next", <([^>]+)>; rel="prev"', link)
        expect_true(f"Link of {path} has its shape", shape, link)
        following, previous = (urllib.parse.urlsplit(address) for address in shape.groups())
        for address, name in ((following, "max_id"), (previous, "min_id")):
            expect("where it leads", f"{address.scheme}://{address.netloc}{address.path}", f"{scene.url}/api/v1/{path}")
            asked = urllib.parse.parse_qs(address.query)
            expect(f"what {name} comes with", sorted(asked), sorted(["limit", "local", name]))
        last = scene.ask("GET", f"/api/v1/{path}?max_id=2", scene.leo)
        expect(f"Link of a page of {path} that is empty", (last.json(), last.headers.get("Link")), ([], None))


def ends_without_a_next_page(scene):
    tag, _, posts = _posts(scene)
    answer = scene.ask("GET", f"/api/v1/timelines/tag/{tag}?limit=40&max_id={posts[-5]}")
    expect("how many are left", len(answer.json()), 4)
    expect("the header's relations", re.findall('rel="([^"]+)"', answer.headers["Link"]), ["prev"])


def reads_what_is_newer_from_either_end(scene):
    tag, _, posts = _posts(scene)
    ask = scene.stranger.timeline_hashtag
    expect("since_id: the newest of them", ids(ask(tag, since_id=posts[-1], limit=5)), posts[:5])
    expect("min_id: the nearest of them", ids(ask(tag, min_id=posts[-1], limit=5)), posts[-6:-1])
    expect("max_id: what is older", ids(ask(tag, max_id=posts[4], limit=3)), posts[5:8])
    expect("at most 40", len(ask(tag, limit=1000)), 40)


def _expect_pages(person, first, wanted=None, alone=False):
    """Everything from the first page on.

    `wanted` are numbers that have to be in it, in this order and next to one another; `alone`: and no others.
    """
    everything = person.fetch_remaining(first)
    forth = ids(everything)
    expect("how often each is told", len(forth), len(set(forth)))
    if wanted:
        mine = [number for number in forth if number in set(wanted)]
        expect("what is read", forth if alone else mine, wanted)
    last = first
    while (page := person.fetch_next(last)) and len(page):
        last = page
    pages = [ids(last)]
    while (page := person.fetch_previous(last)) and len(page):
        pages.insert(0, ids(page))
        last = page
    expect("what is read on the way back", [number for page in pages for number in page], forth)
    return everything
