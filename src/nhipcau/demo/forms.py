"""Report forms and indicators of the three programmes. Written for the demo; offices make their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nhipcau.organisations.models import Programme
from nhipcau.reports.models import AcrossBodies, Field, FieldKind, FormVersion, Indicator, OverTime, ReportForm

SUM, NOT_SUMMED, RATIO = AcrossBodies.SUM, AcrossBodies.NOT_SUMMED, AcrossBodies.RATIO
TOTAL, LAST = OverTime.SUM, OverTime.LAST


@dataclass(frozen=True)
class Line:
    """One figure of a form."""

    code: str
    label: str
    unit: str
    across: AcrossBodies = SUM
    over_time: OverTime = TOTAL
    is_required: bool = True
    help: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its figures, then its narrative."""

    title: str
    lines: tuple[Line, ...] = ()
    narratives: tuple[tuple[str, bool], ...] = ()  # label, required


CAMPAIGN_QUARTER = (
    Section(
        "I. Tuyên truyền, vận động",
        (
            Line("cvd-buoi", "Số buổi tuyên truyền Cuộc vận động", "buổi"),
            Line("cvd-luot", "Số lượt người tham dự", "lượt người", help="Đếm lượt, không đếm người."),
        ),
        (("Hình thức, nội dung tuyên truyền", False),),
    ),
    Section(
        "II. Kết quả thực hiện chỉ tiêu",
        (
            Line("cvd-ho-ngheo", "Tổng số hộ DTTS nghèo, cận nghèo", "hộ", over_time=LAST, help="Số có đến cuối kỳ."),
            Line("cvd-ho-doi-moi", "Số hộ thay đổi nếp nghĩ, cách làm", "hộ", over_time=LAST),
            Line("cvd-ho-ky-thuat", "Số hộ áp dụng khoa học kỹ thuật vào sản xuất", "hộ", over_time=LAST),
            Line("cvd-ho-hop-tac", "Số hộ tham gia tổ hợp tác, hợp tác xã", "hộ", over_time=LAST),
            Line("cvd-ho-thoat-ngheo", "Số hộ thoát nghèo trong kỳ", "hộ"),
        ),
        (("Đánh giá kết quả nổi bật", True),),
    ),
    Section(
        "III. Mô hình và nguồn lực",
        (
            Line("cvd-mo-hinh", "Số mô hình đang duy trì", "mô hình", over_time=LAST),
            Line("cvd-mo-hinh-moi", "Số mô hình mới xây dựng trong kỳ", "mô hình"),
            Line("cvd-kinh-phi", "Kinh phí hỗ trợ trong kỳ", "đồng", is_required=False),
            Line(
                "cvd-hoi-vien", "Số đoàn viên, hội viên DTTS nghèo, cận nghèo", "người", NOT_SUMMED, LAST, False,
                "Không cộng giữa các đơn vị: một người có thể ở nhiều tổ chức.",
            ),
        ),
    ),
    Section(
        "IV. Nhận định chung",
        (),
        (("Khó khăn, vướng mắc", True), ("Đề xuất, kiến nghị", False), ("Phương hướng kỳ tới", False)),
    ),
)  # fmt: skip

TWINNING_HALF_YEAR = (
    Section(
        "I. Công tác chỉ đạo, phối hợp",
        (Line("kn-ke-hoach", "Số kế hoạch (chương trình) kết nghĩa đã ký", "văn bản"),),
        (("Tình hình chỉ đạo, phối hợp với địa phương", True),),
    ),
    Section(
        "II. Kết quả hoạt động",
        (
            Line("kn-buoi", "Số buổi tuyên truyền", "buổi"),
            Line("kn-luot", "Số lượt người tham dự", "lượt người"),
            Line("kn-giao-luu", "Số hoạt động giao lưu văn hóa, thể thao", "hoạt động"),
            Line("kn-lop", "Số lớp tập huấn, chuyển giao kỹ thuật", "lớp"),
            Line("kn-cong-trinh", "Số công trình được hỗ trợ", "công trình"),
            Line("kn-ho-giup", "Số hộ được giúp đỡ", "hộ", over_time=LAST),
            Line("kn-qua", "Số suất quà", "suất"),
            Line("kn-kinh-phi", "Tổng kinh phí và giá trị hiện vật", "đồng"),
        ),
        (("Kết quả củng cố hệ thống chính trị ở xã, thôn", False),),
    ),
    Section("III. Nhận định chung", (), (("Khó khăn, vướng mắc", True), ("Đề xuất, kiến nghị", False))),
)
EXEMPLARS_YEAR = (
    Section(
        "I. Đăng ký và công nhận",
        (
            Line("dvk-dang-ky", "Số mô hình, điển hình đăng ký trong năm", "mô hình"),
            Line("dvk-cong-nhan", "Số mô hình, điển hình được công nhận", "mô hình"),
            Line("dvk-nhan-rong", "Số mô hình được nhân rộng", "mô hình"),
            Line("dvk-ket-thuc", "Số mô hình kết thúc hoặc chuyển đổi", "mô hình"),
        ),
        (("Mô hình tiêu biểu", True),),
    ),
    Section("II. Nhận định chung", (), (("Khó khăn, vướng mắc", False), ("Phương hướng năm tới", True))),
)

FREE = "Báo cáo theo nội dung văn bản (mẫu tự do)"
CAMPAIGN_FORM = "Báo cáo định kỳ quý Cuộc vận động"
TWINNING_FORM = "Báo cáo định kỳ 06 tháng, năm về công tác kết nghĩa"
EXEMPLARS_FORM = "Báo cáo năm phong trào thi đua “Dân vận khéo”"


def build(campaign: Programme, twinning: Programme, exemplars: Programme, now: datetime) -> None:
    """Write the forms of the three programmes and a ratio: households that changed, of all poor ones."""
    made = _form(campaign, CAMPAIGN_FORM, CAMPAIGN_QUARTER, now)
    _form(twinning, TWINNING_FORM, TWINNING_HALF_YEAR, now)
    _form(exemplars, EXEMPLARS_FORM, EXEMPLARS_YEAR, now)
    Indicator.objects.create(
        code="cvd-ty-le-doi-moi", name="Tỷ lệ hộ thay đổi nếp nghĩ, cách làm", unit="%", programme=campaign,
        across=RATIO, over_time=OverTime.RATIO, numerator=made["cvd-ho-doi-moi"], denominator=made["cvd-ho-ngheo"],
    )  # fmt: skip


def _form(programme: Programme, name: str, sections: tuple[Section, ...], now: datetime) -> dict[str, Indicator]:
    version = FormVersion.objects.create(
        form=ReportForm.objects.create(programme=programme, name=name), number=1, made_at=now
    )
    made: dict[str, Indicator] = {}
    fields: list[Field] = []
    for section in sections:
        for line in section.lines:
            made[line.code] = Indicator.objects.create(
                code=line.code, name=line.label, unit=line.unit, programme=programme, across=line.across,
                over_time=line.over_time, definition=line.help,
            )  # fmt: skip
            fields.append(
                Field(
                    version=version, position=len(fields) + 1, kind=FieldKind.FIGURE, section=section.title,
                    label=line.label, help=line.help, indicator=made[line.code], is_required=line.is_required,
                )
            )  # fmt: skip
        for label, is_required in section.narratives:
            fields.append(
                Field(
                    version=version, position=len(fields) + 1, kind=FieldKind.NARRATIVE, section=section.title,
                    label=label, is_required=is_required,
                )
            )  # fmt: skip
    Field.objects.bulk_create(fields)
    return made
