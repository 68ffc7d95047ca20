"""Serves a folder of feeds on loopback: one address for each site, one port for all.

`Nginx` is what is measured against; `Plain` needs nothing but Python. Neither listens on an address outside 127.0.0.0/8.
"""

import email.utils
import http.server
import os
import shutil
import socket
import subprocess
import threading
import time


def addresses(count):
    """127.0.1.1, 127.0.1.2 and so on."""
    return [f"127.0.{1 + number // 250}.{1 + number % 250}" for number in range(count)]


def free_port():
    """A port that nothing on this machine listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`hosts` share one port; files go round the hosts."""

    scheme = "http"

    def urls(self, names):
        return [
            f"{self.scheme}://{self.hosts[number % len(self.hosts)]}:{self.port}/{name}"
            for number, name in enumerate(names)
        ]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Nginx(Server):
    """One worker, as a small site has it. Logs the status of each answer."""

    def __init__(self, root, folder, hosts, certificate=None, port=None):
        self.hosts, self.port = hosts, port or free_port()
        self.scheme = "https" if certificate else "http"
        self._log = os.path.join(folder, "access.log")
        self._read = 0
        tls = " ssl" if certificate else ""
        listens = "".join(f"        listen {host}:{self.port}{tls};\n" for host in hosts)
        keys = f"ssl_certificate {certificate}; ssl_certificate_key {certificate};" if certificate else ""
        # As root, the worker would otherwise be a user who may not look into a temporary folder.
        user = "user root;" if os.geteuid() == 0 else ""
        temporary = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in
                            ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        config = os.path.join(folder, "nginx.conf")
        with open(config, "w") as file:
            file.write(
                f"""{user}
daemon off;
worker_processes 1;
worker_rlimit_nofile 16384;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 8192; }}
http {{
{temporary}
    types {{ application/rss+xml rss; application/atom+xml atom; }}
    log_format status '$status $request_uri';
    access_log {self._log} status;
    sendfile on;
    server {{
{listens}
        {keys}
        root {root};
    }}
}}
"""
            )
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        self._process = subprocess.Popen(
            [program, "-p", folder, "-e", f"{folder}/error.log", "-c", config], stdin=subprocess.DEVNULL
        )
        wait_for(hosts[-1], self.port, self._process)

    def answers(self):
        """How often each status was sent since the last call."""
        counts = {}
        with open(self._log) as log:
            log.seek(self._read)
            for line in log:
                status = int(line.split(maxsplit=1)[0])
                counts[status] = counts.get(status, 0) + 1
            self._read = log.tell()
        return counts

    def stop(self):
        self._process.terminate()
        self._process.wait(timeout=30)


class Plain(Server):
    """A thread for each connection, and validators that tell two versions of one second apart.

    With `weather`, a function without arguments, something may go wrong with an answer: one of `TROUBLES`, or None.
    """

    TROUBLES = ("429", "503", "slow", "broken off", "truncated", "charset", "moved", "page", "empty", "reset")

    def __init__(self, root, hosts, port=None, weather=None):
        self.hosts, self.port = hosts, port or free_port()
        self._counts, self._lock = {}, threading.Lock()
        plain = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                try:
                    with open(os.path.join(root, os.path.basename(self.path)), "rb") as file:
                        facts, body = os.fstat(file.fileno()), file.read()
                except FileNotFoundError:
                    return self.answer(404, {}, b"")
                validators = {
                    "ETag": f'"{facts.st_mtime_ns:x}-{len(body):x}"',
                    "Last-Modified": email.utils.formatdate(facts.st_mtime, usegmt=True),
                }
                if self.headers["If-None-Match"] == validators["ETag"]:
                    return self.answer(304, validators, None)
                kind = self.path.rsplit(".", 1)[-1]
                headers = {"Content-Type": f"application/{kind}+xml", **validators}
                trouble = weather() if weather and "copy" not in self.path else None
                if trouble:
                    return self.misbehave(trouble, headers, body)
                self.answer(200, headers, body)

            def misbehave(self, trouble, headers, body):
                match trouble:
                    case "429":
                        self.answer(429, {"Retry-After": "2"}, b"")
                    case "503":
                        self.answer(503, {"Retry-After": email.utils.formatdate(time.time() + 2, usegmt=True)}, b"")
                    case "slow":
                        self.answer(200, headers, body, pause=0.3)
                    case "broken off":
                        self.answer(200, headers, body, cut=len(body) // 2)
                    case "truncated":
                        self.answer(200, headers, body[: len(body) * 2 // 3])
                    case "charset":
                        self.answer(200, {**headers, "Content-Type": "text/xml; charset=iso-8859-1"}, body)
                    case "moved":
                        self.answer(301, {"Location": f"/copy/{os.path.basename(self.path)}"}, b"")
                    case "page":
                        self.answer(200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><title>Back soon</title>")
                    case "empty":
                        self.answer(200, {"Content-Type": "text/xml"}, b"<rss version='2.0'><channel/></rss>")
                    case "reset":
                        self.close_connection = True

            def answer(self, status, headers, body, pause=0, cut=None):
                """In ten parts with a pause between them, or with less than it promises."""
                with plain._lock:
                    plain._counts[status] = plain._counts.get(status, 0) + 1
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if body is not None:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if cut is not None:
                    body, self.close_connection = body[:cut], True
                size = max(1, len(body or b"") // (10 if pause else 1))
                for start in range(0, len(body or b""), size):
                    time.sleep(pause)
                    self.wfile.write(body[start : start + size])

            def log_message(self, *_):
                pass

        class Listener(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                """A client that was killed while it read is what some tests are about."""

        self._listeners = [Listener((host, self.port), Handler) for host in hosts]
        for listener in self._listeners:
            threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()

    def answers(self):
        with self._lock:
            counts, self._counts = self._counts, {}
        return counts

    def stop(self):
        for listener in self._listeners:
            listener.shutdown()
            listener.server_close()


def wait_for(host, port, process, patience=30):
    """Returns once something listens there."""
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise SystemExit(f"the web server ended with {process.returncode}")
        try:
            socket.create_connection((host, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("the web server does not listen")
