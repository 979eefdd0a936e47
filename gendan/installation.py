"""What an installation keeps for itself under GENDAN_HOME, and where that is."""

import os
import secrets
import tomllib
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The folder of the installation's data."""
    return Path(os.environ.get("GENDAN_HOME") or PROJECT / "var").resolve()


def version() -> str:
    """The version that runs: of the installed package, else of the source it lies in."""
    try:
        return metadata.version("gendan")
    except metadata.PackageNotFoundError:
        told = tomllib.loads((PROJECT / "pyproject.toml").read_text())
        return str(told["project"]["version"])


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


def former_keys(home: Path) -> list[str]:
    """Keys that a backup brought along and that open what is sealed in its database, one a line."""
    path = home / "vault"
    return path.read_text().splitlines() if path.exists() else []


def keep_secrets(home: Path, *, secret: str, vault: Sequence[str]) -> None:
    """Lay down the secrets that a backup brought along, readable by their owner only."""
    for name, text in (("secret", secret), ("vault", "\n".join(vault))):
        draft = home / f"{name}.{os.getpid()}"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        draft.replace(home / name)
