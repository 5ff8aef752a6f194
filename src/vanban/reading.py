"""From a text to its reading: the one verb that calls the readers of the single things in their order."""

from __future__ import annotations

from vanban.asides import read_annexes, set_stamps_aside
from vanban.assignments import read_assignments
from vanban.citations import read_citations
from vanban.head import HEAD_LINES, RUN_ON, read_head
from vanban.lines import cut_at, is_noise, split_lines
from vanban.model import Item, Reading
from vanban.normalise import normalise
from vanban.outline import read_outline
from vanban.recipients import read_addressees, read_distribution
from vanban.signature import read_foot
from vanban.sureness import as_recognised
from vanban.tables import is_row, read_tables
from vanban.wrapped import join_wrapped


def read_text(text: str, *, is_recognised: bool = False) -> Reading:
    """Return what a document's text states. Never raises, whatever the text; the time is linear in its length.

    `is_recognised` says that the letters were recognised in a picture (`Source.is_recognised`): nothing with figures or
    names in it is marked sure then.
    """
    text = normalise(text)
    lines = [line for line in split_lines(text) if not is_noise(line)]
    lines = join_wrapped(cut_at(lines, RUN_ON, HEAD_LINES), HEAD_LINES)
    lines, stamps = set_stamps_aside(lines)
    head = read_head(lines)
    body = head.next_line
    addressees: tuple[Item[str], ...] = ()
    if head.addressed and body < len(lines):
        addressees, body = read_addressees(lines, body)
    foot = read_foot(lines, body)
    own = head.number.value if head.number else None
    citations = read_citations(text, own, stamps)
    distribution, archive = read_distribution(foot.pieces)
    issued = head.date.value if head.date else None
    outline = read_outline([line for line in lines[body : foot.first_line] if not is_row(line)])
    assignments = read_assignments(outline, head.type.value if head.type else None, issued)
    behind = lines[foot.next_line :]
    assignments += read_tables(lines[body : foot.first_line], issued) + read_tables(behind, issued)
    reading = Reading(
        text=text,
        type=head.type,
        number=head.number,
        parent_issuer=head.parent_issuer,
        issuer=head.issuer,
        place=head.place,
        date=head.date,
        subject=head.subject,
        addressees=addressees,
        distribution=distribution,
        archive=archive,
        signer=foot.signer,
        citations=citations,
        assignments=assignments,
        outline=outline.nodes,
        footnotes=outline.footnotes,
        annexes=read_annexes(behind),
        stamps=stamps,
        urgency=head.urgency,
        secrecy=head.secrecy,
        circulation=head.circulation,
    )
    return as_recognised(reading) if is_recognised else reading
