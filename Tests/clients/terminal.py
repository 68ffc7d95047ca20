"""Programs that are used in a terminal."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import termios
import time

from wishes import Disappointment, expect_true


class Program:
    """One of them, with a home folder of its own."""

    def __init__(self, command, home):
        self.command, self.home = command, home
        os.makedirs(home, exist_ok=True)
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "TOOT_"))}
        self.environment |= {"HOME": home, "PYTHONWARNINGS": "ignore", "LC_ALL": "C.UTF-8", "TERM": "xterm"}

    def __call__(self, *arguments, typed=""):
        """What it prints; it is expected to do what it should."""
        done = self._run(arguments, typed)
        if done.returncode != 0:
            raise Disappointment(self._words(arguments), "exit status 0", (done.returncode, done.stdout, done.stderr))
        return done.stdout

    def json(self, *arguments):
        return json.loads(self(*arguments, "--json"))

    def complaint(self, *arguments):
        """What it says when it could not do something, which is expected here."""
        done = self._run(arguments, "")
        said = done.stdout + done.stderr
        fails = done.returncode != 0 and "Traceback" not in said
        expect_true(f"{self._words(arguments)} fails, and does not crash", fails, said)
        return said

    def dialogue(self, *arguments):
        """For the caller to talk with."""
        command = [*self.command, *arguments]
        return subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def screen(self, *arguments, steps, patience=20):
        """Uses it in a terminal: waits for words, presses keys, and so on, and waits for its end."""
        process, terminal = pty.fork()
        if process == 0:
            os.execve(self.command[0], [*self.command, *arguments], self.environment)
        termios.tcsetwinsize(terminal, (40, 120))
        shown, limit, steps = "", time.monotonic() + patience, list(steps)
        while time.monotonic() < limit:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    shown += os.read(terminal, 65536).decode(errors="replace")
                except OSError:
                    break
            if steps and steps[0][0] in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown):
                os.write(terminal, steps.pop(0)[1].encode())
        else:
            os.kill(process, signal.SIGKILL)
        os.close(terminal)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if status != 0 or steps:
            raise Disappointment(self._words(arguments), "its steps, and exit status 0", (steps, status, shown[-2000:]))

    def _run(self, arguments, typed):
        command = [*self.command, *arguments]
        # Without a terminal of ours, so that none asks there for a password.
        return subprocess.run(
            command, env=self.environment, cwd=self.home, input=typed, capture_output=True, text=True, timeout=120,
            check=False, start_new_session=True,
        )

    def _words(self, arguments):
        return " ".join([os.path.basename(self.command[-1]), *arguments])
