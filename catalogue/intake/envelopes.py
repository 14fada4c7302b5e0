"""Opens what people send: a mail and what is attached to it, a zip, a text, a file, a sheet.

Whatever it is, anybody may have sent it: it is opened in memory, within limits, and no name in it
is ever used as a path.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.utils import parseaddr
from mimetypes import guess_extension
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from catalogue.intake.html_lines import lines_of_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage, MIMEPart

MOST_BYTES = 25_000_000
"""What GitHub and mail programs take as one file."""
_MOST_PARTS = 60
_MOST_UNPACKED = 50_000_000
_DEEPEST = 3
_SHEETS = (".xlsx", ".ods", ".csv", ".tsv", ".xls")
_TEXTS = ("", ".txt", ".md", ".yaml", ".yml")
_OF_PROGRAMS = ("__MACOSX/", ".")
_NOT_READ = {
    **dict.fromkeys(
        (".doc", ".docx", ".odt", ".pages", ".pdf", ".rtf"),
        "is a document: copy what it says into a mail or into the form, or send a spreadsheet.",
    ),
    **dict.fromkeys(
        (".gif", ".heic", ".jpeg", ".jpg", ".png", ".webp"),
        "is a picture: write what it says into a mail or into the form.",
    ),
    **dict.fromkeys(
        (".dat", ".msg", ".p7m"),
        "is a mail that only some programs open: send it again as plain text or HTML.",
    ),
}
"""What people send that is neither a text nor a sheet, and how to send it."""
_NEITHER = "is neither a text nor a spreadsheet."


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was sent: what it is called, and its bytes."""

    name: str
    raw: bytes

    @property
    def ending(self) -> str:
        """The ending of its name, in small letters and with its dot; a file of ours may have been
        given one more.
        """
        name = self.name.lower()
        plain = name.removesuffix(".txt")
        return PurePosixPath(plain if plain.endswith((".yaml", ".yml")) else name).suffix

    @property
    def is_sheet(self) -> bool:
        """Whether it is called as a spreadsheet is."""
        return self.ending in _SHEETS

    @property
    def text(self) -> str:
        """Its text: UTF-8, or what Windows writes here."""
        try:
            return self.raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self.raw.decode("cp1252", "replace")


@dataclass(slots=True)
class Sent:
    """All that came at once: its texts and sheets, what of it is not read, and who sent it."""

    parts: list[Part] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)
    sender: str = ""
    subject: str = ""


def opened(*parts: Part) -> Sent:
    """Open everything that was sent."""
    sent = Sent()
    for part in parts:
        for one in _inside(part, sent, 0):
            if len(sent.parts) == _MOST_PARTS:
                sent.not_read.append(f"These are more than {_MOST_PARTS} files: send fewer.")
                return sent
            sent.parts.append(one)
    return sent


def _inside(part: Part, sent: Sent, depth: int) -> Iterator[Part]:
    if len(part.raw) > MOST_BYTES:
        sent.not_read.append(f"“{part.name}” is bigger than {MOST_BYTES // 1_000_000} MB.")
    elif depth > _DEEPEST:
        sent.not_read.append(f"“{part.name}” lies too deep in other files.")
    elif part.ending == ".eml":
        yield from _of_mail(part, sent, depth)
    elif part.ending == ".zip":
        yield from _of_zip(part, sent, depth)
    elif part.is_sheet or part.ending in _TEXTS:
        yield part
    else:
        sent.not_read.append(f"“{part.name}” {_NOT_READ.get(part.ending, _NEITHER)}")


def _of_mail(part: Part, sent: Sent, depth: int) -> Iterator[Part]:
    mail: EmailMessage = message_from_bytes(part.raw, policy=policy.default)
    if not depth:
        sent.sender = parseaddr(str(mail.get("From", "")))[1]
        sent.subject = " ".join(str(mail.get("Subject", "")).split())
    body = mail.get_body(("plain", "html"))
    if body is not None:
        text = _text_of(body)
        if body.get_content_subtype() == "html":
            text = lines_of_html(text)
        subject = " ".join(str(mail.get("Subject", "")).split())
        yield Part("the mail", f"{subject}\n\n{text}".encode())
    for attached in mail.iter_attachments():
        name = attached.get_filename() or "an attachment"
        if not PurePosixPath(name).suffix:
            name += guess_extension(attached.get_content_type()) or ""
        if attached.get_content_maintype() == "message":  # a mail that was sent on
            inner: Any = attached.get_payload(0)
            yield from _inside(Part("forwarded.eml", inner.as_bytes()), sent, depth + 1)
        else:
            raw = attached.get_payload(decode=True)
            yield from _inside(Part(name, raw if isinstance(raw, bytes) else b""), sent, depth + 1)


def _text_of(body: MIMEPart) -> str:
    raw = body.get_payload(decode=True)
    try:
        return raw.decode(body.get_content_charset("utf-8"))  # type: ignore[union-attr]
    except (LookupError, UnicodeDecodeError):
        return Part("", raw if isinstance(raw, bytes) else b"").text


def _of_zip(part: Part, sent: Sent, depth: int) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(part.raw)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if sum(one.file_size for one in members) > _MOST_UNPACKED:
                sent.not_read.append(f"“{part.name}” would be too big unpacked.")
                return
            unpacked = [
                Part(one.filename, archive.read(one))
                for one in members[: _MOST_PARTS + 1]
                if not one.filename.startswith(_OF_PROGRAMS)
            ]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError):
        sent.not_read.append(f"“{part.name}” cannot be unpacked: it is broken or has a password.")
        return
    for one in unpacked:
        yield from _inside(one, sent, depth + 1)
