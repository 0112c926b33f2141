"""A ticket as a mail that a mail program opens as a draft, or a system takes in as it is."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from companion.domain.ticket import TicketDraft
from companion.formats import html, plain_text

SUBJECT_LENGTH = 200
HEADERS = ("Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type")
"""Every header of the mail. Whom it goes to is for the mail program."""

# A quoted-printable body cannot contain it: there every "=" is written "=3D".
_BOUNDARY = "=_phone-support-companion_="


def render(draft: TicketDraft) -> str:
    """The mail in ASCII with CRLF line ends; the same draft gives the same mail."""
    # 30 ms that only a mail need cost.
    from email import policy
    from email.message import EmailMessage

    mail = EmailMessage(policy.SMTP)
    mail["Date"] = draft.started
    mail["Message-ID"] = _message_id(draft.call_id)
    mail["X-Unsent"] = "1"
    mail.set_content(plain_text.render(draft), cte="quoted-printable")
    mail.add_alternative(html.render(draft), subtype="html", cte="quoted-printable")
    mail.set_boundary(_BOUNDARY)
    return _checked(_subject_line(subject(draft.title)) + mail.as_string())


def subject(title: str) -> str:
    """A title as a subject that can neither break the line nor hide another header.

    An encoded word such as `=?utf-8?q?…?=` is decoded on the way out, line ends and all
    (CVE-2024-6923), so none is left whole.
    """
    composed = unicodedata.normalize("NFC", title)
    spaced = "".join(map(_harmless, composed)).replace("=?", "= ?")
    return " ".join(spaced.split())[:SUBJECT_LENGTH].rstrip()


def _subject_line(text: str) -> str:
    """The folded header. EmailMessage, folding it, loses spaces between encoded words."""
    from email.header import Header

    charset = "us-ascii" if text.isascii() else "utf-8"
    folded = Header(text, charset, header_name="Subject").encode(linesep="\r\n")
    return f"Subject: {folded}\r\n"


def _message_id(call_id: str) -> str:
    """The same for every mail about a call, so that a system can tell a second one."""
    if not re.fullmatch("[A-Za-z0-9-]{1,64}", call_id):
        call_id = sha256(call_id.encode(errors="surrogatepass")).hexdigest()[:32]
    return f"<{call_id}@phone-support-companion>"


def _harmless(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cs":
            return "\N{REPLACEMENT CHARACTER}"
    return character


def _checked(mail: str) -> str:
    from email import message_from_string, policy

    found = message_from_string(mail, policy=policy.SMTP).keys()
    if sorted(found) != sorted(HEADERS):
        raise ValueError(f"the mail has {len(found)} headers, not the {len(HEADERS)} meant")
    return mail
