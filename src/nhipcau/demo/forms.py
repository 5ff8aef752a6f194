"""Report forms and indicators of the three programmes. Written for the demo; offices make their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nhipcau.organisations.models import Level, OrganisationKind, Programme
from nhipcau.reports import forms_of_duties
from nhipcau.reports.form_specs import AskedSpec
from nhipcau.reports.forms_of_duties import FieldSpec, FormSpec, IndicatorSpec
from nhipcau.reports.models import AcrossBodies, Counted, IndicatorKind, OverTime

SUM, NOT_SUMMED, RATIO = AcrossBodies.SUM, AcrossBodies.NOT_SUMMED, AcrossBodies.RATIO
TOTAL, LAST = OverTime.SUM, OverTime.LAST
# Communes, and whoever adds up what they say.
ASKED = (AskedSpec(level=Level.COMMUNE), AskedSpec(kind=OrganisationKind.STEERING_COMMITTEE))
MONEY, LUOT = IndicatorKind.MONEY, Counted.ATTENDANCES


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
    kind: IndicatorKind = IndicatorKind.COUNT
    counted: Counted = Counted.OTHER


@dataclass(frozen=True)
class Section:
    """A heading with its figures, then its narrative."""

    title: str
    lines: tuple[Line, ...] = ()
    narratives: tuple[tuple[str, bool], ...] = ()  # label, required
    is_of_communes: bool = False  # its figures are asked of the level of communes only


CAMPAIGN_QUARTER = (
    Section(
        "I. Tuyên truyền, vận động",
        (
            Line("cvd-buoi", "Số buổi tuyên truyền Cuộc vận động", "buổi"),
            Line("cvd-luot", "Số lượt người tham dự", "lượt người", help="Đếm lượt, không đếm người.", counted=LUOT),
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
        is_of_communes=True,
    ),
    Section(
        "III. Mô hình và nguồn lực",
        (
            Line("cvd-mo-hinh", "Số mô hình đang duy trì", "mô hình", over_time=LAST),
            Line("cvd-mo-hinh-moi", "Số mô hình mới xây dựng trong kỳ", "mô hình"),
            Line("cvd-kinh-phi", "Kinh phí hỗ trợ trong kỳ", "đồng", is_required=False, kind=MONEY),
            Line(
                "cvd-hoi-vien", "Số đoàn viên, hội viên DTTS nghèo, cận nghèo", "người", NOT_SUMMED, LAST, False,
                "Không cộng giữa các đơn vị: một người có thể ở nhiều tổ chức.", counted=Counted.PEOPLE,
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
            Line("kn-luot", "Số lượt người tham dự", "lượt người", counted=LUOT),
            Line("kn-giao-luu", "Số hoạt động giao lưu văn hóa, thể thao", "hoạt động"),
            Line("kn-lop", "Số lớp tập huấn, chuyển giao kỹ thuật", "lớp"),
            Line("kn-cong-trinh", "Số công trình được hỗ trợ", "công trình"),
            Line("kn-ho-giup", "Số hộ được giúp đỡ", "hộ", over_time=LAST),
            Line("kn-qua", "Số suất quà", "suất"),
            Line("kn-kinh-phi", "Tổng kinh phí và giá trị hiện vật", "đồng", kind=MONEY),
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

CAMPAIGN_FORM = "Báo cáo định kỳ quý Cuộc vận động"
TWINNING_FORM = "Báo cáo định kỳ 06 tháng, năm về công tác kết nghĩa"
EXEMPLARS_FORM = "Báo cáo năm phong trào thi đua “Dân vận khéo”"
CHANGED_SHARE = IndicatorSpec(
    "cvd-ty-le-doi-moi", "Tỷ lệ hộ thay đổi nếp nghĩ, cách làm", "%", RATIO, OverTime.RATIO,
    numerator="cvd-ho-doi-moi", denominator="cvd-ho-ngheo",
)  # fmt: skip


def build(campaign: Programme, twinning: Programme, exemplars: Programme, now: datetime) -> None:
    """Write the forms of the three programmes, and a ratio: households that changed, of all poor ones."""
    _form(
        campaign, CAMPAIGN_FORM, CAMPAIGN_QUARTER, now, CHANGED_SHARE,
        matches=("báo cáo định kỳ hằng quý", "báo cáo định kỳ hàng quý", "định kỳ hằng quý"),
    )  # fmt: skip
    _form(twinning, TWINNING_FORM, TWINNING_HALF_YEAR, now, matches=("kết quả công tác kết nghĩa",))
    _form(exemplars, EXEMPLARS_FORM, EXEMPLARS_YEAR, now, matches=("kết quả phong trào thi đua",))
    forms_of_duties.free_form(now=now)


def _form(
    programme: Programme,
    name: str,
    sections: tuple[Section, ...],
    now: datetime,
    *ratios: IndicatorSpec,
    matches: tuple[str, ...],
) -> None:
    lines = [line for section in sections for line in section.lines]
    counted = [
        IndicatorSpec(
            line.code,
            line.label,
            line.unit,
            line.across,
            line.over_time,
            line.help,
            kind=line.kind,
            counted=line.counted,
        )
        for line in lines
    ]
    forms_of_duties.make_indicators([*counted, *ratios], programme=programme)
    fields: list[FieldSpec] = []
    for section in sections:
        asked = ASKED if section.is_of_communes else ()
        fields += [
            FieldSpec(line.label, line.code, section.title, line.help, is_required=line.is_required, asked_of=asked)
            for line in section.lines
        ]
        fields += [FieldSpec(label, "", section.title, is_required=needed) for label, needed in section.narratives]
    forms_of_duties.make_form(FormSpec(name, tuple(fields), matches), programme=programme, now=now)
