"""The file of a backup: a tar that says first what it is, and last the checksum of everything in it."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from gendan.spine.backups.sealing import Closed, Opening, Sealing, is_sealed

FORMAT = 1
ABOUT, KEYS, DATABASE, FILES, CHECKSUMS = "about.json", "keys.json", "database.dump", "files/", "checksums.json"
CHUNK = 1 << 18
Progress = Callable[[int], None]


class Damaged(Exception):
    """The file is not what was written; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class About:
    """What the backup is of: the version that wrote it, its migrations as "app.name", and when it was made."""

    version: str
    made_at: str
    migrations: tuple[str, ...]
    postgres: str = ""
    format: int = FORMAT


@dataclass(slots=True)
class Contents:
    """What was found in an archive that is whole."""

    about: About
    keys: dict[str, Any] = field(default_factory=dict)
    files: int = 0


def write(
    target: Path, *, about: About, keys: dict[str, Any], dump: Path, files: Path, passphrase: str, progress: Progress
) -> None:
    """Write the archive, readable by its owner only; it is on the disk when this returns."""
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
        out = Sealing(raw, passphrase) if passphrase else raw
        with tarfile.open(fileobj=cast(IO[bytes], out), mode="w|", bufsize=CHUNK) as tar:
            sums = _Sums(tar, progress)
            sums.add_bytes(ABOUT, _json(asdict(about)))
            sums.add_bytes(KEYS, _json(keys))
            sums.add_file(DATABASE, dump)
            for path in kept_files(files):
                sums.add_file(FILES + path.relative_to(files).as_posix(), path)
            sums.add_bytes(CHECKSUMS, _json(sums.found))
        if isinstance(out, Sealing):
            out.close()
        raw.flush()
        os.fsync(raw.fileno())


def kept_files(folder: Path) -> Iterator[Path]:
    """All files in the folder, in a fixed order."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place, name) for name in sorted(names))


class _Sums:
    """Adds members to a tar, and remembers the checksum of each."""

    def __init__(self, tar: tarfile.TarFile, progress: Progress) -> None:
        self.tar, self.progress, self.found = tar, progress, {}  # type: tarfile.TarFile, Progress, dict[str, str]

    def add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, path: Path) -> None:
        """A file that was thrown away since it was listed is left out."""
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return
        with file:
            self._add(name, file, os.fstat(file.fileno()).st_size)

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        member, reader = tarfile.TarInfo(name), _Summed(content, self.progress)
        member.size, member.mode = size, 0o600
        self.tar.addfile(member, cast(IO[bytes], reader))
        self.found[name] = reader.digest


class _Summed:
    """A file that is summed up while it is read."""

    def __init__(self, below: IO[bytes], progress: Progress) -> None:
        self.below, self.progress, self.sum = below, progress, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.below.read(size)
        self.sum.update(data)
        self.progress(len(data))
        return data

    @property
    def digest(self) -> str:
        return self.sum.hexdigest()


def read(source: Path, *, passphrase: str, into: Path | None = None, progress: Progress = lambda size: None) -> Contents:
    """Read all of it and compare every checksum; with `into` the dump and the files are laid there.

    Nothing that was laid there may be used unless this returns. Raises Damaged.
    """
    contents, sums, promised = Contents(About("", "", ())), {}, None
    with opened(source, passphrase=passphrase) as tar:
        for member in tar:
            name, content = _sound_name(member), tar.extractfile(member)
            assert content is not None
            reader = _Summed(content, progress)
            if name in (ABOUT, KEYS, CHECKSUMS):
                told = json.loads(reader.read())
                promised = told if name == CHECKSUMS else promised
                _note(contents, name, told)
            else:
                _lay(reader, into / name if into else None)
                contents.files += name.startswith(FILES)
            sums[name] = reader.digest
    sums.pop(CHECKSUMS, None)
    if promised != sums or DATABASE not in sums:
        raise Damaged("The file is damaged: what is in it does not agree with its checksums.")
    return contents


def about(source: Path, *, passphrase: str) -> About:
    """What the backup is of, without reading all of it."""
    with opened(source, passphrase=passphrase) as tar:
        first = tar.next()
        content = tar.extractfile(first) if first and first.name == ABOUT else None
        if content is None:
            raise Damaged("This is not a backup of gendan.")
        return _about(json.loads(content.read()))


@contextmanager
def opened(source: Path, *, passphrase: str) -> Iterator[tarfile.TarFile]:
    """The tar in the file, whether it was sealed or not."""
    with source.open("rb") as raw:
        sealed = is_sealed(raw.read(64))
        raw.seek(0)
        if sealed and not passphrase:
            raise Damaged("This backup is sealed: say with which passphrase (GENDAN_BACKUP_PASSPHRASE).")
        try:
            below = Opening(raw, passphrase) if sealed else raw
            with tarfile.open(fileobj=cast(IO[bytes], below), mode="r|", bufsize=CHUNK) as tar:
                yield tar
        except Closed as error:
            raise Damaged("The backup does not open: the passphrase is another one, or the file was changed.") from error
        except (tarfile.TarError, ValueError, EOFError, OSError) as error:
            raise Damaged(f"This is not a whole backup of gendan: {error}.") from error


def is_sealed_file(source: Path) -> bool:
    """Whether the file needs a passphrase."""
    with source.open("rb") as raw:
        return is_sealed(raw.read(64))


def _note(contents: Contents, name: str, told: Any) -> None:
    if name == ABOUT:
        contents.about = _about(told)
    elif name == KEYS:
        contents.keys = told


def _about(told: dict[str, Any]) -> About:
    if told.get("format", 0) > FORMAT:
        raise Damaged(f"This backup was written by a later version of gendan ({told.get('version')}).")
    return About(**{**told, "migrations": tuple(told["migrations"])})


def _sound_name(member: tarfile.TarInfo) -> str:
    """The member's name; only plain files at places of ours are taken."""
    parts = PurePosixPath(member.name).parts
    known = member.name in (ABOUT, KEYS, DATABASE, CHECKSUMS) or member.name.startswith(FILES)
    if not member.isreg() or not known or ".." in parts or member.name.startswith("/"):
        raise Damaged(f"This backup holds something that gendan did not write: {member.name!r}.")
    return member.name


def _lay(reader: _Summed, target: Path | None) -> None:
    if target is None:
        while reader.read(CHUNK):
            pass
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while data := reader.read(CHUNK):
            file.write(data)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
