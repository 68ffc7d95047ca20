"""What somebody reads who has no account, with scripts and without, in both languages."""

import re

from wishes import expect, expect_in, expect_true


def _everywhere(scene, check, **how):
    for scripts in (True, False):
        with scene.visitor(scripts=scripts, **how) as page:
            check(page)


def _texts(page, selector="main .post .text"):
    return " ".join(page.locator(selector).all_inner_texts())


def home_shows_what_everybody_says_the_newest_first(scene):
    def check(page):
        for path in ("/", "/everybody"):
            expect(path, page.goto(path).status, 200)
            texts = page.locator("main .post .text").all_inner_texts()
            expect_in("the first one", "La cour ce matin", texts[0])
            expect_in("all of them", "L’eau revient au village", " ".join(texts))
        expect("the picture of a post", page.locator(".pictures img").first.get_attribute("alt"), PICTURE)
        expect_true("that it is loaded", *_drawn(page))

    PICTURE = "La cour de l’école, le matin"
    scene.story
    _everywhere(scene, check)


def _drawn(page):
    """Whether the first picture is there; its box is, even where no script may ask."""
    image = page.locator(".pictures img").first
    image.scroll_into_view_if_needed()
    box = image.bounding_box()
    return box["width"] > 100 and box["height"] > 50, box


def a_profile_shows_its_posts_with_replies_and_by_source(scene):
    def check(page):
        expect("the profile", page.goto("/@secours").status, 200)
        expect("its name", page.get_by_role("heading", level=1).inner_text(), "Secours sans frontières")
        expect_in("its posts", "Deux mille tentes", _texts(page))
        expect_true("no replies", "huit salles" not in _texts(page), _texts(page))
        page.get_by_role("link", name="Posts and replies").click()
        page.wait_for_url("**/with_replies")
        expect_in("with replies", "huit salles", _texts(page))
        page.goto("/@secours")
        page.locator(".post .context a", has_text="Appels").first.click()
        page.wait_for_url("**/@secours?source=*")
        texts = _texts(page)
        expect_in("the source", "bénévoles à Lyon", texts)
        expect_true("nothing else", "tentes" not in texts, texts)
        page.get_by_role("link", name="All posts").click()
        page.wait_for_url("**/@secours")

    scene.story
    _everywhere(scene, check)


def the_face_of_a_profile_is_a_picture_that_loads(scene):
    with scene.visitor() as page:
        answer = page.goto("/@secours/avatar.svg")
        expect("status and type", (answer.status, answer.headers["content-type"]), (200, "image/svg+xml"))
        expect("its initials", page.locator("text").text_content(), "SF")


def a_post_stands_in_its_conversation_with_its_article(scene):
    def check(page):
        expect("the post", page.goto(scene.story.page(scene.story.news)).status, 200)
        card = page.locator(".alone .article")
        expect_in("the card", "Réouverture de l’école", card.inner_text())
        expect_in("its publisher", "terrain.example.org", card.inner_text())
        answers = page.locator(".thread > .post .text").all_inner_texts()
        expect("how many answers", len(answers), 3)
        expect_in("the question", "Combien d’enfants", answers[0])
        expect_in("its answer below it", "huit salles", answers[1])
        page.goto(scene.story.page(scene.story.answer))
        expect_in("what came before", "Combien d’enfants", _texts(page, ".thread > .post .text"))

    _everywhere(scene, check)


def what_a_post_said_before_can_be_read(scene):
    def check(page):
        page.goto(scene.story.page(scene.story.corrected))
        page.get_by_role("link", name=re.compile("^edited")).click()
        page.wait_for_url("**/history")
        expect_in("the first version", "ouvrte", _texts(page))

    _everywhere(scene, check)


def a_tag_brings_together_what_bears_it(scene):
    def check(page):
        page.goto("/@secours")
        page.locator(".text .tag", has_text="#Séisme").first.click()
        page.wait_for_url(re.compile("/tags/"))
        texts = _texts(page)
        for words in ("Réouverture", "huit salles", "ouverte de nouveau"):
            expect_in("the tag", words, texts)

    scene.story
    _everywhere(scene, check)


def search_finds_people_tags_and_posts(scene):
    def check(page):
        page.goto("/")
        page.get_by_role("link", name="Search").click()
        page.get_by_role("searchbox").fill("séisme")
        page.get_by_role("searchbox").press("Enter")
        page.wait_for_url("**/search?q=*")
        expect_in("a tag", "#", page.locator("p.tags").inner_text())
        page.get_by_role("searchbox").fill("secours")
        page.get_by_role("main").get_by_role("button", name="Search").click()
        expect("a person", page.locator(".person .name").first.inner_text(), "Secours sans frontières")
        page.get_by_role("searchbox").fill("tentes")
        page.get_by_role("searchbox").press("Enter")
        page.locator(".h-feed .post").first.wait_for()
        expect_in("a post", "Deux mille tentes", _texts(page))
        page.goto("/search?q=zzzzzz")
        page.get_by_role("status").wait_for()

    scene.story
    _everywhere(scene, check)


def a_plus_behind_a_short_link_tells_where_it_leads(scene):
    def check(page):
        expect("the page", page.goto(f"/l/{scene.story.code}+").status, 200)
        link = page.get_by_role("main").get_by_role("link")
        expect("the target", link.get_attribute("href"), "https://terrain.example.org/2026/11/article-0")

    _everywhere(scene, check)


def what_is_not_there_is_told_so_with_a_way_home(scene):
    def check(page):
        for path in ("/@nobody", "/@secours/1", "/l/AAAAAAAAAAA", "/nothing", "/tags/%20"):
            expect(path, page.goto(path).status, 404)
            expect("what it says", page.get_by_role("heading", level=1).inner_text(), "This page does not exist")
        page.get_by_role("link", name="newest posts").click()
        page.wait_for_url(scene.url + "/")

    _everywhere(scene, check)


def whoever_reads_french_is_spoken_to_in_french(scene):
    def check(page):
        words = {
            "/": "Se connecter",
            "/@secours": "Messages et réponses",
            "/search": "Rechercher",
            "/login": "Mot de passe",
            "/nothing": "Cette page n’existe pas",
            f"/l/{scene.story.code}+": "Lire l’article",
        }
        for path, word in words.items():
            page.goto(path)
            expect(f"the language of {path}", page.locator("html").get_attribute("lang"), "fr")
            expect_in(path, word, page.locator("body").inner_text())

    _everywhere(scene, check, language="fr-CA")


def older_posts_follow_and_newer_ones_come_back(scene):
    writer = scene.program("max")
    for number in range(1, 26):
        writer.say(f"Carnet de route, jour {number}", visibility="unlisted", language="fr")

    def check(page):
        page.goto("/@max")
        expect("on the first page", page.locator("main .post").count(), 20)
        page.get_by_role("link", name="Older posts").click()
        page.wait_for_url("**/@max?older=*")
        expect_in("the oldest", "jour 1 ", _texts(page).replace("\n", " ") + " ")
        page.get_by_role("link", name="Newer posts").click()
        page.wait_for_url(re.compile(r"/@max(\?newer=\d+)?$"))
        expect_in("the newest", "jour 25", _texts(page))

    scene.story
    _everywhere(scene, check)
