"""Finding people, posts and tags."""

from wishes import expect, expect_in, ids


def finds_people_by_every_way_to_write_their_name(scene):
    for words in ("secours", "@secours", f"secours@{scene.host}", f"@secours@{scene.host}", f"{scene.url}/@secours"):
        found = scene.leo.search_v2(words, result_type="accounts")["accounts"]
        expect_in(f"what {words} finds", "secours", [one["acct"] for one in found])
    expect("by the name that is shown", scene.leo.account_search("Service de")[0]["acct"], "presse")
    for words in ("secours", f"secours@{scene.host}"):
        expect(f"lookup of {words}", scene.stranger.account_lookup(words)["acct"], "secours")


def finds_posts_by_their_words(scene):
    tag = scene.tag()
    post = scene.secours.status_post(f"Vaccination à Éguilles {tag}")
    for words in (tag, f"eguilles {tag}", f"VACCINATION {tag}"):
        found = scene.leo.search_v2(words, result_type="statuses")["statuses"]
        expect(f"what {words} finds", ids(found), ids([post]))
    expect("what two words find that are not together", scene.leo.search_v2(f"{tag} baleine")["statuses"], [])
    expect("by its address", ids(scene.leo.search_v2(post["url"])["statuses"]), ids([post]))


def finds_tags(scene):
    tag = scene.tag()
    scene.secours.status_post(f"Un sujet #{tag.capitalize()}")
    found = scene.leo.search_v2(tag[:-2], result_type="hashtags")["hashtags"]
    expect_in("the tag", tag, [one["name"].lower() for one in found])
    expect("its timeline, whatever its case", len(scene.stranger.timeline_hashtag(tag.upper())), 1)


def finds_nothing_where_words_mean_something_else(scene):
    for words in ("wxyzwxyz", "\"'; --", "a OR b* NEAR(", "😀", "%_"):
        expect(f"people that {words} finds", list(scene.leo.search_v2(words)["accounts"]), [])
