"""While the made-up company is being built the web process says how far it is; then it is the application."""

from pathlib import Path
from typing import Any

from gendan.waiting import Progress, Waiting


def company(environ: dict[str, Any], respond: Any) -> list[bytes]:
    respond("200 OK", [])
    return [b"login"]


def answer(application: Waiting) -> tuple[str, dict[str, str], str]:
    said: list[Any] = []
    body = b"".join(application({"PATH_INFO": "/login"}, lambda *given: said.extend(given)))
    return said[0], dict(said[1]), body.decode()


def test_no_page_of_a_half_built_company_is_shown(tmp_path: Path) -> None:
    progress = Progress(tmp_path)
    waiting = Waiting(company, progress)
    with progress:
        progress.tell(23, 60)
        status, headers, body = answer(waiting)
        assert status.startswith("503")
        assert headers["Retry-After"] == "2"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "公司正在建立" in body
        assert '<progress max="60" value="23"' in body
        progress.end()
        assert answer(waiting)[2] == "login"


def test_once_the_company_stands_nobody_looks_again(tmp_path: Path) -> None:
    waiting = Waiting(company, Progress(tmp_path))
    assert answer(waiting)[2] == "login"
    with Progress(tmp_path):
        assert answer(waiting)[2] == "login"


def test_a_building_that_nobody_waits_for_leaves_no_trace(tmp_path: Path) -> None:
    Progress(tmp_path).tell(1, 60)
    assert list(tmp_path.iterdir()) == []
