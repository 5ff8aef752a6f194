# ruff: noqa: E501 (tables: one row a line)
"""The two sheets and their columns."""

from __future__ import annotations

from dataclasses import dataclass

from nhipcau.organisations.models import Level, OrganisationKind, Role

BODIES, USERS = "Cơ quan", "Người dùng"
YES, NO = "có", "không"


@dataclass(frozen=True)
class Column:
    """One column: its key in the code, its heading, what to write there."""

    key: str
    title: str
    help: str
    is_required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 18


def _labels(choices: list[tuple[str, object]]) -> tuple[str, ...]:
    return tuple(str(label) for _value, label in choices)


BODY_COLUMNS = (
    Column("code", "Mã", "Mã riêng của cơ quan trong tệp này và về sau; nhập lại cùng mã là cùng cơ quan.", True, width=14),
    Column("name", "Tên đầy đủ", "Như trên đầu văn bản của cơ quan.", True, width=48),
    Column("short_name", "Tên ngắn", "Như văn bản trong địa bàn gọi: Phòng Dân tộc, UBND huyện.", True, width=30),
    Column("symbol", "Ký hiệu", "Phần cơ quan trong số văn bản, như BDVHU."),
    Column("kind", "Loại", "Chọn trong danh sách.", True, _labels(OrganisationKind.choices), 26),
    Column("level", "Cấp", "Chọn trong danh sách.", True, _labels(Level.choices), 12),
    Column("rank", "Thứ tự", "Số thứ tự lễ tân; số nhỏ đứng trước. Bỏ trống: theo thứ tự dòng."),
    Column("parent", "Mã cấp trên", "Mã của cơ quan cấp trên trực tiếp, trong tệp này hoặc đã có; hoặc tên đầy đủ.", width=24),
    Column("locality", "Mã địa bàn", "Mã đơn vị hành chính (5 số cho xã, 3 số cho huyện, 2 số cho tỉnh)."),
    Column("place", "Địa danh", "Địa danh trên văn bản của cơ quan."),
    Column("has_seal", "Con dấu", "có hoặc không; bỏ trống là có.", choices=(YES, NO)),
    Column("day", "Từ ngày", "Ngày bắt đầu, như 01/7/2025. Bỏ trống: từ trước đến nay (cơ quan mới), hôm nay (khi đổi)."),
)  # fmt: skip
USER_COLUMNS = (
    Column("username", "Tên đăng nhập", "Chữ thường không dấu, số, dấu chấm; ít nhất 3 ký tự.", True, width=22),
    Column("display_name", "Tên hiển thị", "Tên hiện trên màn hình.", True, width=40),
    Column("email", "Thư điện tử", "Không bắt buộc.", width=28),
    Column("body", "Mã cơ quan", "Mã của cơ quan, trong tệp này hoặc đã có; hoặc tên đầy đủ.", True, width=24),
    Column("role", "Vai trò", "Chọn trong danh sách.", True, _labels(Role.choices)),
    Column("title", "Chức danh", "Như Phó Chủ tịch, Chuyên viên.", True, width=28),
    Column("is_delegate", "Ủy quyền", "có: được ủy quyền duyệt gửi và xác nhận.", choices=(YES, NO)),
    Column("day", "Từ ngày", "Ngày nhận vị trí. Bỏ trống: hôm nay."),
)
SHEETS = {BODIES: BODY_COLUMNS, USERS: USER_COLUMNS}
