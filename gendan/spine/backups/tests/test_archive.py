"""The file of a backup: what goes in comes out, and nothing that was changed, cut off or exchanged is taken."""

import io
import tarfile
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from gendan.spine.backups import archive, rotation
from gendan.spine.backups.archive import About, Damaged
from gendan.spine.backups.sealing import CHUNK, Closed, Opening, Sealing

ABOUT = About("0.1.0", "2026-09-24T02:30:00+08:00", ("org.0001_first",))


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    (folder / "attachments/2026").mkdir(parents=True)
    (folder / "attachments/2026/a").write_bytes(bytes(range(256)) * 5000)
    (folder / "合同.pdf").write_bytes(b"%PDF-1.7 \xff")
    return folder


def written(tmp_path, files, *, passphrase=""):
    dump = tmp_path / "dump"
    dump.write_bytes(b"PGDMP" + b"x" * 100_000)
    archive.write(
        tmp_path / "one.backup", about=ABOUT, keys={"secret": "钥匙"}, dump=dump, files=files, passphrase=passphrase,
        progress=lambda size: None,
    )
    return tmp_path / "one.backup"


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("passphrase", ["", "松风流水"])
def test_what_goes_in_comes_out_byte_by_byte(tmp_path, files, passphrase):
    made = written(tmp_path, files, passphrase=passphrase)
    assert archive.about(made, passphrase=passphrase) == ABOUT
    found = archive.read(made, passphrase=passphrase, into=tmp_path / "back")
    assert (found.about, found.keys, found.files) == (ABOUT, {"secret": "钥匙"}, 2)
    assert contents(tmp_path / "back/files") == contents(files)
    assert (tmp_path / "back/database.dump").read_bytes() == (tmp_path / "dump").read_bytes()
    assert made.stat().st_mode & 0o777 == 0o600


def test_a_sealed_backup_shows_nothing_of_what_is_in_it(tmp_path, files):
    made = written(tmp_path, files, passphrase="松风")
    assert b"PGDMP" not in made.read_bytes()
    assert archive.is_sealed_file(made)
    for wrong in ("", "松 风"):
        with pytest.raises(Damaged):
            archive.read(made, passphrase=wrong)


@pytest.mark.parametrize("passphrase", ["", "松风"])
@pytest.mark.parametrize("place", [0.001, 0.3, 0.6, 0.9])
def test_a_changed_byte_is_noticed(tmp_path, files, passphrase, place):
    made = written(tmp_path, files, passphrase=passphrase)
    data = bytearray(made.read_bytes())
    data[int(len(data) * place)] ^= 1
    made.write_bytes(data)
    with pytest.raises(Damaged):
        archive.read(made, passphrase=passphrase)


@pytest.mark.parametrize("passphrase", ["", "松风"])
def test_a_backup_that_was_cut_off_is_noticed(tmp_path, files, passphrase):
    made = written(tmp_path, files, passphrase=passphrase)
    made.write_bytes(made.read_bytes()[:-20_000])
    with pytest.raises(Damaged):
        archive.read(made, passphrase=passphrase)


def test_any_other_file_is_no_backup(tmp_path):
    other = tmp_path / "letter.txt"
    for content in (b"", b"dear customer", b"gendan sealed 1\n"):
        other.write_bytes(content)
        with pytest.raises(Damaged):
            archive.read(other, passphrase="x")


@pytest.mark.parametrize("name", ["files/../../evil", "/etc/passwd", "else.txt"])
def test_an_archive_that_reaches_outside_is_refused(tmp_path, name):
    made = tmp_path / "evil.backup"
    with tarfile.open(made, "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(Damaged):
        archive.read(made, passphrase="", into=tmp_path / "back")
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_sealing_ends_where_the_stream_ends(size):
    sealed = io.BytesIO()
    out = Sealing(sealed, "钥")
    out.write(b"a" * size)
    out.close()
    assert Opening(io.BytesIO(sealed.getvalue()), "钥").read() == b"a" * size
    if size > CHUNK:  # the first chunk alone is not the whole
        with pytest.raises(Closed):
            Opening(io.BytesIO(sealed.getvalue()[: 39 + CHUNK + 16]), "钥").read()


def test_kept_are_the_newest_of_days_weeks_and_months():
    start = datetime(2026, 1, 1, 2, 30)
    moments = [start + timedelta(hours=12 * number) for number in range(800)]
    kept = sorted(rotation.kept(moments, days=7, weeks=5, months=12), reverse=True)
    assert kept[0] == moments[-1]
    assert [moment.date() for moment in kept[:7]] == [(moments[-1] - timedelta(days=day)).date() for day in range(7)]
    assert len(kept) <= 7 + 5 + 12
    assert len({(moment.year, moment.month) for moment in kept}) == 12
    assert all(late - early < timedelta(days=32) for late, early in pairwise(kept))


def test_what_is_kept_stays_kept_when_nothing_new_comes():
    moments = {datetime(2026, 1, day, 2) for day in range(1, 20)}
    once = rotation.kept(moments, days=3, weeks=2, months=1)
    assert rotation.kept(once, days=3, weeks=2, months=1) == once
