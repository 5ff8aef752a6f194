"""From a body of the house to the head and the signing block of what it issues.

Who stands above in the head and how its head signs: HD 05-HD/VPTW and NĐ 30/2020/NĐ-CP (boxes 2 and 7).
"""

from __future__ import annotations

from datetime import date

from nhipcau.drafting.content import IssuerBlock, Signer, SigningForm
from nhipcau.drafting.letters import Sender
from nhipcau.organisations import names
from nhipcau.organisations.models import Level, Organisation, OrganisationKind, OrganisationSpan

_COMMITTEE_SIGNS = {
    OrganisationKind.PARTY_COMMITTEE: Signer("Ban Thường vụ", ("Bí thư",), None, SigningForm.ON_BEHALF),
    OrganisationKind.PARTY_STANDING: Signer("Ban Thường vụ", ("Bí thư",), None, SigningForm.ON_BEHALF),
    OrganisationKind.PARTY_CELL: Signer("Chi bộ", ("Bí thư",), None, SigningForm.ON_BEHALF),
    OrganisationKind.PARTY_BASE: Signer("Đảng ủy", ("Bí thư",), None, SigningForm.ON_BEHALF),
    OrganisationKind.PARTY_ADVISORY: Signer(None, ("Trưởng ban",), None),
    OrganisationKind.PEOPLES_COMMITTEE: Signer("Ủy ban nhân dân", ("Chủ tịch",), None, SigningForm.ON_BEHALF),
    OrganisationKind.FRONT: Signer("Ban Thường trực", ("Chủ tịch",), None, SigningForm.ON_BEHALF),
    OrganisationKind.POLITICAL_SOCIAL: Signer("Ban Thường vụ", ("Chủ tịch",), None, SigningForm.ON_BEHALF),
    OrganisationKind.COUNCIL: Signer("Hội đồng nhân dân", ("Chủ tịch",), None, SigningForm.ON_BEHALF),
    OrganisationKind.AGENCY: Signer(None, ("Trưởng phòng",), None),
}


def sender_of(body: Organisation, *, on: date) -> Sender:
    """Return the body as it stood on the day `on`, as the sender of a letter. Two queries.

    The signer's name stays open: it is typed when the paper goes out.
    """
    span = names.bodies([body.pk], on=on)[body.pk]
    above = names.bodies([span.parent_id], on=on)[span.parent_id] if span.parent_id else None
    return Sender(
        issuer=_issuer(span, above),
        abbreviation=span.symbol or "…",
        self_name=span.short_name,
        place=span.place,
        signer=_signer(span, above),
        archive=_archive(span, above),
    )


def _issuer(span: OrganisationSpan, above: OrganisationSpan | None) -> IssuerBlock:
    # A committee that heads its own tree stands alone; its advisory bodies stand under it.
    stands_alone = span.kind == OrganisationKind.PARTY_COMMITTEE and span.level != Level.COMMUNE
    parent = None if above is None or stands_alone or span.kind == OrganisationKind.PEOPLES_COMMITTEE else above.name
    name = span.name
    if span.kind == OrganisationKind.PARTY_ADVISORY and above is not None:
        name = name.removesuffix(above.name).strip() or name
        name = name.removesuffix(above.short_name).strip() or name
    return IssuerBlock(parent, name, span.is_party, has_seal=span.has_seal)


def _signer(span: OrganisationSpan, above: OrganisationSpan | None) -> Signer:
    if span.kind == OrganisationKind.STEERING_COMMITTEE:
        if span.has_seal:
            return Signer(None, ("Trưởng ban chỉ đạo",), None)
        return Signer(None, ("Phó Bí thư Thường trực", "Trưởng ban chỉ đạo"), None, SigningForm.KIEM)
    return _COMMITTEE_SIGNS.get(OrganisationKind(span.kind), Signer(None, ("Thủ trưởng đơn vị",), None))


def _archive(span: OrganisationSpan, above: OrganisationSpan | None) -> str:
    if not span.is_party:
        return "VT"
    office_of = span if span.kind == OrganisationKind.PARTY_COMMITTEE or above is None else above
    if span.kind == OrganisationKind.PARTY_ADVISORY:
        return span.short_name
    return f"Văn phòng {office_of.short_name}"
