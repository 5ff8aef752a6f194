"""The styles of the DOCX, written from the profile, so that an officer who edits the file in Word keeps the layout."""

from __future__ import annotations

from dataclasses import fields

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from nhipcau.drafting.docx.ooxml import element, twips
from nhipcau.drafting.profiles import Profile, TextStyle

FONT = "Times New Roman"

# Shown in Word's list of styles.
_NAMES = {
    "title": "VB Quốc hiệu, tiêu đề",
    "motto": "VB Tiêu ngữ",
    "parent": "VB Cơ quan cấp trên",
    "issuer": "VB Cơ quan ban hành",
    "star": "VB Dấu sao",
    "number": "VB Số, ký hiệu",
    "date": "VB Địa danh, ngày",
    "kind": "VB Tên loại",
    "subject": "VB Trích yếu",
    "letter_subject": "VB Trích yếu công văn",
    "addressee_label": "VB Kính gửi",
    "addressee": "VB Nơi nhận chính",
    "grounds": "VB Căn cứ",
    "body": "VB Nội dung",
    "part": "VB Phần, chương",
    "authority": "VB Quyền hạn",
    "office": "VB Chức vụ",
    "kiem": "VB Kiêm",
    "signer_name": "VB Họ tên",
    "recipients_label": "VB Nơi nhận",
    "recipient": "VB Danh sách nơi nhận",
    "drafter_mark": "VB Ký hiệu người soạn",
    "annex_number": "VB Số phụ lục",
    "annex_title": "VB Tên phụ lục",
    "annex_reference": "VB Căn cứ phụ lục",
    "urgency": "VB Độ khẩn",
    "circulation": "VB Phạm vi phổ biến",
    "draft_mark": "VB Dự thảo",
    "contact": "VB Thông tin liên hệ",
    "page_number": "VB Số trang",
    "table": "VB Bảng",
    "table_head": "VB Đầu bảng",
}
_LEFT = {"recipients_label", "recipient", "drafter_mark", "table", "contact"}
_BODY = {"body", "grounds"}


def style_id(name: str) -> str:
    """Return the id of an element's style in the file."""
    return "VB" + "".join(part.capitalize() for part in name.split("_"))


def write_styles(document: Document, profile: Profile) -> None:
    """Replace the styles of python-docx's template by ours: one for each element of the profile, nothing else."""
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.append(_defaults())
    root.append(_plain("paragraph", "Normal", "Normal", is_default=True))
    root.append(_plain("character", "DefaultParagraphFont", "Default Paragraph Font", is_default=True))
    root.append(_plain("table", "TableNormal", "Normal Table", is_default=True))
    for entry in fields(profile.styles):
        style = getattr(profile.styles, entry.name)
        if style is not None:
            root.append(_paragraph_style(entry.name, style, profile))


def _defaults():
    return parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        '<w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _plain(kind: str, identity: str, name: str, *, is_default: bool):
    style = element("style", type=kind, styleId=identity)
    if is_default:
        style.set(qn("w:default"), "1")
    style.append(element("name", val=name))
    return style


def _paragraph_style(name: str, style: TextStyle, profile: Profile):
    made = element("style", type="paragraph", customStyle=1, styleId=style_id(name))
    made.append(element("name", val=_NAMES[name]))
    made.append(element("basedOn", val="Normal"))
    made.append(element("qFormat"))
    shape = element("pPr")
    if name in _BODY:
        shape.append(_body_spacing(profile))
        shape.append(element("ind", firstLine=twips(profile.body.indent)))
        shape.append(element("jc", val="both"))
    else:
        shape.append(element("jc", val="left" if name in _LEFT else "center"))
    made.append(shape)
    look = element("rPr")
    if style.bold:
        look.append(element("b"))
    if style.italic:
        look.append(element("i"))
    look.append(element("sz", val=round(style.size * 2)))
    look.append(element("szCs", val=round(style.size * 2)))
    made.append(look)
    return made


def _body_spacing(profile: Profile):
    rule = profile.body
    after = round(rule.gap * 20)
    if rule.line_rule == "exact":
        return element("spacing", before=0, after=after, line=round(rule.line * 20), lineRule="exact")
    return element("spacing", before=0, after=after, line=round(rule.line * 240), lineRule="auto")
