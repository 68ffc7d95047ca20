"""What a client asks for in passing: the server itself, preferences, and lists of things that there are none of."""

import mastodon
from wishes import expect, expect_in, expect_refusal, expect_true


def names_a_version_that_every_client_can_read(scene):
    version = scene.leo.retrieve_mastodon_version()
    expect("the version that Mastodon.py reads", version.split(".")[0], "4")
    told = scene.ask("GET", "/api/v1/instance").json()["version"]
    expect_true("no version hides behind a +", "+" not in told, told)
    if version >= "4.3.0":
        mastodon_version = scene.ask("GET", "/api/v2/instance").json()["api_versions"]["mastodon"]
        expect("the type of api_versions.mastodon", type(mastodon_version), int)


def tells_its_limits_and_its_name(scene):
    first = scene.ask("GET", "/api/v1/instance/").json()
    expect("uri", first["uri"], scene.host)
    expect("the longest post", first["configuration"]["statuses"]["max_characters"], 140)
    expect("streaming", first["urls"]["streaming_api"], f"ws://{scene.host}")
    expect_in("the contact", first["contact_account"]["acct"], [*scene.articles, *scene.choir])
    second = scene.ask("GET", "/api/v2/instance/").json()
    expect("domain", second["domain"], scene.host)
    expect("streaming", second["configuration"]["urls"]["streaming"], f"ws://{scene.host}")
    expect("what Mastodon.py reads", scene.stranger.instance()["title"], first["title"])


def is_found_by_nodeinfo(scene):
    info = scene.stranger.instance_nodeinfo()
    expect("the software", info["software"]["name"], "feedline")
    expect("sign-up", info["openRegistrations"], False)


def says_that_it_is_well(scene):
    expect("health", scene.stranger.instance_health(), True)


def tells_preferences_by_their_whole_names(scene):
    answer = scene.ask("GET", "/api/v1/preferences", scene.leo).json()
    expect("posting:default:visibility", answer["posting:default:visibility"], "public")
    expect("posting:default:sensitive", answer["posting:default:sensitive"], False)
    for name in ("posting:default:language", "reading:expand:media", "reading:expand:spoilers"):
        expect_in("all names", name, answer)
    expect_in("what Mastodon.py reads", "posting:default:visibility", scene.leo.preferences())


def has_empty_lists_instead_of_errors(scene):
    person = scene.leo
    for ask in (
        "custom_emojis announcements filters trending_tags trending_statuses trending_links suggestions endorsements "
        "featured_tags featured_tag_suggestions domain_blocks instance_rules instance_peers instance_activity "
        "filters_v2 notification_requests"
    ).split():
        if hasattr(mastodon.Mastodon, ask):
            expect(ask, list(getattr(person, ask)()), [])


def keeps_how_far_somebody_has_read(scene):
    post = scene.leo.status_post("Lu jusqu’ici.")
    marker = scene.leo.markers_set(["home"], [post["id"]])["home"]
    again = scene.leo.markers_set(["home"], [post["id"]])["home"]
    expect("the marker", str(scene.leo.markers_get(["home"])["home"]["last_read_id"]), str(post["id"]))
    expect("its version grows", again["version"], marker["version"] + 1)


def answers_in_json_when_there_is_nothing(scene):
    expect("the words", expect_refusal(404, scene.leo.status, 1), "Record not found")
    for path in ("/api/v1/statuses/1", "/api/v1/accounts/none", "/api/v1/there/is/no/such/path"):
        answer = scene.ask("GET", path, scene.leo)
        expect(f"the type of {path}", answer.headers["Content-Type"].split(";")[0], "application/json")
        expect(f"the status and the names in {path}", (answer.status_code, list(answer.json())), (404, ["error"]))


def lets_programs_in_browsers_ask(scene):
    asked = {"Origin": "https://elk.zone", "Access-Control-Request-Method": "POST"}
    asked["Access-Control-Request-Headers"] = "authorization,content-type,idempotency-key"
    for path in ("/api/v1/statuses", "/oauth/token", "/api/v1/apps"):
        answer = scene.ask("OPTIONS", path, headers=asked)
        allowed = answer.headers.get("Access-Control-Allow-Headers", "").lower()
        expect_in(f"a browser asks for {path}", answer.status_code, (200, 204))
        expect("any origin", answer.headers.get("Access-Control-Allow-Origin"), "*")
        for header in ("authorization", "content-type", "idempotency-key"):
            expect_in("what may be sent", header, allowed)
    answer = scene.ask("GET", "/api/v1/timelines/public", headers={"Origin": "https://elk.zone"})
    expect("any origin", answer.headers.get("Access-Control-Allow-Origin"), "*")
    expect_in("what may be read", "link", answer.headers.get("Access-Control-Expose-Headers", "").lower())


def tells_what_is_left_of_a_share(scene):
    answer = scene.ask("GET", "/api/v1/timelines/public", scene.leo)
    left = int(answer.headers["X-RateLimit-Remaining"])
    expect_true("there is less than there was", left < int(answer.headers["X-RateLimit-Limit"]), answer.headers)
    scene.leo.timeline_public()
    expect("what Mastodon.py reads", scene.leo.ratelimit_remaining, left - 1)
