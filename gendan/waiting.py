"""What the web process says while the made-up company is being built; when it stands, the web process is warm already."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;margin:20vh auto 0;max-width:28rem;padding:0 1rem;color-scheme:light dark}"
    "progress{width:100%}h1{font-size:1.25rem;font-weight:600}"
)
PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2"><title>公司正在建立…</title><style>{style}</style></head>
<body><main><h1>公司正在建立…</h1><p>示例公司正在一天一天过到今天，建好后自动进入登录页。</p>
<progress max="{whole}" value="{done}" aria-label="{done}/{whole} 天"></progress>
<p lang="en">The company is being built: day {done} of {whole}. This page turns into the login page.</p></main></body></html>
"""
SEAL = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", f"default-src 'none'; style-src 'sha256-{SEAL}'"),
    ("Cache-Control", "no-store"),
    ("Retry-After", "2"),
]


class Progress:
    """How far the building is: a file that is there for as long as it lasts, for other processes to read."""

    def __init__(self, home: Path) -> None:
        self.path = home / "building"

    def __enter__(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text("0 60")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    def tell(self, done: int, whole: int) -> None:
        """Say it, if somebody waits for it."""
        if self.path.exists():
            self.path.write_text(f"{done} {whole}")

    def end(self) -> None:
        self.path.unlink(missing_ok=True)

    def read(self) -> tuple[int, int] | None:
        """Days lived and days in all; None when nothing is being built."""
        try:
            done, _space, whole = self.path.read_text().partition(" ")
        except FileNotFoundError:
            return None
        return int(done or 0), int(whole or 1)  # a file that is being written is empty for a moment


class Waiting:
    """The application, behind a page that says how far the company is."""

    def __init__(self, application: Application, progress: Progress) -> None:
        self.application, self.progress, self.over = application, progress, False

    def __call__(self, environ: dict[str, Any], respond: Callable[..., Any]) -> Iterable[bytes]:
        at = None if self.over else self.progress.read()
        if at is None:
            self.over = True
            return self.application(environ, respond)
        respond("503 Service Unavailable", HEADERS)
        return [PAGE.format(style=STYLE, done=at[0], whole=at[1]).encode()]
