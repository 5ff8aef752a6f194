"""Makes the sample documents of the demo world that are DOCX and PDF: `python scripts/make_samples.py`.

The sentences are our own, in the kinds and styles of real papers; the signers are invented. The PDF is printed from a
DOCX by LibreOffice (`soffice`); both results are committed, so that nobody needs LibreOffice to load the demo.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

FOLDER = Path(__file__).resolve().parent.parent / "src/nhipcau/demo/documents"
CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True)
class Paper:
    """One paper of the Party's kind; `title` only for a named type, `about` is the subject under the number."""

    name: str
    parent: str
    issuer: str
    number: str
    about: str
    place_and_date: str
    title: str
    subject: str
    addressees: Sequence[str]
    body: Sequence[str]
    recipients: Sequence[str]
    authority: str
    signer_title: str
    signer: str


EXEMPLARS = Paper(
    name="212-cv-bdvtu.docx",
    parent="TỈNH ỦY BÌNH THUẬN",
    issuer="BAN DÂN VẬN",
    number="Số 212-CV/BDVTU",
    about="Rà soát, đăng ký mô hình “Dân vận khéo” năm 2023",
    place_and_date="Bình Thuận, ngày 22 tháng 5 năm 2023",
    title="",
    subject="",
    addressees=(
        "Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tỉnh,",
        "Các sở, ban, ngành tỉnh,",
        "Các huyện, thị, thành ủy.",
    ),
    body=(
        "Phong trào thi đua “Dân vận khéo” đi vào chiều sâu khi mỗi mô hình giải quyết được một việc cụ thể mà dân "
        "đang vướng, có người làm và có hạn xong. Để việc đăng ký, công nhận năm 2023 đúng thực chất, Ban Dân vận "
        "Tỉnh ủy đề nghị một số nội dung sau:",
        "1. Các huyện, thị, thành ủy rà soát các mô hình đã đăng ký; mô hình không còn phù hợp thì kết thúc hoặc "
        "chuyển đổi, nói rõ lý do; gửi danh sách mô hình đăng ký năm 2023 về Ban Dân vận Tỉnh ủy trước ngày 31/7/2023.",
        "2. Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tỉnh tập trung phát động những việc gần dân, "
        "vừa sức, không chạy theo số lượng.",
        "3. Các huyện, thị, thành ủy, các sở, ban, ngành tỉnh báo cáo kết quả phong trào thi đua “Dân vận khéo” "
        "gửi về Ban Dân vận Tỉnh ủy trước ngày 30/11 hằng năm.",
    ),
    recipients=("Như trên,", "Thường trực Tỉnh ủy (b/c),", "Lưu Ban Dân vận."),
    authority="",
    signer_title="TRƯỞNG BAN",
    signer="Lê Văn Mẫu",
)

CONCLUSIONS = Paper(
    name="98-tb-bcd.pdf",
    parent="HUYỆN ỦY KON RẪY",
    issuer="BAN CHỈ ĐẠO CUỘC VẬN ĐỘNG",
    number="Số 98-TB/BCĐ",
    about="",
    place_and_date="Kon Rẫy, ngày 10 tháng 7 năm 2023",
    title="THÔNG BÁO",
    subject="kết luận của Trưởng Ban Chỉ đạo Cuộc vận động huyện sau đợt đi cơ sở đầu tháng 7 năm 2023",
    addressees=(),
    body=(
        "Từ ngày 04 đến ngày 06/7/2023, Trưởng Ban Chỉ đạo Cuộc vận động huyện cùng cơ quan thường trực đi thăm một số "
        "mô hình ở các xã, thị trấn; sau khi nghe ý kiến của cơ sở, kết luận như sau:",
        "1. Ban Chỉ đạo Cuộc vận động các xã, thị trấn:",
        "- Tiếp tục giữ các tổ, nhóm hộ giúp nhau làm ăn đang hoạt động tốt; lấy người trong thôn hướng dẫn người "
        "trong thôn.",
        "- Rà soát những mô hình đã nhận hỗ trợ mà không còn hoạt động, nêu rõ nguyên nhân và hướng xử lý; gửi báo cáo "
        "về Ban Chỉ đạo Cuộc vận động huyện (qua Ủy ban MTTQ Việt Nam huyện) trước ngày 31/7/2023.",
        "2. Các tổ chức chính trị - xã hội huyện: Lập danh sách số lượng đoàn viên, hội viên là hộ nghèo, cận nghèo "
        "chưa có tổ chức nhận giúp; báo cáo Ban Chỉ đạo Cuộc vận động huyện (qua Ủy ban MTTQ Việt Nam huyện) trước "
        "ngày 20/7/2023.",
        "3. Giao Phòng Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Hội Nông dân huyện mở lớp hướng dẫn "
        "ghi chép thu chi cho các nhóm hộ trong tháng 8/2023.",
        "4. Giao UBND huyện báo cáo kết quả bố trí vốn cho các mô hình năm 2023 về Ban Chỉ đạo Cuộc vận động huyện "
        "(qua Ủy ban MTTQ Việt Nam huyện) trước ngày 15/8/2023.",
        "5. Giao Ủy ban MTTQ Việt Nam huyện theo dõi, đôn đốc việc thực hiện Thông báo này.",
    ),
    recipients=(
        "Thường trực Huyện ủy (b/c),", "UBND huyện,", "Ủy ban MTTQ Việt Nam huyện,",
        "Các tổ chức chính trị - xã hội huyện,", "BCĐ Cuộc vận động các xã, thị trấn,", "Lưu VT.",
    ),
    authority="",
    signer_title="TRƯỞNG BAN",
    signer="Nguyễn Văn Mẫu",
)  # fmt: skip


