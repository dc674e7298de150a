"""A small server for built sites, which can be slow, in trouble, or replaced by something else."""

import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

PREFIXES = ("/repository/", "/elsewhere/")
"""As on a host where all sites of an owner share an origin. Both prefixes serve the same site."""
AS_HOSTS_DO = "max-age=600"


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    """Many, since it shares two cores with browsers: a full queue refuses requests."""
    asked: list[str]
    is_down = False
    is_ill = False
    """Whether it answers with an error, as a host does that has too much to do."""
    instead = b""
    """What it answers to everything, as a network does that asks people to log in."""
    let_through = ".nothing"
    """The end of addresses that such a network lets through all the same."""
    delay_s = 0.0
    page_cache = "no-store"
    """The caching of pages. By default they are always revalidated, since two builds may happen
    within a second. Tests can set what real hosts send."""
    file_cache = AS_HOSTS_DO

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{PREFIXES[0]}"

    def handle_error(self, *_: Any) -> None:
        """Ignores closed connections: browsers drop them when they leave a page."""


class Handler(SimpleHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        time.sleep(self.server.delay_s)
        # Two builds may happen within a second, which to this header are the same.
        del self.headers["If-Modified-Since"]
        if self.server.is_down:
            self.close_connection = True
        elif self.server.is_ill:
            self.send_error(503)
        elif self.server.instead and not self.path.endswith(self.server.let_through):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.server.instead)
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        for prefix in PREFIXES:
            if path.startswith(prefix):
                return super().translate_path(path.removeprefix(prefix.rstrip("/")))
        return str(Path(self.directory) / "outside")

    def end_headers(self) -> None:
        is_page = self.path.endswith(("/", ".html"))
        kept = self.server.page_cache if is_page else self.server.file_cache
        self.send_header("Cache-Control", kept)
        self.send_header("Service-Worker-Allowed", "/")
        super().end_headers()

    def log_request(self, *_: Any) -> None:
        self.server.asked.append(self.path)

    def log_message(self, *_: Any) -> None:
        """Logs nothing."""


def start_server(site: Path, asked: list[str]) -> Server:
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    server.asked = asked
    Thread(target=server.serve_forever, daemon=True).start()
    return server
