"""Making sense of what comes in: charsets that lie, broken heads, HTML that must not act."""

from datetime import UTC, datetime

import pytest

from gendan.modules.mails.reading import charsets, html, quotes
from gendan.modules.mails.reading.parse import parse
from gendan.modules.mails.tests.letters import bounce_of, letter

WHEN = datetime(2026, 9, 24, 2, 20, tzinfo=UTC)
CHINESE = "您好，附件是报价，请查收。"


@pytest.mark.parametrize(("written", "declared"), [
    ("gbk", "gb2312"), ("gbk", "gbk"), ("gb18030", "gb18030"), ("gbk", ""), ("gbk", "us-ascii"), ("gbk", "iso-8859-1"),
    ("utf-8", "gb2312"), ("utf-8", "us-ascii"), ("gbk", "utf-8"), ("gbk", "nowhere"), ("utf-8", "\"UTF-8\""), ("utf-16", "utf-16"),
])
def test_chinese_is_read_whatever_the_mail_says_of_itself(written, declared):
    assert charsets.decode(CHINESE.encode(written), declared=declared) == CHINESE


def test_western_letters_stay_western():
    assert charsets.decode("Größe für Müller".encode("latin-1"), declared="iso-8859-1") == "Größe für Müller"


@pytest.mark.parametrize(("raw", "text"), [
    ("=?gb2312?B?sai82w==?=", "报价"), ("=?utf-8?B?5oql?= =?utf-8?B?5Lu3?=", "报价"), ("plain", "plain"),
    ("=?utf-8?B?5ou=?= =?utf-8?B?p5Lu3?=", None), ("=?nowhere?B?sai82w==?=", "报价"), ("=?utf-8?B?not base64!?=", None),
])
def test_heads_are_read_as_far_as_they_can_be(raw, text):
    read = charsets.header_text(raw)
    assert read == text if text else isinstance(read, str)


def test_a_head_with_raw_bytes_is_read():
    raw = b"From: a@b.example\r\nSubject: " + "报价单".encode("gbk") + b"\r\nMessage-ID: <1@x>\r\n\r\nx"
    assert parse(raw).subject == "报价单"


def test_text_html_and_files_are_found():
    found = parse(letter(
        sender="高鹏 <gao@x.example>", to="zhou@y.example", date=WHEN, text="文字", html="<p>网页</p>", answers="<old@y.example>",
        files=[("图纸 GICL-5.pdf", b"%PDF-1.4", "application/pdf")],
    ))
    assert (found.text.strip(), found.html.strip(), found.sender) == ("文字", "<p>网页</p>", ("高鹏", "gao@x.example"))
    assert [(one.name, one.content) for one in found.files] == [("图纸 GICL-5.pdf", b"%PDF-1.4")]
    assert (found.references, found.date, found.automatic) == (["<old@y.example>"], WHEN, False)


def test_a_mail_of_html_only_has_text_too():
    found = parse(b"From: a@b.example\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<style>p{}</style><p>Dear&nbsp;Sir</p><p>price?</p>")
    assert found.text == "Dear Sir\n\nprice?"


def test_the_same_mail_has_the_same_fingerprint_whichever_way_it_came():
    content = letter(sender="a@b.example", to="c@d.example", date=WHEN)
    other = b"Received: by mx.d.example\r\nX-Spam: no\r\n" + content.replace(b"\r\n", b"\n")
    assert parse(content).fingerprint == parse(other).fingerprint
    changed = content.replace(content[-20:], b"something else here.\n")
    assert parse(changed).fingerprint != parse(content).fingerprint


@pytest.mark.parametrize("head", [("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("List-Id", "<news>")])
def test_what_nobody_wrote_is_told_apart(head):
    assert parse(letter(sender="a@b.example", to="c@d.example", date=WHEN, headers=[head])).automatic


def test_a_bounce_names_receiver_mail_and_reason():
    report = parse(bounce_of("<1@lichuan.example>", recipient="gao@x.example", date=WHEN)).reports[0]
    assert (report.recipient, report.original_id, report.permanent) == ("gao@x.example", "<1@lichuan.example>", True)
    assert "User unknown" in report.reason


@pytest.mark.parametrize("raw", [b"", b"\x00" * 100, b"\xff\xfe\xfd", b"From\r\n\r\n", b"Content-Type: multipart/mixed; boundary=\r\n\r\n--x",
                                 b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%\r\n"])
def test_garbage_is_parsed_without_complaint(raw):
    assert parse(raw).fingerprint


@pytest.mark.parametrize("evil", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>", "<iframe src='//e.example'></iframe>",
    "<form action='/x'><input name=a></form>", "<div style='position:fixed'>x</div>", "<svg onload=alert(1)>", "<p class='btn' id='content'>x</p>",
    "<a href='data:text/html,<script>x</script>'>x</a>", "<meta http-equiv=refresh content='0;url=x'>", "<base href='//e.example'>",
    "<img src='data:image/svg+xml;base64,xx'>", "<link rel=stylesheet href=x>", "<object data=x></object>",
])
def test_html_of_mails_cannot_act(evil):
    safe = html.shown(f"<p>before</p>{evil}<p>after</p>", inline={}).html.lower()
    for word in ("script", "onerror", "onload", "iframe", "<form", "<input", "style", "class=", " id=", "data:", "meta", "base", "<svg", "link ", "object"):
        assert word not in safe
    assert "before" in safe
    assert "after" in safe


def test_pictures_from_elsewhere_wait_until_they_are_asked_for():
    page = '<img src="https://track.example/1.gif"><img src="http://plain.example/2.gif"><img src="cid:logo"><img src="cid:none">'
    shown = html.shown(page, inline={"logo": "/attachments/1?inline=1"})
    assert "track" not in shown.html
    assert "/attachments/1?inline=1" in shown.html
    assert shown.blocked == 2
    asked = html.shown(page, inline={}, remote=True)
    assert "https://track.example/1.gif" in asked.html
    assert "plain.example" not in asked.html


def test_links_open_elsewhere_and_tell_nobody_where_from():
    assert 'rel="noopener noreferrer nofollow"' in html.shown('<a href="https://x.example">x</a>', inline={}).html


@pytest.mark.parametrize("rest", [
    "> old words", "-----Original Message-----\nFrom: x", "发件人：周砚\n主题：x", "On Thu, Sep 24, 2026 at 10:20 Zhou wrote:\n> x",
    "在 2026年9月24日，周砚 写道：\n> x", "------------------ 原始邮件 ------------------\nx",
])
def test_what_is_quoted_is_told_apart(rest):
    own, quoted = quotes.split(f"new words\n\n{rest}")
    assert own == "new words"
    assert quoted.startswith(rest.split("\n")[0])