def main() -> None:
    """Write the two papers into the demo's folder."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    write(EXEMPLARS, FOLDER / EXEMPLARS.name)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "98-tb-bcd.docx"
        write(CONCLUSIONS, source)
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)], check=True, timeout=120
        )
        shutil.copy(source.with_suffix(".pdf"), FOLDER / CONCLUSIONS.name)


def write(paper: Paper, target: Path) -> None:
    """Write one paper as DOCX."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    _head(document, paper)
    if paper.title:
        _centred(document.add_paragraph(), paper.title, bold=True, size=16)
        _centred(document.add_paragraph(), paper.subject, bold=True)
        _centred(document.add_paragraph(), "-----")
    for index, addressee in enumerate(paper.addressees):
        line = document.add_paragraph()
        line.paragraph_format.left_indent = Mm(25)
        line.add_run("Kính gửi: " if index == 0 else "").italic = True
        line.add_run(f"- {addressee}")
    for text in paper.body:
        _body(document.add_paragraph(text))
    _foot(document, paper)
    stamp = datetime(2023, 1, 1, tzinfo=UTC)
    document.core_properties.author, document.core_properties.created = "Nhịp Cầu (bản mẫu)", stamp
    document.core_properties.modified = stamp
    document.save(str(target))


def _head(document: Document, paper: Paper) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    _centred(left.paragraphs[0], paper.parent)
    _centred(left.add_paragraph(), paper.issuer, bold=True)
    _centred(left.add_paragraph(), "*")
    _centred(left.add_paragraph(), paper.number)
    if paper.about:
        about = left.add_paragraph()
        about.alignment = CENTRE
        run = about.add_run(paper.about)
        run.italic, run.font.size = True, Pt(12)
    _centred(right.paragraphs[0], "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, size=15)
    _centred(right.add_paragraph(), "")
    date = right.add_paragraph()
    date.alignment = CENTRE
    date.add_run(paper.place_and_date).italic = True
    document.add_paragraph()


def _body(paragraph: Paragraph) -> None:
    paragraph.alignment = JUSTIFIED
    style = paragraph.paragraph_format
    style.first_line_indent, style.space_before = Mm(10), Pt(6)
    style.line_spacing_rule, style.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(19)


def _foot(document: Document, paper: Paper) -> None:
    document.add_paragraph()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.paragraphs[0].add_run("Nơi nhận:").underline = True
    for recipient in paper.recipients:
        left.add_paragraph().add_run(f"- {recipient}").font.size = Pt(12)
    if paper.authority:
        _centred(right.paragraphs[0], paper.authority, bold=True)
    _centred(right.add_paragraph() if paper.authority else right.paragraphs[0], paper.signer_title, bold=True)
    for _line in range(3):
        right.add_paragraph()
    _centred(right.add_paragraph(), paper.signer, bold=True)


def _centred(paragraph: Paragraph, text: str, *, bold: bool = False, size: int = 14) -> None:
    paragraph.alignment = CENTRE
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


if __name__ == "__main__":
    main()
