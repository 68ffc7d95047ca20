"""How Mastodon.py, and programs in browsers, are let in."""

import base64
import hashlib
import urllib.parse

from mastodon import Mastodon
from scene import OUT_OF_BAND, SCOPES
from wishes import Disappointment, expect, expect_in, expect_refusal

BACK = "http://127.0.0.1:9/back"


def signs_in_by_password(scene):
    expect("who signed in", scene.leo.account_verify_credentials()["acct"], "leo")


def speaks_for_the_profile_named_behind_the_at_sign(scene):
    expect("ana@secours", scene.secours.me()["acct"], "secours")
    expect("ana@presse", scene.presse.me()["acct"], "presse")


def accepts_a_login_that_looks_like_an_email_address(scene):
    program = scene.program()
    scene.log_in(program, username="mia@example.org", password=scene.password("mia"), scopes=SCOPES)
    expect("who signed in", program.me()["acct"], "mia")


def refuses_a_wrong_password(scene):
    program = scene.program()
    try:
        scene.log_in(program, username="leo", password="sept-chats-noirs", scopes=SCOPES)
    except Exception as error:
        expect_in("Mastodon.py says what was wrong", "invalid_grant", str(error))
    else:
        raise Disappointment("a wrong password", "refused", program.access_token)


def signs_in_by_a_code_from_the_page(scene):
    expect("who signed in", scene.admitted("leo", None).me()["acct"], "leo")


def lets_people_choose_for_which_profile(scene):
    expect("who was chosen", scene.admitted("ana", "presse").me()["acct"], "presse")
    expect("who was chosen", scene.admitted("ana", "secours").me()["acct"], "secours")


def accepts_a_slash_behind_the_address_of_the_page(scene):
    program = scene.program()
    url = scene.authorization_url(program).replace("/oauth/authorize?", "/oauth/authorize/?")
    scene.log_in(program, code=scene.browser("leo").code(url), scopes=SCOPES)
    expect("who signed in", program.me()["acct"], "leo")


def hands_code_and_state_to_the_address_of_the_program(scene):
    program = scene.program(_app(scene))
    url = scene.authorization_url(program, redirect_uris=BACK, state="a b&c")
    location = scene.browser("leo").decide(url).headers.get("Location", "")
    given = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)
    expect("where the browser is sent", location.split("?")[0], BACK)
    expect("the state", given.get("state"), ["a b&c"])
    scene.log_in(program, code=given["code"][0], redirect_uri=BACK, scopes=SCOPES)
    expect("who signed in", program.me()["acct"], "leo")


def tells_the_program_when_people_say_no(scene):
    program = scene.program(_app(scene))
    url = scene.authorization_url(program, redirect_uris=BACK, state="s1")
    location = scene.browser("leo").decide(url, decision="deny").headers.get("Location", "")
    given = urllib.parse.parse_qs(urllib.parse.urlsplit(location).query)
    expect("what the program is told", (given.get("error"), given.get("state")), (["access_denied"], ["s1"]))


def seals_a_code_with_a_verifier(scene):
    verifier = "v" * 64
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    url = scene.authorization_url(scene.program()) + f"&code_challenge={challenge}&code_challenge_method=S256"
    expect("a code with the wrong verifier", _redeem(scene, scene.browser("leo").code(url), "w" * 64)[0], 400)
    expect("a code without its verifier", _redeem(scene, scene.browser("leo").code(url), None)[0], 400)
    code = scene.browser("leo").code(url)
    status, token = _redeem(scene, code, verifier)
    expect("a code with its verifier", status, 200)
    person = Mastodon(access_token=token["access_token"], api_base_url=scene.url)
    expect("who signed in", person.me()["acct"], "leo")
    status, answer = _redeem(scene, code, verifier)
    expect("a code that was used", (status, answer.get("error")), (400, "invalid_grant"))


def gives_a_program_a_token_without_a_person(scene):
    client_id, client_secret = scene.app
    asked = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": client_secret}
    answer = scene.ask("POST", "/oauth/token", json={**asked, "redirect_uri": OUT_OF_BAND, "scope": "read write"})
    expect("grant_type=client_credentials", answer.status_code, 200)
    program = Mastodon(access_token=answer.json()["access_token"], api_base_url=scene.url)
    expect("the program", program.app_verify_credentials()["name"], "clients-test")
    expect_refusal(422, program.status_post, "personne")


def names_the_program_behind_a_token_and_a_post(scene):
    expect("the program", scene.leo.app_verify_credentials()["name"], "clients-test")
    post = scene.leo.status_post("Par quel programme ?")
    expect("the program of a post", post["application"]["name"], "clients-test")


def keeps_a_program_within_its_scopes(scene):
    program = scene.program()
    scene.log_in(program, username="leo", password=scene.password("leo"), scopes=["read"])
    expect("who reads", program.me()["acct"], "leo")
    expect_refusal(403, program.status_post, "hors du cadre")


def ends_a_token_that_is_revoked(scene):
    program = scene.signed_in("leo")
    token = program.access_token
    scene.revoke(program)
    expect_refusal(401, Mastodon(access_token=token, api_base_url=scene.url).timeline_home)
    expect("a token that was never there", scene.ask("GET", "/api/v1/timelines/home").status_code, 401)


def _app(scene):
    return Mastodon.create_app("with an address", scopes=SCOPES, redirect_uris=BACK, api_base_url=scene.url)


def _redeem(scene, code, verifier):
    client_id, client_secret = scene.app
    form = {"grant_type": "authorization_code", "client_id": client_id, "client_secret": client_secret}
    form |= {"code": code, "redirect_uri": OUT_OF_BAND} | ({"code_verifier": verifier} if verifier else {})
    answer = scene.ask("POST", "/oauth/token", data=form)
    return answer.status_code, answer.json()
