"""Bringing a backup back: into an empty database and an empty home, and never over anything."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection

from gendan.installation import keep_secrets
from gendan.spine.backups import archive, database, state
from gendan.spine.backups.models import Backup
from gendan.spine.refusal import Refusal


def require_empty() -> None:
    """Refuse where anything would be lost."""
    if not database.is_empty():
        raise Refusal("The database is not empty: a backup is restored into an empty one only, and nothing was changed.")
    if next(archive.kept_files(Path(settings.MEDIA_ROOT)), None):
        raise Refusal(f"{settings.MEDIA_ROOT} holds files: a backup is restored into an empty home only, and nothing was changed.")


def require_known(about: archive.About) -> None:
    """Refuse what a later version wrote."""
    if unknown := state.unknown(about):
        raise Refusal(
            f"This backup is of gendan {about.version}, which is newer than the one installed here "
            f"(it knows {len(unknown)} more steps, as {unknown[0]}): install that version first. Nothing was changed."
        )


def restore(source: Path, *, passphrase: str, migrate: Callable[[], None]) -> archive.About:
    """Check everything first, then bring back the database, the files and the secrets, and upgrade by `migrate`."""
    require_empty()
    about = archive.about(source, passphrase=passphrase)
    require_known(about)
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as laid:
        contents = archive.read(source, passphrase=passphrase, into=Path(laid))
        database.load(Path(laid, archive.DATABASE))
        _lay_files(Path(laid, archive.FILES))
    _take_keys(home, contents)
    connection.close()
    migrate()
    Backup.objects.all().delete()  # their files are elsewhere; the clock makes the first one here
    return about


def _lay_files(laid: Path) -> None:
    """Move the files to where they belong; it is the same disk."""
    media = Path(settings.MEDIA_ROOT)
    if laid.exists():
        shutil.rmtree(media, ignore_errors=True)  # it holds no file
        laid.rename(media)


def _take_keys(home: Path, contents: archive.Contents) -> None:
    """Keep the secrets for the next start, and use them from here on."""
    secret, vault = str(contents.keys["secret"]), [str(key) for key in contents.keys["vault"]]
    keep_secrets(home, secret=secret, vault=vault)
    settings.VAULT_KEYS = list(dict.fromkeys([*settings.VAULT_KEYS, *vault]))
