"""What is logged also goes to another machine, where the administrator of this one cannot change it."""

import os
import socket
import subprocess
import sys

LOGGED = """
import logging.config
from config.settings import LOGGING
logging.config.dictConfig(LOGGING)
logging.getLogger("gendan.doors").warning("failed to log in: %r from %s", "lin\\nroot", "10.0.0.7")
"""


def test_the_log_goes_to_another_machine_too() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(30)
        told = os.environ | {"GENDAN_SYSLOG": f"127.0.0.1:{listener.getsockname()[1]}"}
        done = subprocess.run([sys.executable, "-c", LOGGED], env=told, capture_output=True, text=True, check=True)
        heard = listener.recv(65_535).decode()
    assert heard.startswith("<12>gendan[")
    assert "gendan.doors WARNING failed to log in: 'lin\\nroot' from 10.0.0.7" in heard
    assert "failed to log in" in done.stderr
