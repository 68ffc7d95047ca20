"""The people of a suite, each with a Mastodon.py that is signed in."""

import functools
import inspect
import itertools
import os
import re

import mastodon
import requests
from mastodon import Mastodon

from browser import Browser
from recording import RECORDING
from terminal import Program

SCOPES = ["read", "write", "follow", "push"]
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


class Scene:
    def __init__(self, facts):
        self.url, self.folder = facts["url"], facts["folder"]
        self.host = self.url.removeprefix("http://")
        self.articles, self.choir, self.commands = facts["articles"], facts["choir"], facts["commands"]
        self._passwords = facts["passwords"]
        self._words = itertools.count(1)
        self._browsers = {}
        if hasattr(mastodon, "return_types"):
            RECORDING.start()

    def close(self):
        """What it has opened ends with the process."""

    # MARK: People

    @functools.cached_property
    def secours(self):
        """Speaks for a profile that has feeds, too."""
        return self.signed_in("ana@secours")

    @functools.cached_property
    def presse(self):
        return self.signed_in("ana@presse")

    @functools.cached_property
    def leo(self):
        return self.signed_in("leo")

    @functools.cached_property
    def mia(self):
        return self.signed_in("mia")

    @functools.cached_property
    def voices(self):
        """One program for each profile that a single person speaks for, let in with one password."""
        return [self.admitted("choeur", profile) for profile in self.choir]

    @functools.cached_property
    def stranger(self):
        """Has not signed in."""
        return Mastodon(api_base_url=self.url)

    def password(self, login):
        return self._passwords[login.split("@")[0]]

    @functools.cache
    def id_of(self, name):
        return str(self.leo.account_lookup(name)["id"])

    # MARK: Programs

    @functools.cached_property
    def app(self):
        """Identifier and secret of a program, registered once."""
        return Mastodon.create_app("clients-test", scopes=SCOPES, api_base_url=self.url)

    def program(self, app=None):
        """Mastodon.py for someone who is yet to sign in."""
        client_id, secret = app or self.app
        return Mastodon(client_id=client_id, client_secret=secret, api_base_url=self.url)

    def signed_in(self, login):
        program = self.program()
        self.log_in(program, username=login, password=self.password(login), scopes=SCOPES)
        return program

    def admitted(self, login, profile):
        """By the page on which people let programs in."""
        program = self.program()
        code = self.browser(login).code(self.authorization_url(program), profile)
        self.log_in(program, code=code, scopes=SCOPES)
        return program

    def log_in(self, program, **how):
        return program.log_in(**how, **_plain_http(program.log_in))

    def revoke(self, program):
        program.revoke_access_token(**_plain_http(program.revoke_access_token))

    def authorization_url(self, program, **how):
        return program.auth_request_url(scopes=SCOPES, **how, **_plain_http(program.auth_request_url))

    def browser(self, login):
        """Of one person; it stays signed in."""
        if login not in self._browsers:
            self._browsers[login] = Browser(login, self.password(login))
        return self._browsers[login]

    # MARK: Other programs

    def program_of(self, name, home):
        return Program(self.commands[name], os.path.join(self.folder, home))

    @functools.cache
    def toot(self, login):
        """toot as somebody uses it."""
        toot = self.program_of("toot", f"toot-{login}")
        toot("login_cli", "-i", self.url, "-e", login, "-p", self.password(login))
        return toot

    # MARK: Requests that Mastodon.py cannot make

    def ask(self, method, path, person=None, **how):
        headers = {**how.pop("headers", {}), **({"Authorization": f"Bearer {person.access_token}"} if person else {})}
        return requests.request(method, self.url + path, headers=headers, timeout=20, **how)

    # MARK: Words

    def tag(self):
        """That nobody has used before."""
        return f"sujet{next(self._words)}x{self.host.split(':')[1]}"

    @staticmethod
    def text(status):
        """Of a post, without its markup."""
        breaks = re.sub(r"<br ?/?>", "\n", status["content"])
        return requests.utils.unquote(re.sub(r"<[^>]*>", "", breaks))


def _plain_http(method):
    """Mastodon.py 2 wants TLS, unless it is told that this is a test."""
    return {"allow_http": True} if "allow_http" in inspect.signature(method).parameters else {}
