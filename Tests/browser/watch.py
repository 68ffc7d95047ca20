"""Watches all that a browser asks for and complains of."""

from wishes import Disappointment


class Watch:
    def __init__(self, origin):
        self._origin = origin
        self._complaints = []

    def follow(self, context):
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("requestfailed", self._failed)
        context.on("console", self._said)
        context.on("weberror", lambda error: self._complain(f"a script failed: {error.error}"))

    def end(self):
        complaints, self._complaints = self._complaints, []
        if complaints:
            raise Disappointment("what happens behind the pages", "nothing unseemly", complaints)

    def _complain(self, complaint):
        if complaint not in self._complaints:
            self._complaints.append(complaint)

    def _asked(self, request):
        if not request.url.startswith(f"{self._origin}/"):
            self._complain(f"{request.url} was asked for")

    def _answered(self, response):
        # What a page's own status is to be, the checks know.
        if response.status >= (500 if response.request.resource_type == "document" else 400):
            self._complain(f"{response.url} was answered with {response.status}")

    def _failed(self, request):
        # A page that is left before its last picture has come breaks that off.
        if request.failure != "net::ERR_ABORTED":
            self._complain(f"{request.url} failed: {request.failure}")

    def _said(self, message):
        # Violations of the content security policy come this way, too.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self._complain(f"the console: {message.text}")
