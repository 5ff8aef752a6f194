"""What a reorganisation does, in words: for the preview, the page of a deed and the command line."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.numbers import show_number

# The order in which an administrator reads them; counts of apps above follow with their own words.
_WORDS = {
    "places_ended": gettext_lazy("địa bàn kết thúc"),
    "places_begun": gettext_lazy("địa bàn mới"),
    "places_altered": gettext_lazy("địa bàn đổi tên, mã hoặc cấp trên"),
    "places_divided": gettext_lazy("địa bàn chia cho nhiều nơi (số liệu không chia)"),
    "bodies_ended": gettext_lazy("cơ quan kết thúc"),
    "bodies_begun": gettext_lazy("cơ quan mới"),
    "bodies_altered": gettext_lazy("cơ quan đổi tên, loại hoặc cấp trên"),
    "bodies_divided": gettext_lazy("cơ quan chia cho nhiều cơ quan (số liệu không chia)"),
    "bodies_handed_over": gettext_lazy("cơ quan kết thúc, bàn giao cho cấp trên"),
    "bodies_without_heir": gettext_lazy("cơ quan kết thúc, không có đơn vị kế thừa"),
    "lines_ended": gettext_lazy("quan hệ báo cáo kết thúc"),
    "lines_begun": gettext_lazy("quan hệ báo cáo mới"),
    "members_ended": gettext_lazy("tư cách thành viên nhóm kết thúc"),
    "members_begun": gettext_lazy("thành viên nhóm mới"),
    "focal_ended": gettext_lazy("quan hệ đầu mối kết thúc"),
    "focal_begun": gettext_lazy("quan hệ đầu mối mới"),
    "coordinations_ended": gettext_lazy("phân công chủ trì chương trình kết thúc"),
    "coordinations_begun": gettext_lazy("phân công chủ trì chương trình mới"),
    "posts_moved": gettext_lazy("vị trí chuyển sang đơn vị kế thừa"),
    "posts_left_open": gettext_lazy("vị trí giữ lại, chờ quyết định"),
}


def register_words(words: Mapping[str, object]) -> None:
    """Say what the counts of an app above are called."""
    _WORDS.update(words)  # type: ignore[arg-type]


def counted(counts: Mapping[str, int]) -> list[str]:
    """Return the counts that are not zero as lines of text."""
    known = [f"{show_number(counts[name])} {word}" for name, word in _WORDS.items() if counts.get(name)]
    return known or [_("Không có gì thay đổi.")]
