"""Ways to spoil a good document, each with the check that must then fail."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from nhipcau.drafting.content import Kind, OutgoingDocument, Paragraph, SigningForm
from nhipcau.drafting.docx import render
from nhipcau.drafting.profiles import Profile, by_key
from tests.drafting.samples import DEPUTY, HEAD, document, full

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HD36, HD05, ND30 = by_key("hd36"), by_key("hd05"), by_key("nd30")


@dataclass(frozen=True)
class Spoiled:
    """A file that breaks one rule: the check to fail, the true profile and document, and the file's bytes."""

    check: int
    remark: str
    profile: Profile
    document: OutgoingDocument
    make: Callable[[], bytes]


def edited(data: bytes, edit: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """Return a DOCX with the XML text of one part changed; the change must change something."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                changed = edit(content.decode())
                assert changed != content.decode(), "the spoiling changed nothing"
                etree.fromstring(changed.encode())
                content = changed.encode()
            target.writestr(name, content)
    return out.getvalue()


def _word(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


def _styled(profile: Profile, name: str, **look: object) -> Profile:
    return replace(profile, styles=replace(profile.styles, **{name: replace(getattr(profile.styles, name), **look)}))


def _by_profile(check: int, remark: str, profile: Profile, wrong: Profile, sample: OutgoingDocument) -> Spoiled:
    return Spoiled(check, remark, profile, sample, lambda: render(sample, wrong))


def _by_edit(
    check: int, remark: str, profile: Profile, sample: OutgoingDocument, edit: Callable[[str], str], part: str = ""
) -> Spoiled:
    part = part or "word/document.xml"
    return Spoiled(check, remark, profile, sample, lambda: edited(render(sample, profile), edit, part))


def _other(check: int, remark: str, profile: Profile, sample: OutgoingDocument, printed: OutgoingDocument) -> Spoiled:
    return Spoiled(check, remark, profile, sample, lambda: render(printed, profile))


def _self(check: int, remark: str, profile: Profile, sample: OutgoingDocument) -> Spoiled:
    return _other(check, remark, profile, sample, sample)


def joint(profile: Profile) -> OutgoingDocument:
    """Return a document of two issuers."""
    base = document(profile, Kind.REPORT)
    issuer = replace(base.issuer, parent=None, name="Ban Dân vận Huyện uỷ", joint_with=("Phòng Dân tộc huyện",))
    lead = replace(HEAD, titles=("Trưởng Ban Dân vận Huyện uỷ",))
    other = replace(HEAD, titles=("Trưởng phòng Dân tộc huyện",), name="Võ Văn Mẫu")
    return replace(base, issuer=issuer, signer=lead, co_signers=(other,))


def all_spoiled() -> list[Spoiled]:
    """Return every spoiled file."""
    return [*_for_all(), *_party(HD36), *_party(HD05), *_party_2018(), *_party_2026(), *_state()]


def _for_all() -> list[Spoiled]:
    out = []
    for p in (HD36, HD05, ND30):
        letter, everything = document(p, Kind.LETTER), full(p)
        body = letter.body[0].text
        short = body[:12]
        said = "tháng 6" if p is HD05 else "tháng 7"
        own_end = "first" if p.contact_on == "last" else "last"
        numbers = {"arabic": "roman", "roman": "arabic"}[p.annex_numbers]
        out += [
            _by_edit(3, "another font", p, letter, _word("Times New Roman", "Arial"), "word/styles.xml"),
            _by_edit(3, "red", p, letter, _word('w:color w:val="000000"', 'w:color w:val="C00000"'), "word/styles.xml"),
            _by_edit(3, "private use", p, letter, _word(short, "\ue001" + short)),
            _by_edit(3, "decomposed", p, letter, _word(short, "xuo\u0302\u0301ng " + short)),
            _by_edit(3, "TCVN3", p, letter, _word(body, "Thùc hiÖn ch­¬ng tr×nh c«ng t¸c n¨m, ®Ò nghÞ c¸c ®¬n vÞ" * 40)),
            _by_edit(4, "number on page 1", p, letter, _word("<w:titlePg/>", "")),
            _by_profile(4, "small number", p, _styled(p, "page_number", size=11), letter),
            _by_profile(4, "too low", p, replace(p, page=replace(p.page, number_from_edge=18)), letter),
            _by_edit(11, "month padded", p, letter, _word(said, said.replace(" ", " 0"))),
            _by_profile(11, "upright date", p, _styled(p, "date", italic=False), letter),
            _other(11, "another day", p, letter, replace(letter, date=letter.date.replace(day=1))),
            _by_profile(29, "wrong numerals", p, replace(p, annex_numbers=numbers), everything),
            _by_edit(29, "numbers run on", p, everything, _from_second(' w:start="1"', "")),
            _by_profile(30, "wrong page", p, replace(p, contact_on=own_end), everything),
            _by_profile(30, "large", p, _styled(p, "contact", size=14), everything),
        ]
    return out


def _from_second(old: str, new: str) -> Callable[[str], str]:
    def edit(xml: str) -> str:
        head, found, tail = xml.partition(old)
        return head + found + tail.replace(old, new)

    return edit


def _party(p: Profile) -> list[Spoiled]:
    letter, notice, report = (document(p, kind) for kind in (Kind.LETTER, Kind.NOTICE, Kind.REPORT))
    decision, regulation, proposal = (document(p, kind) for kind in (Kind.DECISION, Kind.REGULATION, Kind.PROPOSAL))
    everything = full(p)
    title = "ĐẢNG CỘNG SẢN VIỆT NAM"
    in_state = replace(report, body=(Paragraph("Độc lập - Tự do - Hạnh phúc"), *report.body))
    twice = replace(report, body=(Paragraph(title), *report.body))
    named = replace(letter, body=(Paragraph("CÔNG VĂN"), *letter.body))
    return [
        _by_profile(1, "narrow left margin", p, replace(p, page=replace(p.page, left=25)), letter),
        _other(2, "not mirrored", p, replace(letter, is_duplex=True), letter),
        _by_profile(5, "small title", p, _styled(p, "title", size=14), letter),
        _self(5, "title twice", p, twice),
        _by_edit(
            5, "not in the corner", p, letter, _word('w:val="VBTitle"/>', 'w:val="VBTitle"/><w:jc w:val="left"/>')
        ),
        _by_edit(
            6, "no rule", p, letter, lambda xml: xml.replace("<w:pBdr>", "<w:shd>").replace("</w:pBdr>", "</w:shd>")
        ),
        _by_edit(6, "rule too short", p, letter, _rule_indent),
        _by_edit(6, "double rule", p, letter, _word('w:top w:val="single"', 'w:top w:val="double"')),
        _self(7, "State motto", p, in_state),
        _by_edit(8, "no star", p, letter, _word("<w:t>*</w:t>", "<w:t></w:t>")),
        _by_profile(8, "a rule for the star", p, replace(p, under_issuer="rule"), letter),
        _by_profile(8, "parent in bold", p, _styled(p, "parent", bold=True), letter),
        _by_edit(9, "colon after Số", p, letter, _word("Số 05-", "Số: 05-")),
        _by_edit(9, "no leading 0", p, letter, _word("Số 05-", "Số 5-")),
        _by_edit(9, "blank before the dash", p, letter, _word("Số 05-", "Số 05 -")),
        _by_edit(9, "State order", p, letter, _word("-CV/BDVHU", "/CV-BDVHU")),
        _by_profile(9, "large number", p, _styled(p, "number", size=15), letter),
        _by_profile(12, "small type", p, _styled(p, "kind", size=14), notice),
        _self(12, "type name in a letter", p, named),
        _by_profile(13, "rule under the subject", p, replace(p, under_subject="rule"), notice),
        _by_edit(13, "four hyphens", p, notice, _word(">-----<", ">----<")),
        _by_profile(13, "capital", p, replace(p, subject_starts_upper=True), notice),
        _by_profile(14, "V/v", p, replace(p, letter_subject_prefix="V/v "), letter),
        _by_profile(14, "upright", p, _styled(p, "letter_subject", italic=False), letter),
        _by_edit(15, "no label", p, letter, _word("Kính gửi:", "Gửi:")),
        _by_profile(15, "no Như trên", p, replace(p, recipients=replace(p.recipients, as_above_kinds=())), proposal),
        _other(15, "Kính gửi in a report", p, report, replace(report, body=(Paragraph("Kính gửi: Huyện uỷ"),))),
        _by_profile(16, "full stops", p, replace(p, addressees=replace(p.addressees, mark=".")), letter),
        _by_profile(19, "single spacing", p, replace(p, body=replace(p.body, line_rule="multiple", line=1.0)), letter),
        _by_profile(19, "17 pt", p, replace(p, body=replace(p.body, line=17)), letter),
        _by_profile(20, "gap 3 pt", p, replace(p, body=replace(p.body, gap=3)), letter),
        _by_profile(20, "deep indent", p, replace(p, body=replace(p.body, indent=15)), letter),
        _by_profile(20, "body 13", p, _styled(p, "body", size=13), letter),
        _by_edit(
            20, "ragged", p, letter, lambda x: x.replace('w:jc w:val="both"', 'w:jc w:val="left"'), "word/styles.xml"
        ),
        _by_profile(21, "State end", p, replace(p, final_mark="./."), letter),
        _by_profile(22, "TM.", p, replace(p, authority=replace(p.authority, on_behalf="TM. ")), decision),
        _by_profile(22, "KT.", p, replace(p, authority=replace(p.authority, for_head="KT. ")), report),
        _self(23, "K/T for a cấp uỷ", p, replace(decision, signer=replace(DEPUTY, authority="Bí thư"))),
        _by_profile(24, "bold title under T/M", p, _styled(p, "office", bold=True), decision),
        _by_profile(24, "thin name", p, _styled(p, "signer_name", bold=False), decision),
        _self(24, "học vị", p, replace(decision, signer=replace(decision.signer, name="TS. Nguyễn Văn Mẫu"))),
        _self(25, "K/T without a seal", p, replace(notice, signer=DEPUTY)),
        _by_edit(25, "Kiêm in capitals", p, notice, _word(">kiêm<", ">KIÊM<")),
        _other(26, "lead at the left", p, joint(p), _swapped(joint(p))),
        _by_profile(27, "no underline", p, _styled(p, "recipients_label", underline=False), letter),
        _by_profile(27, "bold label", p, _styled(p, "recipients_label", bold=True), letter),
        _by_profile(28, "Lưu:", p, replace(p, recipients=replace(p.recipients, archive="Lưu: {archive}")), letter),
        _self(28, "Lưu VT", p, replace(letter, archive="VT")),
        _by_profile(28, "11 pt", p, _styled(p, "recipient", size=11), letter),
        _by_profile(31, "large mark", p, _styled(p, "circulation", size=14), everything),
        _by_edit(31, "said nowhere", p, everything, _word("Không phổ biến", "Phổ biến")),
        _self(10, "symbol of the other rule", p, replace(regulation, symbol="QĐ/HU" if p is HD36 else "QĐi/HU")),
    ]


def _swapped(sample: OutgoingDocument) -> OutgoingDocument:
    return replace(sample, signer=sample.co_signers[0], co_signers=(sample.signer,))


def _rule_indent(xml: str) -> str:
    """Make the rule under the title 3 % shorter."""
    place = xml.index("<w:pBdr>")
    tail = xml[place:]
    left = tail.index('w:left="') + len('w:left="')
    value = tail[left : tail.index('"', left)]
    return xml[:place] + tail[:left] + str(int(value) + 130) + tail[left + len(value) :]


def _party_2018() -> list[Spoiled]:
    p, decision = HD36, document(HD36, Kind.DECISION)
    return [
        _by_profile(18, "full stop after căn cứ", p, replace(p, grounds=replace(p.grounds, last_mark=".")), decision),
        _by_profile(18, "semicolons", p, replace(p, recipients=replace(p.recipients, mark=";")), decision),
    ]


def _party_2026() -> list[Spoiled]:
    p, decision = HD05, document(HD05, Kind.DECISION)
    proposal, everything = document(p, Kind.PROPOSAL), full(p)
    return [
        _by_profile(
            15, "Kính gửi", p, replace(p, addressees=replace(p.addressees, proposal_label="Kính gửi:")), proposal
        ),
        _by_profile(17, "no dash", p, replace(p, grounds=replace(p.grounds, dash="")), decision),
        _by_profile(17, "comma at the end", p, replace(p, grounds=replace(p.grounds, last_mark=",")), decision),
        _by_profile(17, "italic", p, _styled(p, "grounds", italic=True), decision),
        _by_profile(19, "23 pt", p, replace(p, body=replace(p.body, line=23)), decision),
        _by_profile(28, "commas", p, replace(p, recipients=replace(p.recipients, mark=",")), decision),
        _by_profile(31, "under the block", p, replace(p, media_notice_at="block"), everything),
    ]


def _state() -> list[Spoiled]:
    p = ND30
    letter, report, decision = (document(p, kind) for kind in (Kind.LETTER, Kind.REPORT, Kind.DECISION))
    return [
        _by_profile(33, "narrow left margin", p, replace(p, page=replace(p.page, left=25)), letter),
        _by_profile(34, "motto 14 beside 12", p, _styled(p, "motto", size=14), letter),
        _by_profile(34, "thin title", p, _styled(p, "title", bold=False), letter),
        _by_edit(34, "motto misspelt", p, letter, _word("Độc lập - Tự do", "Độc lập – Tự do")),
        _by_profile(35, "star", p, replace(p, under_issuer="star"), letter),
        _by_edit(35, "long rule", p, letter, _rule_indent),
        _by_profile(35, "hyphens", p, replace(p, under_subject="hyphens"), report),
        _by_profile(35, "small type", p, _styled(p, "kind", size=12), report),
        _by_edit(36, "no colon", p, letter, _word("Số: 05", "Số 05")),
        _self(36, "CV in a letter", p, replace(letter, symbol="CV-UBND")),
        _by_profile(36, "về việc", p, replace(p, letter_subject_prefix="về việc "), letter),
        _by_profile(36, "no gap", p, replace(p, letter_subject_before=0.0), letter),
        _by_profile(37, "upright", p, _styled(p, "grounds", italic=False), decision),
        _by_profile(37, "dash", p, replace(p, grounds=replace(p.grounds, dash="- ")), decision),
        _by_profile(38, "wide lines", p, replace(p, body=replace(p.body, line=1.8)), letter),
        _by_profile(38, "indent 15 mm", p, replace(p, body=replace(p.body, indent=15)), letter),
        _by_profile(38, "body 12", p, _styled(p, "body", size=12), letter),
        _by_profile(39, "commas", p, replace(p, addressees=replace(p.addressees, mark=",")), letter),
        _by_profile(
            39, "label beside", p, replace(p, addressees=replace(p.addressees, is_label_on_own_line=False)), letter
        ),
        _by_profile(40, "thin title", p, _styled(p, "office", bold=False), decision),
        _by_profile(40, "T/M", p, replace(p, authority=replace(p.authority, on_behalf="T/M ")), decision),
        _by_profile(40, "upright label", p, _styled(p, "recipients_label", italic=False), letter),
        _by_profile(40, "no colon", p, replace(p, recipients=replace(p.recipients, archive="Lưu {archive}")), letter),
        _other(40, "TUQ with a slash", p, letter, replace(letter, signer=_slashed(letter))),
    ]


def _slashed(sample: OutgoingDocument):
    return replace(sample.signer, form=SigningForm.DIRECT, titles=("TUQ/ Chủ tịch",))
