"""The web process: the application is read once, and every worker is a fork of it, there in a moment when one has died."""

import gc
import importlib
import multiprocessing
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from gendan.postgres import die_with_parent

THREADS = 4
#: How many seconds a worker may take to end what it has begun.
GRACE = 4


def read(application: str) -> Any:
    """Import a WSGI application by its name, as config.wsgi:application."""
    module, _colon, name = application.partition(":")
    return getattr(importlib.import_module(module), name)


def serve(application: Any, *, host: str, port: int, workers: int) -> None:
    """Answer until told to stop; nothing but memory is handed down to the workers."""
    multiprocessing.set_start_method("fork", force=True)
    connections.close_all()
    connections["default"].close_pool()  # type: ignore[attr-defined]
    gc.freeze()  # what all workers share is not touched by their collectors
    gc.enable()
    server = Server(
        "gendan", address=host, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=THREADS,
        workers_kill_timeout=GRACE, log_level=LogLevels.warning, websockets=False, respawn_failed_workers=True,
    )
    server.serve(target_loader=partial(_handed_down, application), wrap_loader=False)


def _handed_down(application: Callable[..., Any]) -> Callable[..., Any]:
    """In a worker: it must not outlive the process that would start it again."""
    die_with_parent(signal.SIGTERM)
    return application
