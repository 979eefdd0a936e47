"""The files in deploy/ are valid to the programs that read them."""

import os
import shutil
import subprocess
import sys
from configparser import ConfigParser
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from gendan.cli import parser
from tests.processes import free_port

DEPLOY = Path(__file__).parent.parent / "deploy"
COMPOSE = next(([*command, "--file", "deploy/compose.yaml", "config", "--quiet"] for command in (["docker", "compose"], ["docker-compose"])
                if shutil.which(command[0]) and subprocess.run([*command, "version"], capture_output=True).returncode == 0), [])


def tool(name: str) -> str:
    """The program, also where only root looks for it; without it there is nothing to ask."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    return found or pytest.skip(f"no {name} is installed")


def certificate(folder: Path) -> None:
    """A certificate that nobody trusts, for nginx to read."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "crm.example.com")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1)).sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    nginx = tool("nginx")
    certificate(tmp_path)
    site = (DEPLOY / "nginx.conf").read_text().replace("/etc/ssl/gendan", str(tmp_path))
    site = site.replace("listen 80;", f"listen 127.0.0.1:{free_port()};").replace("listen 443", f"listen 127.0.0.1:{free_port()}")
    text = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {site} }}"
    (tmp_path / "nginx.conf").write_text(text)
    done = subprocess.run([nginx, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    systemd = tool("systemd-analyze")
    units = []
    for unit in DEPLOY.glob("*.service"):
        units.append(tmp_path / unit.name)
        units[-1].write_text(unit.read_text().replace("/srv/gendan/.venv/bin/gendan", sys.executable))
    done = subprocess.run([systemd, "verify", *units], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


def test_the_units_call_commands_that_exist() -> None:
    for unit in DEPLOY.glob("*.service"):
        command = next(line for line in unit.read_text().splitlines() if line.startswith("ExecStart="))
        parser().parse_args(command.replace("%i", "8001").split()[1:])


@pytest.mark.skipif(not COMPOSE, reason="no docker compose is installed")
def test_compose_takes_its_file() -> None:
    done = subprocess.run(COMPOSE, capture_output=True, text=True, cwd=DEPLOY.parent, env=os.environ | {"GENDAN_SECRET_KEY": "x"})
    assert done.returncode == 0, done.stderr


def test_pgbouncer_is_told_to_give_each_transaction_a_session() -> None:
    told = ConfigParser(comment_prefixes=";")
    told.read(DEPLOY / "pgbouncer.ini")
    assert told["pgbouncer"]["pool_mode"] == "transaction"
    assert "gendan" in told["databases"]


def test_the_script_for_rolling_restarts_is_sound() -> None:
    subprocess.run([tool("bash"), "-n", DEPLOY / "roll"], check=True)


def test_the_environment_names_only_what_the_settings_read() -> None:
    read = "".join((DEPLOY.parent / place).read_text() for place in ("config/settings.py", "gendan/installation.py"))
    names = [line.partition("=")[0] for line in (DEPLOY / "gendan.env").read_text().splitlines() if line and line[0] != "#"]
    assert [name for name in names if f'"{name}"' not in read] == []
