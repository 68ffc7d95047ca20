"""Chromium, the people who use it, and what they have said to each other before."""

import contextlib
import dataclasses
import functools
import json

from picture import png
from playwright.sync_api import BrowserContext, Page, sync_playwright
from watch import Watch

# No name leads anywhere, and no address but ours: whatever else a page asks for fails, and is seen to.
ARGUMENTS = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu", "--font-render-hinting=none"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclasses.dataclass(frozen=True)
class Browser:
    context: BrowserContext
    page: Page
    watch: Watch


class Scene:
    def __init__(self, facts):
        self.url, self.folder, self.screenshots = facts["url"], facts["folder"], facts.get("screenshots")
        self._passwords = facts["passwords"]
        self._playwright = sync_playwright().start()
        self._chromium = self._playwright.chromium.launch(executable_path=facts["chromium"], args=ARGUMENTS)

    def close(self):
        self._chromium.close()
        self._playwright.stop()

    # MARK: People

    def password(self, login):
        return self._passwords[login.split("@")[0]]

    def visitor(self, **how):
        """A page of somebody who has not signed in."""
        return self._page(self._browser(None, **how))

    def member(self, login, **how):
        """A page of somebody who has signed in."""
        return self._page(self._browser(login, **how))

    @contextlib.contextmanager
    def newcomer(self, **how):
        """A page of a browser that has not been here before."""
        browser = self._new_browser(None, **how)
        try:
            with self._page(browser) as page:
                yield page
        finally:
            browser.context.close()

    @contextlib.contextmanager
    def _page(self, browser):
        """In the end nothing may have happened behind it."""
        yield browser.page
        browser.watch.end()

    @functools.cache
    def _browser(self, login, **how):
        return self._new_browser(login, **how)

    def _new_browser(self, login, scripts=True, language="en", narrow=False, dark=False):
        context = self._chromium.new_context(
            base_url=self.url,
            java_script_enabled=scripts,
            locale=language,
            viewport=NARROW if narrow else WIDE,
            color_scheme="dark" if dark else "light",
            storage_state=login and self._state(login),
        )
        # A machine that does much else takes its time; a check that fails may, too.
        context.set_default_timeout(30_000)
        watch = Watch(self.url)
        watch.follow(context)
        return Browser(context, context.new_page(), watch)

    @functools.cache
    def _state(self, login):
        with self.newcomer() as page:
            self.sign_in(page, login)
            return page.context.storage_state()

    def sign_in(self, page, login):
        page.goto("/login")
        page.get_by_label("Name").fill(login)
        page.get_by_label("Password").fill(self.password(login))
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url(self.url + "/")

    # MARK: What they have said

    @functools.cache
    def program(self, login):
        """For what is to be there before a page is looked at."""
        return Program(self._playwright, self.url, login, self.password(login))

    @functools.cached_property
    def story(self):
        return Story(self)


class Program:
    def __init__(self, playwright, url, login, password):
        ask = playwright.request.new_context(base_url=url)
        app = ask.post(
            "/api/v1/apps",
            data={"client_name": "browser-test", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read write"},
        ).json()
        self.client_id = app["client_id"]
        grant = {"grant_type": "password", "username": login, "password": password, "scope": "read write"}
        secrets = {key: app[key] for key in ("client_id", "client_secret")}
        token = ask.post("/oauth/token", data={**grant, **secrets}).json()["access_token"]
        self._ask = playwright.request.new_context(
            base_url=url, extra_http_headers={"Authorization": f"Bearer {token}"}
        )

    def get(self, path):
        return self._answer(self._ask.get(f"/api/v1/{path}"))

    def post(self, path, **data):
        return self._answer(self._ask.post(f"/api/v1/{path}", data=data))

    def say(self, text, **how):
        return self.post("statuses", status=text, **how)

    def upload(self, bytes, description):
        file = {"name": "picture.png", "mimeType": "image/png", "buffer": bytes}
        return self._answer(self._ask.post("/api/v1/media", multipart={"file": file, "description": description}))

    def edit(self, post, text):
        return self._answer(self._ask.put(f"/api/v1/statuses/{post['id']}", data={"status": text}))

    def _answer(self, answer):
        if not answer.ok:
            raise RuntimeError(f"{answer.url} was answered with {answer.status}: {answer.text()}")
        return json.loads(answer.text())


class Story:
    """What was said, and on which page each of it stands."""

    def __init__(self, scene):
        leo, mia, secours = scene.program("leo"), scene.program("mia"), scene.program("ana@secours")
        posts = leo.get("timelines/public?limit=40")
        [self.news] = [post for post in posts if "Réouverture" in post["content"]]
        [self.appeal] = [post for post in posts if "bénévoles" in post["content"]]
        self.code = self._short_code(self.news)
        self.question = leo.say(
            "@secours Combien d’enfants retournent en classe ?", in_reply_to_id=self.news["id"], language="fr"
        )
        self.answer = secours.say(
            "@leo Deux cents, dans huit salles. #Séisme", in_reply_to_id=self.question["id"], language="fr"
        )
        mia.say("@secours Bravo 👏", in_reply_to_id=self.news["id"], language="fr")
        self.corrected = mia.say("La rue est ouvrte de nouveau #Séisme", language="fr")
        mia.edit(self.corrected, "La rue est ouverte de nouveau #Séisme")
        picture = secours.upload(png(640, 360), "La cour de l’école, le matin")
        self.pictured = secours.say("La cour ce matin #Séisme", media_ids=[picture["id"]], language="fr")
        self.secret = "Entre nous : la soirée est pour samedi"
        mia.post(f"accounts/{leo.get('accounts/lookup?acct=leo')['id']}/follow")
        leo.post(f"accounts/{leo.get('accounts/lookup?acct=secours')['id']}/follow")
        self.confidence = leo.say(f"{self.secret} #Confidence", visibility="private", language="fr")
        mia.say("@secours Puis-je passer demain ?", visibility="direct", language="fr")
        mia.post(f"statuses/{self.answer['id']}/favourite")
        mia.post(f"statuses/{self.pictured['id']}/reblog")
        self.list = secours.post("lists", title="Donateurs")["id"]
        secours.post(f"lists/{self.list}/accounts", account_ids=[leo.get("accounts/lookup?acct=leo")["id"]])
        self.conversation = secours.get("conversations")[0]["id"]
        self.client_id = leo.client_id

    def _short_code(self, post):
        return post["content"].split("/l/")[1].split('"')[0]

    @staticmethod
    def page(post):
        return f"/@{post['account']['acct']}/{post['id']}"
