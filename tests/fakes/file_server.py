"""A web server on this machine that behaves like those of the producers, accidents included."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class FileServer:
    """What it serves and what it was asked.

    files       path → bytes
    accidents   answers given before the right one, in order: (status, headers), or the number of
                bytes after which the connection is cut
    requests    headers of every request received, names in lower case
    """

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    accidents: list[tuple[int, dict[str, str]] | int] = field(default_factory=list)
    requests: list[dict[str, str]] = field(default_factory=list)
    content_type: str = "text/csv"

    def url(self, path: str) -> str:
        """The address of a file."""
        return f"{self.address}{path}"

    def tag(self, path: str) -> str:
        """The validator of a file: it changes with its bytes."""
        return f'"{hash(self.files[path]) & 0xFFFFFFFF:x}"'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: FileServer

    def do_GET(self) -> None:
        """Answer one request, with the next accident if there is one."""
        served = self.served
        path = self.path.split("?")[0]
        if path.startswith("http://"):  # asked as a proxy
            path = "/" + path.split("/", 3)[3]
        served.requests.append({name.lower(): value for name, value in self.headers.items()})
        accident = served.accidents.pop(0) if served.accidents else None
        if isinstance(accident, tuple):
            self._answer(accident[0], b"", accident[1])
        elif path not in served.files:
            self._answer(404, b"not found", {})
        elif self.headers.get("If-None-Match") == served.tag(path):
            self._answer(304, b"", {})
        else:
            self._send(path, cut=accident)

    def _send(self, path: str, *, cut: int | None) -> None:
        content, tag = self.served.files[path], self.served.tag(path)
        asked = self.headers.get("Range", "")
        status, headers = 200, {"ETag": tag, "Content-Type": self.served.content_type}
        if asked and self.headers.get("If-Range") == tag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            status, content = 206, content[start:]
        self._answer(status, content, headers, cut=cut)

    def _answer(
        self, status: int, content: bytes, headers: dict[str, str], *, cut: int | None = None
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content if cut is None else content[:cut])
        if cut is not None:
            self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:
        """Stay silent."""


@contextmanager
def serving() -> Iterator[FileServer]:
    """A server on a free port, stopped at the end."""
    served = FileServer()
    handler = type("Handler", (_Handler,), {"served": served})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        served.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
