"""From a body of the house to the head and the signing block of what it issues.

Who stands above in the head and how its head signs: HD 05-HD/VPTW and NĐ 30/2020/NĐ-CP (boxes 2 and 7).
"""

from __future__ import annotations

from datetime import date

from nhipcau.drafting import heads
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
    OrganisationKind.ASSOCIATION: Signer(None, ("Chủ tịch",), None),
}
# Committees of which the upper line names the higher đảng bộ, not its committee.
_BELOW_A_BRANCH = (OrganisationKind.PARTY_COMMITTEE, OrganisationKind.PARTY_BASE, OrganisationKind.PARTY_CELL)
_ALONE = (OrganisationKind.PEOPLES_COMMITTEE, OrganisationKind.COUNCIL)
# Bodies of which the name is printed without the area, for the upper line names it.
_NAMED_SHORT = (
    OrganisationKind.PARTY_ADVISORY,
    OrganisationKind.PARTY_BASE,
    OrganisationKind.PARTY_CELL,
    OrganisationKind.STEERING_COMMITTEE,
    OrganisationKind.AGENCY,
    OrganisationKind.PUBLIC_UNIT,
)


def sender_of(body: Organisation, *, on: date) -> Sender:
    """Return the body as it stood on the day `on`, as the sender of a letter. Two queries, or three.

    The signer's name stays open: it is typed when the paper goes out.
    """
    span = names.bodies([body.pk], on=on)[body.pk]
    above = names.bodies([span.parent_id], on=on)[span.parent_id] if span.parent_id else None
    is_standing = span.kind == OrganisationKind.PARTY_STANDING
    if above is not None and (is_standing or span.kind == above.kind == OrganisationKind.STEERING_COMMITTEE):
        # What a standing committee issues stands under the head of its committee (layout 2.1).
        return _as_committee(above, span, on)
    return Sender(
        issuer=_issuer(span, above),
        abbreviation=span.symbol or "…",
        self_name=span.short_name,
        place=span.place,
        signer=_signer(span),
        archive=_archive(span, above),
    )


def _as_committee(committee: OrganisationSpan, span: OrganisationSpan, on: date) -> Sender:
    above = names.bodies([committee.parent_id], on=on)[committee.parent_id] if committee.parent_id else None
    return Sender(
        issuer=_issuer(committee, above),
        abbreviation=span.symbol or committee.symbol or "…",
        self_name=span.short_name,
        place=span.place,
        signer=_signer(span),
        archive=_archive(committee, above),
    )


def _issuer(span: OrganisationSpan, above: OrganisationSpan | None) -> IssuerBlock:
    kind = OrganisationKind(span.kind)
    heads_its_tree = span.level == Level.PROVINCE and span.name.startswith(("Tỉnh", "Thành"))
    if above is None or kind in _ALONE or (kind == OrganisationKind.PARTY_COMMITTEE and heads_its_tree):
        return IssuerBlock(None, span.name, span.is_party, has_seal=span.has_seal)
    name, parent = span.name, above.name
    if kind in _BELOW_A_BRANCH:
        parent = heads.party_branch(above.name)
        # A đảng bộ issues through its đảng ủy.
        name = f"Đảng ủy{name.removeprefix('Đảng bộ')}" if name.startswith("Đảng bộ ") else name
    if kind == OrganisationKind.PARTY_ADVISORY:
        name = name.removesuffix(above.name).strip(" ,-") or name
        name = name.removesuffix(above.short_name).strip(" ,-") or name
    if kind in _NAMED_SHORT:
        name = heads.without_area(name, parent)
    return IssuerBlock(parent, name, span.is_party, has_seal=span.has_seal)


def _signer(span: OrganisationSpan) -> Signer:
    if span.kind == OrganisationKind.STEERING_COMMITTEE:
        if span.has_seal:
            return Signer(None, ("Trưởng ban chỉ đạo",), None)
        return Signer(None, ("Phó Bí thư Thường trực", "Trưởng ban chỉ đạo"), None, SigningForm.KIEM)
    if by_name := heads.signer_by_name(span.name):
        return by_name
    return _COMMITTEE_SIGNS.get(OrganisationKind(span.kind), Signer(None, ("Thủ trưởng đơn vị",), None))


def _archive(span: OrganisationSpan, above: OrganisationSpan | None) -> str:
    if not span.is_party:
        return "VT"
    office_of = span if span.kind == OrganisationKind.PARTY_COMMITTEE or above is None else above
    if span.kind == OrganisationKind.PARTY_ADVISORY:
        return span.short_name
    return f"Văn phòng {office_of.short_name}"
