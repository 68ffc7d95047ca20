"""A browser, as far as letting a program in needs one: it keeps cookies, follows links and fills in forms."""

import urllib.parse

import bs4
import requests

from wishes import Disappointment


class Browser:
    def __init__(self, login, password):
        self.login, self.password = login, password
        self._session = requests.Session()

    def code(self, url, profile=None):
        """Lets a program in; what the page shows in the end, for people to copy."""
        answer = self.decide(url, profile)
        shown = bs4.BeautifulSoup(answer.text, "html.parser").select("main input[readonly]")
        if not shown:
            raise Disappointment("the page shows a code", "input[readonly]", (answer.status_code, answer.text))
        return shown[0]["value"]

    def decide(self, url, profile=None, decision="allow"):
        """Signs in if that is asked for, and says yes or no; the answer to that, of which no redirect is followed."""
        page = self._session.get(url, timeout=20)
        if 'type="password"' in page.text:
            page = self._submit(page, {"name": self.login, "password": self.password})
        choice = {"decision": decision}
        if profile:
            choice["profile"] = self._number(page, profile)
        return self._submit(page, choice, allow_redirects=False)

    def _number(self, page, profile):
        for label in bs4.BeautifulSoup(page.text, "html.parser").select("main label"):
            if f"@{profile}" in label.get_text().split():
                return label.input["value"]
        raise Disappointment("the page offers a profile", f"@{profile}", page.text)

    def _submit(self, page, values, **how):
        form = bs4.BeautifulSoup(page.text, "html.parser").select_one("main form")
        if form is None:
            raise Disappointment("a page has a form", "<form>", (page.status_code, page.url, page.text))
        hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
        address = urllib.parse.urljoin(page.url, form["action"])
        origin = "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(page.url))
        return self._session.post(address, data={**hidden, **values}, headers={"Origin": origin}, timeout=20, **how)
