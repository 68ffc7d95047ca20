"""Runs a feedline of one's own: its configuration, its database and its log in a folder, its figures afterwards."""

import dataclasses
import json
import os
import subprocess
import time


@dataclasses.dataclass(frozen=True)
class Usage:
    """What a process took: seconds of both CPUs, seconds on the clock, bytes of memory at its peak."""

    cpu: float
    wall: float
    peak: int


def measure(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE):
    """Runs a command that is expected to succeed."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
    complaints = process.stderr.read().decode(errors="replace") if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command[:6])} ended with {process.returncode}\n{complaints[-2000:]}")
    return Usage(usage.ru_utime + usage.ru_stime, time.monotonic() - started, usage.ru_maxrss * 1024)


class Bridge:
    def __init__(self, program, folder, wrapper=()):
        self.program, self.folder, self.wrapper = os.path.abspath(program), folder, list(wrapper)
        self.config = os.path.join(folder, "feeds.json")
        self.database = os.path.join(folder, "feedline.sqlite")
        self.log = os.path.join(folder, "feedline.log")

    def configure(self, urls, **rules):
        """One profile for all; `rules` go into `defaults`."""
        configuration = {
            "profiles": {"news": {"displayName": "News"}},
            "defaults": {"template": "{title} {link}", **rules},
            "feeds": [{"url": url} for url in urls],
            "web": {"listen": "127.0.0.1:0"},
            "polling": {"hostGap": "0s", "spread": "0s"},
            "network": {"allow": ["127.0.0.0/8"]},
        }
        with open(self.config, "w") as file:
            json.dump(configuration, file, indent=1)

    def command(self, *arguments):
        return [*self.wrapper, self.program, *arguments, "--config", self.config, "--database", self.database]

    def poll_once(self, *options):
        """With `--all`, every feed, due or not."""
        with open(self.log, "ab") as log:
            try:
                return measure(self.command("run", "--once", *options), stdout=log, stderr=log)
            except SystemExit as ended:
                raise SystemExit(f"{ended}{self.log_tail()}") from None

    def start(self, **environment):
        """The daemon, for the caller to end."""
        with open(self.log, "ab") as log:
            return subprocess.Popen(
                self.command("run"), stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, **environment}
            )

    def posts(self):
        said = subprocess.run(
            self.command("timeline", "--json", "--limit", "1000000"), capture_output=True, text=True, check=False
        )
        if said.returncode != 0:
            raise SystemExit(f"feedline timeline ended with {said.returncode}: {said.stderr}")
        return json.loads(said.stdout)

    def log_tail(self, lines=15):
        with open(self.log, errors="replace") as log:
            return "".join(log.readlines()[-lines:])
