"""Who does not see what is not for them."""

from wishes import expect, expect_in, expect_true


def a_post_for_followers_is_read_by_a_follower(scene):
    story = scene.story
    with scene.member("mia") as page:
        for path in ("/", "/@leo", story.page(story.confidence)):
            expect(path, page.goto(path).status, 200)
            expect_in(path, story.secret, page.get_by_role("main").inner_text())


def a_post_for_followers_is_hidden_from_strangers_and_visitors(scene):
    story = scene.story
    for who in (scene.member("zoe"), scene.visitor(), scene.visitor(scripts=False)):
        with who as page:
            expect("the post", page.goto(story.page(story.confidence)).status, 404)
            elsewhere = ("/", "/everybody", "/@leo", "/@leo/with_replies", "/tags/Confidence")
            for path in (*elsewhere, "/search?q=soir%C3%A9e", "/search?q=Confidence"):
                expect(path, page.goto(path).status, 200)
                body = page.content()
                expect_true(path, story.secret not in body and story.confidence["id"] not in body, body)


def what_members_see_is_kept_by_no_cache(scene):
    with scene.member("mia") as page:
        answer = page.goto(scene.story.page(scene.story.confidence))
        expect_in("what caches are told", "no-store", answer.headers["cache-control"])
