"""Invented figures and sentences of the demo's reports; the same at each loading."""

from __future__ import annotations

import random
from dataclasses import dataclass

from nhipcau.reports.answers import Answers, FigureAnswer, TextAnswer
from nhipcau.reports.models import Field, FieldKind, FormVersion

_RESULTS = (
    "Các nhóm hộ giúp nhau ngày công làm rẫy, sửa chuồng trại; việc họp thôn đều hơn trước.",
    "Bà con chuyển một phần diện tích mì sang cây ăn quả; cán bộ xuống tận hộ hướng dẫn cách bón phân.",
    "Tổ vay vốn hoạt động nền nếp, chưa có hộ trả chậm; hai hộ đã tự làm được vườn rau.",
    "Đội văn nghệ thôn lồng ghép tuyên truyền vào các buổi sinh hoạt, người dự đông hơn quý trước.",
)
_TROUBLES = (
    "Một số hộ còn thiếu giống; đường vào khu sản xuất khó đi khi mưa.",
    "Cán bộ phụ trách mới nhận việc, số liệu của vài thôn còn phải đối chiếu lại.",
    "Giá nông sản thấp, vài hộ muốn quay lại cách làm cũ; cần thêm thời gian vận động.",
    "Kinh phí hỗ trợ về chậm so với mùa vụ.",
)
_WISHES = ("Đề nghị mở thêm lớp hướng dẫn tại thôn.", "Đề nghị sớm phân bổ nguồn vốn của năm.", "")
_PLANS = ("Tiếp tục duy trì các mô hình đang hoạt động tốt.", "Rà soát từng hộ chưa có người giúp.", "")


@dataclass(frozen=True)
class Scale:
    """How large a body's figures are: poor households (0: it has none of its own), events in a period."""

    households: int
    events: int
    is_mass_organisation: bool = False


def campaign(
    form: FormVersion, scale: Scale, seed: str, *, period: int, leave_out: frozenset[str] = frozenset()
) -> Answers:
    """Return the answers of a body for the quarter `period` (1, 2 …); `leave_out` are codes of lines left empty."""
    dice = random.Random(f"{seed}:{period}")
    base = random.Random(seed)
    changed = base.uniform(0.35, 0.6) + 0.04 * period
    values = {
        "cvd-buoi": scale.events + dice.randint(0, 3),
        "cvd-luot": (scale.events + 1) * dice.randint(28, 45),
        "cvd-ho-ngheo": scale.households - 3 * period,
        "cvd-ho-doi-moi": int(scale.households * changed),
        "cvd-ho-ky-thuat": int(scale.households * changed * 0.7),
        "cvd-ho-hop-tac": int(scale.households * 0.18) + period,
        "cvd-ho-thoat-ngheo": dice.randint(1, 6),
        "cvd-mo-hinh": 2 + base.randint(0, 4),
        "cvd-mo-hinh-moi": dice.randint(0, 2),
        "cvd-kinh-phi": dice.randint(8, 60) * 1_000_000,
        "cvd-hoi-vien": base.randint(60, 240),
    }
    of_households = {code for code in values if code.startswith("cvd-ho-") and code != "cvd-ho-thoat-ngheo"}
    not_applicable = (of_households | {"cvd-ho-thoat-ngheo"}) if not scale.households else set()
    figures, texts = [], []
    for line in form.fields.select_related("indicator"):
        if line.kind == FieldKind.NARRATIVE:
            texts.append(TextAnswer(line.pk, _sentence(line, dice)))
            continue
        code = line.indicator.code
        if code in leave_out or code not in values or (code == "cvd-hoi-vien" and not scale.is_mass_organisation):
            continue
        if code in not_applicable or (code.startswith("cvd-ho-") and scale.is_mass_organisation):
            figures.append(FigureAnswer(line.pk, None, is_not_applicable=True))
        else:
            figures.append(FigureAnswer(line.pk, values[code], is_estimate=code in ("cvd-buoi", "cvd-luot")))
    kept = tuple(text for text in texts if text.text and "narrative" not in leave_out)
    return Answers(tuple(figures), kept)


def twinning(form: FormVersion, seed: str) -> Answers:
    """Return the answers of a body on the half-year of twinning."""
    dice = random.Random(seed)
    figures, texts = [], []
    for line in form.fields.select_related("indicator"):
        if line.kind == FieldKind.NARRATIVE:
            texts.append(TextAnswer(line.pk, _sentence(line, dice)))
        elif line.indicator.code == "kn-kinh-phi":
            figures.append(FigureAnswer(line.pk, dice.randint(5, 40) * 1_000_000))
        else:
            figures.append(FigureAnswer(line.pk, dice.randint(1, 12)))
    return Answers(tuple(figures), tuple(text for text in texts if text.text))


def exemplars(form: FormVersion, seed: str) -> Answers:
    """Return the answers of a body on its models of Dân vận khéo."""
    dice = random.Random(seed)
    registered = dice.randint(2, 6)
    figures, texts = [], []
    for line in form.fields.select_related("indicator"):
        if line.kind == FieldKind.NARRATIVE:
            texts.append(TextAnswer(line.pk, _sentence(line, dice)))
        else:
            most = registered if line.indicator.code == "dvk-cong-nhan" else 2
            first = line.indicator.code == "dvk-dang-ky"
            figures.append(FigureAnswer(line.pk, registered if first else dice.randint(0, most)))
    return Answers(tuple(figures), tuple(text for text in texts if text.text))


def _sentence(line: Field, dice: random.Random) -> str:
    label = line.label
    if "Khó khăn" in label:
        return dice.choice(_TROUBLES)
    if "Đề xuất" in label:
        return dice.choice(_kept(_WISHES, line))
    if "Phương hướng" in label:
        return dice.choice(_kept(_PLANS, line))
    return dice.choice(_RESULTS)


def _kept(sentences: tuple[str, ...], line: Field) -> tuple[str, ...]:
    return tuple(text for text in sentences if text or not line.is_required)
