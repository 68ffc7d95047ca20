"""The clients, installed into folders of their own: once, and then from there."""

import glob
import os
import subprocess
import sys
import venv

# Two ages of one library cannot live in one environment. bs4 reads our sign-in page, requests asks like a browser. The
# last one is for Tests/browser.
PACKAGES = {
    "modern": ["Mastodon.py==2.3.3", "toot==0.52.1"],
    "classic": ["Mastodon.py==1.8.1", "feediverse==0.4.1"],
    "browser": ["playwright==1.65.2", "axe-playwright-python==0.1.8"],
}
FEED2TOOT = "feed2toot==0.17"


class Environments:
    def __init__(self, cache):
        self.cache = cache
        os.makedirs(cache, exist_ok=True)

    def python(self, name):
        return os.path.join(self._installed(name), "bin", "python")

    def commands(self, name):
        """How each program of an environment is started; and what has to be in its variables."""
        folder = os.path.join(self._installed(name), "bin")
        if name == "modern":
            return {"toot": [os.path.join(folder, "toot")]}
        commands = {"feediverse": [os.path.join(folder, "feediverse")]}
        debian = self._debian_package("feed2toot")
        for program in ("feed2toot", "register_feed2toot_app"):
            if debian:
                packages = os.path.join(debian, "usr/lib/python3/dist-packages")
                start = ["env", f"PYTHONPATH={packages}", self.python(name), os.path.join(debian, "usr/bin", program)]
            else:
                start = [os.path.join(folder, program)]
            commands[program] = start
        if not debian:
            self._pip(folder, [FEED2TOOT])
        return commands

    def _installed(self, name):
        folder = os.path.join(self.cache, name)
        done = os.path.join(folder, "installed")
        wanted = " ".join(PACKAGES[name])
        if not os.path.exists(done) or open(done).read() != wanted:
            print(f"Installing {wanted}", file=sys.stderr)
            venv.create(folder, clear=True, with_pip=True)
            self._pip(os.path.join(folder, "bin"), PACKAGES[name])
            with open(done, "w") as file:
                file.write(wanted)
        return folder

    def _pip(self, folder, packages):
        pip = [os.path.join(folder, "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *packages], check=True)

    def _debian_package(self, name):
        """Unpacked, not installed; None on other systems."""
        folder = os.path.join(self.cache, name)
        if not os.path.isdir(os.path.join(folder, "usr")):
            os.makedirs(folder, exist_ok=True)
            try:
                fetch = ["apt-get", "download", "-q", name]
                subprocess.run(fetch, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                [package] = glob.glob(os.path.join(folder, "*.deb"))
                subprocess.run(["dpkg", "-x", package, folder], check=True)
            except (OSError, subprocess.CalledProcessError):
                return None
        return folder
