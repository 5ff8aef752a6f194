"""What a workbook is for: kept on a hidden sheet, so that it is never read into another report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

FORMAT = "nhipcau-1"
SHEET = "_nhipcau"
ONE, MANY = "one", "many"


class NotThisReport(ValueError):
    """The workbook belongs to another report; the text says to which one and what to do."""


@dataclass(frozen=True)
class Identity:
    """Of which kind a workbook is, and its form version, duty, period and body (all as text).

    `names` says the same in words, for the message to who took the wrong file.
    """

    kind: str
    form_version: str
    obligation: str
    period: str  # both its days
    body: str = ""
    occurrence: str = ""
    body_name: str = ""
    period_name: str = ""

    def rows(self) -> list[tuple[str, str]]:
        """Return what stands on the hidden sheet."""
        return [
            ("format", FORMAT), ("kind", self.kind), ("form_version", self.form_version),
            ("obligation", self.obligation), ("period", self.period), ("body", self.body),
            ("occurrence", self.occurrence), ("body_name", self.body_name), ("period_name", self.period_name),
        ]  # fmt: skip

    @classmethod
    def of(cls, rows: Mapping[str, str]) -> Self:
        """Return what a hidden sheet says. Raises NotThisReport for one that is not ours."""
        if rows.get("format") != FORMAT:
            raise NotThisReport(
                _("Đây không phải bảng tính tải từ hệ thống. Hãy tải bảng tính ở trang báo cáo, điền rồi gửi lại.")
            )
        return cls(**{key: rows.get(key, "") for key in cls.__dataclass_fields__})

    def must_be(self, wanted: Identity) -> None:
        """Raise NotThisReport where this workbook is not the one that is wanted, and say whose it is."""
        if self.kind != wanted.kind:
            raise NotThisReport(
                _("Đây là bảng tính nhập cho nhiều đơn vị. Hãy đọc nó ở trang nhập hộ bằng bảng tính.")
                if self.kind == MANY
                else _("Đây là bảng tính của một đơn vị. Hãy đọc nó ở trang báo cáo của đơn vị đó.")
            )
        if self.body != wanted.body:
            raise NotThisReport(
                _("Bảng tính này của %(theirs)s, không phải của %(ours)s. Hãy chọn đúng tệp.")
                % {"theirs": self.body_name, "ours": wanted.body_name}
            )
        if (self.obligation, self.period, self.occurrence) != (wanted.obligation, wanted.period, wanted.occurrence):
            raise NotThisReport(
                _("Bảng tính này của %(theirs)s, báo cáo đang mở là %(ours)s. Hãy tải bảng tính của đúng báo cáo này.")
                % {"theirs": self.period_name or "—", "ours": wanted.period_name}
            )
        if self.form_version != wanted.form_version:
            raise NotThisReport(
                _("Biểu mẫu đã có phiên bản khác từ khi tải bảng tính này. Hãy tải bảng tính mới rồi chép số sang.")
            )
