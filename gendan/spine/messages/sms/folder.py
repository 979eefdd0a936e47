"""Short messages into a folder: for trying out, and for gateways that fetch files."""

import json
from datetime import datetime
from pathlib import Path
from uuid import uuid4


class Folder:
    """Each text becomes one JSON file, complete the moment it has its name."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def send(self, phone: str, text: str, *, now: datetime) -> str:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{now:%Y%m%d-%H%M%S}-{uuid4().hex}"
        draft = self.folder / f".{name}"
        draft.write_text(json.dumps({"to": phone, "text": text, "at": now.isoformat()}, ensure_ascii=False))
        draft.rename(self.folder / f"{name}.json")
        return name
