"""A server that answers as Sinch Engage does, written from the shapes of its public reference.

Calls are all or nothing; replies and reports repeat, the oldest hundred, until they are confirmed.
`faults` are met by the next calls, one each: a status, or `slow`, `cut` (the answer breaks off) and
`cut-before` (it breaks off before anything was done).
"""

import base64
import itertools
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY, SECRET = "team-key", "s3cret-of-the-team"


class SinchServer:
    """What the server holds, and what it was asked."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.faults: list[int | str] = []
        self.headers: dict[str, str] = {}
        self.accepted: list[dict[str, Any]] = []
        self.replies: list[dict[str, Any]] = []
        self.reports: list[dict[str, Any]] = []
        self.blacklist: list[str] = []
        self.bad: set[str] = set()
        self.asked: list[str] = []
        self.page = 100
        self.slowness = 3.0
        self._ids = itertools.count(1)

    def bring(self, number: str, text: str) -> str:
        """Let a reply come in; gives its id."""
        reply_id = f"reply-{next(self._ids)}"
        self.replies.append(
            {
                "reply_id": reply_id,
                "message_id": "877c19ef-fa2e-4cec-827a-e1df9b5509f7",
                "content": text,
                "source_number": number,
                "destination_number": "+33700000000",
                "date_received": "2026-03-01T10:00:00.000Z",
            }
        )
        return reply_id

    def report(self, message: dict[str, Any], status: str, **more: object) -> None:
        """Let a delivery report be there for a message that was accepted."""
        self.reports.append(
            {
                "delivery_report_id": f"report-{next(self._ids)}",
                "message_id": message["message_id"],
                "status": status,
                "source_number": message["destination_number"],
                "date_received": "2026-03-01T10:00:01.000Z",
                "submitted_date": "2026-03-01T10:00:00.000Z",
                "metadata": message.get("metadata"),
                **more,
            }
        )

    def post_messages(self, body: dict[str, Any]) -> tuple[int, object]:
        """POST /v1/messages."""
        wrong = [
            f"/messages/{place}/destination_number: is not a phone number"
            for place, each in enumerate(body["messages"])
            if each["destination_number"] in self.bad
        ] + [
            f"/messages/{place}/content: must be between 1 and 5000 characters"
            for place, each in enumerate(body["messages"])
            if not 1 <= len(each["content"]) <= 5_000
        ]
        assert len(body["messages"]) <= 100
        if wrong:
            return 400, {"message": "Request body is not valid", "details": wrong}
        new = [{**each, "message_id": f"m-{next(self._ids)}"} for each in body["messages"]]
        self.accepted += new
        return 202, {"messages": [{**each, "status": "queued"} for each in new]}

    def answer(self, method: str, target: str, body: Any) -> tuple[int, object]:
        """What a call gives."""
        asked = urlsplit(target)
        match method, asked.path:
            case "POST", "/v1/messages":
                return self.post_messages(body)
            case "GET", "/v1/replies":
                return 200, {"replies": self.replies[:100]}
            case "POST", "/v1/replies/confirmed":
                ids = body["reply_ids"]
                assert 0 < len(ids) <= 100
                self.replies = [each for each in self.replies if each["reply_id"] not in ids]
                return 202, {}
            case "GET", "/v1/delivery_reports":
                return 200, {"delivery_reports": self.reports[:100]}
            case "POST", "/v1/delivery_reports/confirmed":
                ids = body["delivery_report_ids"]
                assert 0 < len(ids) <= 100
                self.reports = [r for r in self.reports if r["delivery_report_id"] not in ids]
                return 202, {}
            case "GET", "/v1/number_authorisation/mt/blacklist":
                start = int(parse_qs(asked.query).get("token", ["0"])[0])
                end = start + self.page
                paging = {"next_token": str(end)} if end < len(self.blacklist) else {}
                return 200, {"numbers": self.blacklist[start:end], "pagination": paging}
        return 404, {"message": "no such resource"}


@contextmanager
def sinch_server() -> Iterator[tuple[SinchServer, str]]:
    """A server at work, and its address."""
    held = SinchServer()
    ours = "Basic " + base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            with held.lock:
                held.asked.append(f"{self.command} {self.path}")
                fault = held.faults.pop(0) if held.faults else None
                if fault == "cut-before":
                    self.close_connection = True
                    return
                if isinstance(fault, int):
                    status, said = fault, {"message": "no"}
                elif self.headers.get("Authorization") != ours:
                    status, said = 401, {"message": "Invalid credentials"}
                else:
                    status, said = held.answer(self.command, self.path, body)
            if fault == "slow":
                time.sleep(held.slowness)
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            for name, value in held.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data[: len(data) // 2] if fault == "cut" else data)
            self.close_connection = self.close_connection or fault == "cut"

        do_POST = do_GET

        def handle(self) -> None:
            # Who asked may have gone.
            with suppress(OSError):
                super().handle()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield held, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
