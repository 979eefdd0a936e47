"""What an installation keeps for itself under GENDAN_HOME, and where that is."""

import os
import secrets
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The folder of the installation's data."""
    return Path(os.environ.get("GENDAN_HOME") or PROJECT / "var").resolve()


def secret_key(home: Path) -> str:
    """The installation's secret, made once; of two processes that make it at once both read the same."""
    path = home / "secret"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        draft = home / f"secret.{os.getpid()}"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
