"""What somebody wrote himself, and what he only quoted."""

import re

BEGINS = re.compile(
    r"^(>|-{2,}\s*(original message|原始邮件|原邮件|转发邮件|forwarded message)|_{10,}$|发件人\s*[:：]|from\s*:\s.+@"
    r"|on .{4,120} wrote\s*:|在?\s*\d{4}.{4,80}(写道|wrote)\s*[:：])",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-zÀ-ÿ0-9'’\-]+|[\u4e00-\u9fff]")


def split(text: str) -> tuple[str, str]:
    """The new words and the quoted rest."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if BEGINS.match(line.strip()):
            return "\n".join(lines[:number]).strip(), "\n".join(lines[number:]).strip()
    return text.strip(), ""


def words(text: str) -> list[str]:
    """The words; a Chinese character counts as one."""
    return WORD.findall(text)


def quoted(text: str, *, head: str) -> str:
    """A mail as the one that answers it quotes it: one more mark before each line."""
    return "\n".join([head, *(f"> {line}" if line else ">" for line in text.strip().splitlines())])
