"""A daemon for one suite: its feeds, its profiles, and the people who sign in."""

import concurrent.futures
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Benchmarks"))

from bridge import Bridge  # noqa: E402
from servers import free_port  # noqa: E402

ARTICLES = {
    "secours": ["Réouverture de l’école à Mayotte", "Deux mille tentes pour la vallée", "L’eau revient au village"],
    "presse": ["Conférence de presse lundi à 14 h", "Bilan de l’année"],
}
# Profiles that follow others, so that there are more of these than one page holds.
CHOIR = [f"voix{number:02}" for number in range(1, 46)]
ACCOUNTS = {"ana": ["secours", "presse"], "leo": [], "mia": [], "choeur": CHOIR}
PASSWORD = "sept-chats-{}-gris"


class Stage:
    accounts = ACCOUNTS

    def __init__(self, program, folder):
        self.bridge = Bridge(program, folder)
        self.folder = folder
        self.port = free_port()
        self._configure()

    def __enter__(self):
        self._daemon = self.bridge.start()
        try:
            self._wait_until(self._is_served, "is not served")
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                list(pool.map(self._add_account, self.accounts))
            self._wait_until(self._has_posts, "has not posted what its feeds hold")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self._daemon.poll() is None:
            self._daemon.kill()
            self._daemon.wait()

    def facts(self):
        """What a suite has to know."""
        return {
            "url": f"http://127.0.0.1:{self.port}",
            "folder": self.folder,
            "passwords": {name: PASSWORD.format(name) for name in self.accounts},
            "articles": ARTICLES,
            "choir": CHOIR,
        }

    def ends_well(self):
        """Whether it is still there, and stops when it is told to."""
        self._daemon.send_signal(signal.SIGTERM)
        try:
            status = self._daemon.wait(timeout=30)
        except subprocess.TimeoutExpired:
            status = "nothing within 30 seconds"
        complaints = [line for line in open(self.bridge.log, errors="replace") if " error " in line]
        if status == 0 and not complaints:
            return True
        print(f"FAILED  the daemon: expected to end with 0 and without errors, got {status}\n{self.bridge.log_tail()}")
        print("".join(complaints))
        return False

    def feeds(self):
        """Documents by the names of their files."""
        return {f"{profile}.xml": feed(profile, titles) for profile, titles in ARTICLES.items()}

    def configuration(self):
        return {
            "profiles": {
                "secours": {"displayName": "Secours sans frontières", "language": "fr", "bio": "Sur le terrain."},
                "presse": {"displayName": "Service de presse", "language": "fr"},
                **{name: {"displayName": name} for name in CHOIR},
            },
            "defaults": {"backlog": 10, "every": "1h"},
            "feeds": [{"url": f"{profile}.xml", "profile": profile} for profile in ARTICLES],
            # The checks ask for more than people do; how often one may post and upload still holds.
            "web": {"listen": f"127.0.0.1:{self.port}", "rateLimit": 100_000},
        }

    def _configure(self):
        for name, document in self.feeds().items():
            with open(os.path.join(self.folder, name), "w") as file:
                file.write(document)
        with open(self.bridge.config, "w") as file:
            json.dump(self.configuration(), file, indent=1)

    def _add_account(self, name):
        speaks_for = [word for profile in self.accounts[name] for word in ("--speaks-for", profile)]
        command = self.bridge.command("account", "add", name, *speaks_for, "--password-stdin")
        password = PASSWORD.format(name) + "\n"
        said = subprocess.run(command, input=password, capture_output=True, text=True, check=False)
        if said.returncode != 0:
            raise SystemExit(f"feedline account add {name} ended with {said.returncode}: {said.stderr}")

    def _wait_until(self, condition, complaint):
        limit = time.monotonic() + 30
        while not condition():
            if self._daemon.poll() is not None or time.monotonic() > limit:
                raise SystemExit(f"the daemon {complaint}\n{self.bridge.log_tail()}")
            time.sleep(0.1)

    def _is_served(self):
        try:
            return bool(self._get("/api/v1/instance"))
        except urllib.error.URLError:
            return False

    def _has_posts(self):
        items = sum(document.count("<item>") for document in self.feeds().values())
        return len(self._get("/api/v1/timelines/public?limit=40")) == items

    def _get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return json.load(answer)


def feed(site, titles):
    items = "".join(
        f"<item><title>{title}</title><link>https://{site}.example.org/{number}</link>"
        f"<guid>{site}-{number}</guid><description>Ce qui s’est passé.</description></item>"
        for number, title in enumerate(titles)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{site}</title>{items}</channel></rss>'
