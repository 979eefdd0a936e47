"""What an installation says of itself in a backup, and whether this version can take such a one."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from gendan.installation import version
from gendan.spine.backups.archive import About
from gendan.spine.backups.database import server


def about(*, now: datetime) -> About:
    """The version, and the migrations that were carried out and that it knows."""
    loader = MigrationLoader(connection)
    carried_out = sorted(set(loader.applied_migrations or ()) & set(loader.graph.nodes))
    return About(
        version=version(), made_at=now.isoformat(), postgres=server(),
        migrations=tuple(f"{app}.{name}" for app, name in carried_out),
    )


def keys() -> dict[str, Any]:
    """The secrets without which parts of the database do not open."""
    return {"secret": settings.SECRET_KEY, "vault": list(settings.VAULT_KEYS)}


def unknown(found: About) -> list[str]:
    """The migrations of a backup that this version does not have: the backup is of a newer one."""
    loader = MigrationLoader(None)
    known = set(loader.disk_migrations or {})
    for migration in (loader.disk_migrations or {}).values():
        known.update((app, name) for app, name in migration.replaces)
    return [one for one in found.migrations if tuple(one.split(".", 1)) not in known]
