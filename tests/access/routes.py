"""The table of routes: for each address what it takes, who may open it, who may send to it.

A law is asked of the oracle, never of the gate. An address that is not here fails `test_routes`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.access.stage import SECRET, Stage

Law = Callable[[Stage, UUID], bool]


# ---- laws -----------------------------------------------------------------------------------------------------------
def sees(thing: str, table: type | None = None) -> Law:
    """Whoever may see the thing (as a row of `table`, where it is looked at as another)."""
    return lambda stage, user: stage.key(thing) in stage.oracle.sees(user, table or type(stage.things[thing]))


def may(right: str, thing: str) -> Law:
    """Whoever sees the thing and has the right about it."""

    def law(stage: Stage, user: UUID) -> bool:
        row = stage.things[thing]
        return sees(thing)(stage, user) and stage.oracle.may(user, right, type(row), row.pk)

    return law


def may_for(right: str, body: str) -> Law:
    """Whoever may do it in the name of a body."""
    return lambda stage, user: stage.oracle.may_for_body(user, right, stage.cast.bodies[body].pk)


def at_all(right: str) -> Law:
    """Whoever has a post that gives the right."""
    return lambda stage, user: stage.oracle.may_at_all(user, right)


def both(*laws: Law) -> Law:
    """Whoever every law lets in."""
    return lambda stage, user: all(law(stage, user) for law in laws)


def either(*laws: Law) -> Law:
    """Whoever any law lets in."""
    return lambda stage, user: any(law(stage, user) for law in laws)


def sees_work_of_the_programme(stage: Stage, user: UUID) -> bool:
    """Whoever sees anything that is owed in the cast's programme; nobody else learns that it has a board."""
    programme = stage.cast.programme.pk
    duties, owed = stage.oracle.tables["obligation"], stage.oracle.tables["occurrence"]
    seen = stage.oracle.sees(user, type(stage.things["late"]))
    return any(duties[owed[key].obligation_id].programme_id == programme for key in seen)


def anybody(stage: Stage, user: UUID) -> bool:
    """Everybody who is logged in."""
    return True


def a_post(stage: Stage, user: UUID) -> bool:
    """Everybody who holds a post today."""
    return stage.oracle.holds_a_post(user)


def nobody(stage: Stage, user: UUID) -> bool:
    """Nobody in this state of things: a deed that is refused for its own reason."""
    return False


# ---- the table ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Route:
    """One address. `get` None: a deed, which refuses GET (405). `post` None: a page, to which nothing can be sent.

    `row` is the law of seeing its thing: to whom it is closed the address is not there (404). `data` is what an
    entitled person sends; with `moves` something then changes in the database.
    """

    at: Callable[[Stage], dict[str, Any]] = lambda stage: {}
    get: Law | None = None
    post: Law | None = None
    row: Law = anybody
    data: Callable[[Stage], dict[str, Any]] = lambda stage: {}
    moves: bool = True
    query: str = ""


def page(law: Law, at: Callable[[Stage], dict[str, Any]] = lambda stage: {}, query: str = "") -> Route:
    """Make the route of a page that only shows."""
    return Route(at, get=law, row=law, query=query)


def deed(
    law: Law,
    at: Callable[[Stage], dict[str, Any]] = lambda stage: {},
    row: Law = anybody,
    data: Callable[[Stage], dict[str, Any]] | None = None,
    *,
    moves: bool = True,
) -> Route:
    """Make the route of a deed, by POST only."""
    return Route(at, post=law, row=row, data=data or (lambda stage: {}), moves=moves)


def of(name: str, thing: str) -> Callable[[Stage], dict[str, Any]]:
    """Give an address its thing: `name` in the address is the key of `thing`."""
    return lambda stage: {name: stage.key(thing)}


def said(**data: Any) -> Callable[[Stage], dict[str, Any]]:
    """Send these words."""
    return lambda stage: dict(data)


def a_file() -> SimpleUploadedFile:
    """Return a fresh small file to send."""
    return SimpleUploadedFile("thử.txt", f"Báo cáo số {uuid4()}\n".encode())


NOTICE, PROPOSAL = of("document_id", "notice"), of("proposal_id", "proposal")
DESK = may("propose-duties", "proposal")
SUMS = "duty"


def _summed() -> type:
    from nhipcau.reports.models import SummedObligation

    return SummedObligation


def summed(stage: Stage, user: UUID) -> bool:
    """Whoever sees the sums of the report."""
    return stage.key("duty") in stage.oracle.sees(user, _summed())


MANAGES = at_all("manage-organisations")
COORDINATES = either(may_for("manage-programme", "committee"), may_for("manage-programme", "front"))
SETS = either(MANAGES, COORDINATES)
LETTER_FILE = lambda stage: {"document_id": stage.key("letter"), "file_id": stage.key("letter_file")}  # noqa: E731
PROGRAMME = lambda stage: {"programme_id": stage.cast.programme.pk}  # noqa: E731
PROGRAMME_CODE = lambda stage: {"programme": stage.cast.programme.code}  # noqa: E731
SEES_THE_QUARTER = either(sees("written"), sees("sent"), sees("late"))
WOMEN = lambda stage: {"body_id": stage.cast.women.pk}  # noqa: E731
SOMEONE = of("user_id", "someone")
MY_UPLOAD = both(sees("read"), may_for("register-document", "mass_movement"))
MY_FAILED = both(sees("failed"), may_for("register-document", "mass_movement"))


A_FORM_VERSION = lambda stage: {"form_version_id": stage.reporting.form.pk}  # noqa: E731
THE_FORM = lambda stage: {"form_id": stage.reporting.form.form_id}  # noqa: E731
WORKED_ON = of("form_version_id", "worked_on")
A_LINE = lambda stage: {"form_version_id": stage.key("worked_on"), "field_id": stage.key("form_line")}  # noqa: E731


def _quarter(stage: Stage) -> dict[str, Any]:
    return stage.quarter()


def _first_quarter(stage: Stage) -> dict[str, Any]:
    return stage.quarter(start="2023-01-01", end="2023-03-31")


def _a_text(stage: Stage) -> dict[str, Any]:
    return {"narrative_id": stage.things["received"].narratives.order_by("pk").first().pk}


def _name(stage: Stage, body: str) -> str:
    return stage.cast.bodies[body].spans.get().name


def _a_line(stage: Stage) -> dict[str, Any]:
    women, party = (stage.cast.bodies[key].spans.get().name for key in ("women", "party"))
    return {"lower": women, "upper": party, "role": "reports-to", "day": "2023-07-12"}


def _a_body(stage: Stage) -> dict[str, Any]:
    return {
        "name": "Hội Mới", "short_name": "Hội Mới", "kind": "association", "level": "district", "rank": "999",
        "day": "2023-07-12",
    }  # fmt: skip


def sees_a_target(stage: Stage, user: UUID) -> bool:
    """Whoever sees a target of the cast's programme."""
    from nhipcau.reports.models import Target

    rows = stage.oracle.tables["target"]
    return any(rows[key].programme_id == stage.cast.programme.pk for key in stage.oracle.sees(user, Target))


def _a_target(stage: Stage) -> dict[str, Any]:
    return {"chi-so": "buoi", "ky": "2023", f"v-{stage.cast.committee.pk}": "12", f"v-{stage.cast.front.pk}": "12"}


def _a_form_line(stage: Stage) -> dict[str, Any]:
    return {
        "row_version": "1", "line-label": "Ý kiến", "asked-TOTAL_FORMS": "0", "asked-INITIAL_FORMS": "0",
    }  # fmt: skip


def _an_indicator(stage: Stage) -> dict[str, Any]:
    return {
        "name": "Số buổi họp dân", "unit": "buổi", "kind": "count", "counted": "other", "across": "sum",
        "over_time": "sum",
    }  # fmt: skip


def _an_upload(stage: Stage) -> dict[str, Any]:
    key = stage.cast.mass_movement.pk
    return {"body": str(key), "files": a_file(), "declared": "on", "client_key": str(uuid4())}


ROUTES: dict[str, Route] = {
    # ---- the house
    "web:home": page(anybody),
    "keys:tokens": Route(get=anybody, post=anybody, data=said(purpose="thử nữa")),
    "keys:end": deed(sees("token"), of("token_id", "token"), sees("token")),
    # ---- targets
    "reports:targets": page(a_post),
    "reports:targets of a programme": page(either(COORDINATES, sees_a_target), PROGRAMME_CODE),
    "reports:targets_give": Route(
        PROGRAMME_CODE, get=COORDINATES, post=COORDINATES, row=COORDINATES, data=_a_target, query="chi-so=buoi&ky=2023"
    ),
    "reports:targets_ranking": deed(COORDINATES, PROGRAMME_CODE, COORDINATES, said(on="1")),
    # ---- reminders
    "reminders:reminders": page(anybody),
    "reminders:seen": deed(anybody, moves=False),
    "reminders:wish": deed(anybody),
    "reminders:feed": deed(anybody),
    "reminders:mails": page(MANAGES),
    "reminders:decide": deed(MANAGES, of("mail_id", "mail"), MANAGES, said(again="1")),
    "reminders:plan": Route(
        PROGRAMME, get=SETS, post=SETS, row=SETS, data=said(before="9", after="2", escalate="4")
    ),
    # ---- bodies, programmes, users
    "organisations:bodies": page(a_post),
    "organisations:body": page(a_post, WOMEN),
    "organisations:body_new": Route(get=MANAGES, post=MANAGES, row=MANAGES, data=_a_body),
    "organisations:body_change": Route(WOMEN, get=MANAGES, post=MANAGES, row=MANAGES, data=_a_body),
    "organisations:body_end": Route(WOMEN, get=MANAGES, post=MANAGES, row=MANAGES, data=said(day="2023-07-12")),
    "organisations:programmes": page(a_post),
    "organisations:programme": page(a_post, PROGRAMME),
    "organisations:programme_settings": deed(
        SETS,
        PROGRAMME,
        a_post,
        said(grace_days="2", off_day_rule="next"),
    ),
    "organisations:line_new": deed(MANAGES, PROGRAMME, MANAGES, _a_line),
    "organisations:line_end": deed(MANAGES, of("line_id", "line"), MANAGES),
    "organisations:programme_new": Route(
        get=MANAGES, post=MANAGES, row=MANAGES, data=said(code="thu", name="Chương trình thử", short_name="Thử")
    ),
    "organisations:coordination_new": deed(
        MANAGES, PROGRAMME, MANAGES,
        lambda stage: {"body": _name(stage, "women"), "level": "district", "day": "2023-07-12"},
    ),
    "organisations:focal_new": deed(
        MANAGES, PROGRAMME, MANAGES,
        lambda stage: {"members": _name(stage, "farmers"), "unit": _name(stage, "women"), "day": "2023-07-12"},
    ),
    "organisations:calendar": page(a_post),
    "organisations:calendar_swap": deed(
        MANAGES, data=said(off="2023-09-05", at_work="2023-09-09", document="Công văn số 10-CV/UBND"), row=MANAGES
    ),
    "organisations:calendar_add": deed(
        MANAGES, data=said(day="2023-08-14", kind="off", reason="nghỉ chống bão", document="Công điện số 2"),
        row=MANAGES,
    ),
    "organisations:calendar_remove": deed(MANAGES, of("day_id", "day_off"), MANAGES),
    "organisations:groups": page(a_post),
    "organisations:group": page(a_post, of("group_id", "group")),
    "organisations:group_new": Route(
        get=MANAGES, post=MANAGES, row=MANAGES,
        data=lambda stage: {"name": "Nhóm thử", "members": _name(stage, "women"), "day": "2023-07-12"},
    ),
    "organisations:member_new": deed(
        MANAGES, of("group_id", "group"), MANAGES,
        lambda stage: {"members": _name(stage, "agency"), "day": "2023-07-12"},
    ),
    "organisations:member_end": deed(MANAGES, of("member_id", "member"), MANAGES),
    "organisations:users": Route(
        get=MANAGES, post=MANAGES, row=MANAGES, data=said(username="nguoi.thu", display_name="Người thử")
    ),
    "organisations:user": Route(
        SOMEONE, get=MANAGES, post=MANAGES, row=MANAGES,
        data=lambda stage: {
            "body": stage.cast.women.spans.get().name, "role": "officer", "title": "Thử", "day": "2023-07-12",
        },
    ),
    "organisations:user_password": deed(MANAGES, SOMEONE, MANAGES),
    "organisations:user_active": deed(MANAGES, SOMEONE, MANAGES, said(active="0")),
    "organisations:post_end": deed(MANAGES, of("post_id", "post"), MANAGES),
    "organisations:import": Route(get=MANAGES, post=nobody, row=MANAGES),
    "organisations:import_template": page(MANAGES),
    "organisations:import_apply": deed(nobody, row=MANAGES, data=said(rows="x")),
    "organisations:reorganise": Route(
        get=MANAGES, post=MANAGES, row=MANAGES, moves=False,
        data=lambda stage: {
            "day": "2023-08-01", "document": "Nghị quyết thử", "what": "kết thúc", "of": "body",
            "units": _name(stage, "agency"), "into": "", "parent": "", "kind": "",
        },
    ),
    "organisations:reorganise_apply": deed(nobody, row=MANAGES, data=said(asked="x")),
    "organisations:reorganise_template": page(MANAGES),
    "organisations:reorganised": page(MANAGES, of("reorganisation_id", "reorganised")),
    "organisations:trail": page(at_all("read-trail")),
    # ---- documents
    "documents:register": page(anybody),
    "documents:register_xlsx": page(anybody),
    "documents:search": page(anybody, query="q=" + SECRET),
    "documents:bodies": page(anybody, query="q=hoi"),
    "documents:upload": Route(
        get=at_all("register-document"), post=may_for("register-document", "mass_movement"),
        row=at_all("register-document"), data=_an_upload,
    ),
    "documents:uploaded": page(sees("failed"), of("upload_id", "failed")),
    "documents:progress": page(sees("failed"), of("upload_id", "failed")),
    "documents:uploaded_file": page(sees("failed"), of("upload_id", "failed")),
    "documents:uploaded_page": page(sees("failed"), lambda stage: {"upload_id": stage.key("failed"), "number": 1}),
    "documents:read_again": deed(MY_FAILED, of("upload_id", "failed"), sees("failed")),
    "documents:declare_again": deed(MY_FAILED, of("upload_id", "failed"), sees("failed"), said(declared="on")),
    "documents:delete_upload": deed(MY_FAILED, of("upload_id", "failed"), sees("failed")),
    "documents:register_upload": Route(
        of("upload_id", "read"), get=sees("read"), post=MY_UPLOAD, row=sees("read"), moves=False
    ),
    "documents:document": page(sees("letter"), of("document_id", "letter")),
    "documents:file": page(sees("letter_file"), LETTER_FILE),
    "documents:correct": Route(
        of("document_id", "letter"), get=both(sees("letter"), may_for("register-document", "mass_movement")),
        post=both(sees("letter"), may_for("register-document", "mass_movement")), row=sees("letter"), moves=False,
    ),
    "documents:instruct": deed(
        both(sees("letter"), may_for("confirm-duties", "mass_movement")), of("document_id", "letter"), sees("letter"),
        said(text="Giao chuyên viên"),
    ),
    "documents:release": deed(
        both(sees("letter"), may_for("register-document", "mass_movement")), of("document_id", "letter"),
        sees("letter"),
    ),
    "documents:recall": deed(
        both(sees("letter"), may_for("register-document", "mass_movement")), of("document_id", "letter"),
        sees("letter"), said(reason="Ban hành nhầm"),
    ),
    # ---- duties
    "obligations:worklist": page(anybody),
    "obligations:confirm": page(DESK, NOTICE),
    "obligations:confirm_all": deed(may("confirm-duties", "proposal"), NOTICE, DESK),
    "obligations:add": deed(DESK, NOTICE, DESK, said(text="Báo cáo thêm việc này", clause="9", kind="report")),
    "obligations:join_suggested": deed(DESK, NOTICE, DESK, moves=False),
    "obligations:resolve_again": deed(DESK, NOTICE, DESK, moves=False),
    "obligations:edit": deed(DESK, PROPOSAL, sees("proposal"), moves=False),
    "obligations:split": deed(DESK, PROPOSAL, sees("proposal"), said(at="12"), moves=False),
    "obligations:join": deed(DESK, of("proposal_id", "second_proposal"), sees("second_proposal"), moves=False),
    "obligations:drop": deed(DESK, PROPOSAL, sees("proposal"), said(reason="không phải nhiệm vụ")),
    "obligations:take_up": deed(may("propose-duties", "dropped"), of("proposal_id", "dropped"), sees("dropped")),
    "obligations:restate": deed(
        DESK, PROPOSAL, sees("proposal"), lambda stage: {"restates": str(stage.key("duty"))}, moves=False
    ),
    "obligations:owed_by_missing": deed(DESK, PROPOSAL, sees("proposal"), moves=False),
    "obligations:confirm_one": deed(may("confirm-duties", "ready"), of("proposal_id", "ready"), sees("ready")),
    "obligations:add_owner": deed(
        DESK, PROPOSAL, sees("proposal"), lambda stage: {"target": f"b:{stage.cast.agency.pk}"}
    ),
    "obligations:answer_name": deed(
        DESK, of("owner_id", "printed_name"), sees("proposal"),
        lambda stage: {"target": f"b:{stage.cast.agency.pk}"},
    ),
    "obligations:remove_owner": deed(DESK, of("owner_id", "printed_name"), sees("proposal")),
    "obligations:set_members": deed(DESK, of("owner_id", "group_name"), sees("proposal")),
    "obligations:occurrence": page(sees("late"), of("occurrence_id", "late")),
    "obligations:share": deed(
        may("share-duty", "late"), of("occurrence_id", "late"), sees("late"),
        lambda stage: {"post": str(stage.cast.officer_of(stage.cast.commune_c).posts[0].post_id)},
    ),
    "obligations:not_ours": deed(
        may("answer-duty", "late"), of("occurrence_id", "late"), sees("late"), said(reason="Không thuộc trách nhiệm")
    ),
    "obligations:done": deed(
        may("answer-duty", "deed"), of("occurrence_id", "deed"), sees("deed"), said(note="Đã tổ chức")
    ),
    "obligations:extend": deed(
        may("decide-on-lateness", "late"), of("occurrence_id", "late"), sees("late"),
        said(last_day="2023-08-15", reason="Mưa lũ", document_text="Công văn số 20-CV/BCĐ"),
    ),
    "obligations:copied": deed(may("urge", "late"), of("occurrence_id", "late"), sees("late")),
    "obligations:set_day": deed(
        may_for("confirm-duties", "committee"), of("rule_id", "unset_rule"), sees("ending"),
        said(before_day="10", of_last_month="on"), moves=False,
    ),
    "obligations:obligation": page(sees("duty"), of("obligation_id", "duty")),
    "obligations:place": page(
        both(sees("duty"), lambda stage, user: stage.reporting.obligation.document_id in stage.oracle.sees(
            user, type(stage.things["letter"]))),
        of("obligation_id", "duty"),
    ),
    "obligations:chain": Route(
        of("obligation_id", "duty"), get=may("confirm-duties", "duty"), post=may("confirm-duties", "duty"),
        row=may("confirm-duties", "duty"), moves=False,
    ),
    "obligations:end": deed(
        may_for("confirm-duties", "committee"), of("obligation_id", "ending"), sees("ending"),
        said(from_day="2023-07-15", reason="Theo thông báo mới"),
    ),
    # ---- reports
    "reports:start": page(anybody),
    "reports:board": page(anybody),
    "reports:board of one": page(sees_work_of_the_programme, PROGRAMME_CODE),
    "reports:board_export": page(sees_work_of_the_programme, PROGRAMME_CODE),
    "reports:reminder": Route(_quarter, get=SEES_THE_QUARTER, post=may("urge", "late"), row=SEES_THE_QUARTER),
    "reports:inbox": page(anybody),
    "reports:forward_many": deed(
        may("forward-report", "filed"), data=lambda stage: {"version": [str(stage.key("filed"))]}
    ),
    "reports:receive_many": deed(
        may("receive-report", "forwarded"), data=lambda stage: {"version": [str(stage.key("forwarded"))]}
    ),
    "reports:report": page(sees("sent"), of("occurrence_id", "sent")),
    "reports:save": deed(
        may("fill-report", "written"), of("occurrence_id", "written"), sees("written"),
        lambda stage: stage.answers("draft"),
    ),
    "reports:sign_off": deed(
        may("sign-off", "written"), of("occurrence_id", "written"), sees("written"),
        lambda stage: stage.answers("draft"),
    ),
    "reports:new_version": deed(
        may("fill-report", "done"), of("occurrence_id", "done"), sees("done"), said(reason="Số chính thức")
    ),
    "reports:attach": deed(
        may("fill-report", "written"), of("occurrence_id", "written"), sees("written"),
        lambda stage: {"file": a_file(), "not_secret": "on"},
    ),
    "reports:workbook": page(may("fill-report", "written"), of("occurrence_id", "written")),
    "reports:workbook_read": Route(
        of("occurrence_id", "written"), get=may("fill-report", "written"), post=may("fill-report", "written"),
        row=may("fill-report", "written"), moves=False,
    ),
    "reports:workbook_many": page(may("enter-for-others", "late"), _quarter),
    "reports:workbook_many_read": Route(
        _quarter, get=may("enter-for-others", "late"), post=may("enter-for-others", "late"),
        row=may("enter-for-others", "late"), moves=False,
    ),
    "reports:checks": page(sees("written"), of("occurrence_id", "written")),
    "reports:pass_rules": deed(
        may("fill-report", "written"), of("occurrence_id", "written"), sees("written"), said(**{"ld:r1": "vì thế"}),
        moves=False,
    ),
    "reports:form_rules": Route(
        A_FORM_VERSION, get=COORDINATES, post=COORDINATES, row=COORDINATES, data=said(pattern="phan"), moves=False
    ),
    "reports:harden_rule": deed(COORDINATES, A_FORM_VERSION, COORDINATES, said(rule="x"), moves=False),
    "reports:remove_rule": deed(COORDINATES, of("rule_id", "plausible"), COORDINATES, moves=False),
    # ---- forms, indicators, breakdowns
    "reports:forms": page(a_post),
    "reports:form_new": Route(
        get=COORDINATES, post=COORDINATES, row=COORDINATES,
        data=lambda stage: {"programme": str(stage.cast.programme.pk), "name": "Mẫu thử"},
    ),
    "reports:form": page(a_post, THE_FORM),
    "reports:form_rename": deed(COORDINATES, THE_FORM, COORDINATES, said(name="Mẫu đổi tên")),
    "reports:form_edit": deed(COORDINATES, THE_FORM, COORDINATES, moves=False),
    "reports:form_give": deed(COORDINATES, THE_FORM, COORDINATES, said(obligation="x"), moves=False),
    "reports:form_version": page(COORDINATES, WORKED_ON),
    "reports:form_version that is published": page(a_post, A_FORM_VERSION),
    "reports:form_preview": page(COORDINATES, WORKED_ON),
    "reports:form_publish": deed(
        COORDINATES, WORKED_ON, COORDINATES,
        lambda stage: {"row_version": "1", "holds_from": "2023-07-01", "note": "thêm dòng"},
    ),
    "reports:form_drop": deed(COORDINATES, WORKED_ON, COORDINATES, said(row_version="1")),
    "reports:form_line_new": Route(
        WORKED_ON, get=COORDINATES, post=COORDINATES, row=COORDINATES, query="loai=narrative", data=_a_form_line
    ),
    "reports:form_line": Route(A_LINE, get=COORDINATES, post=COORDINATES, row=COORDINATES, data=_a_form_line),
    "reports:form_line_move": deed(COORDINATES, A_LINE, COORDINATES, said(row_version="1", up="")),
    "reports:form_line_remove": deed(COORDINATES, A_LINE, COORDINATES, said(row_version="1")),
    "reports:indicators": page(a_post),
    "reports:indicator_new": Route(
        get=COORDINATES, post=COORDINATES, row=COORDINATES,
        data=lambda stage: _an_indicator(stage) | {"programme": str(stage.cast.programme.pk)},
    ),
    "reports:indicator": Route(
        of("indicator_id", "indicator"), get=a_post, post=COORDINATES, row=a_post, data=_an_indicator
    ),
    "reports:breakdowns": Route(
        get=a_post, post=COORDINATES, row=a_post,
        data=lambda stage: {"programme": str(stage.cast.programme.pk), "name": "Giới", "parts": "Nam\nNữ"},
    ),
    "reports:breakdown_part": deed(
        COORDINATES, of("breakdown_id", "breakdown"), COORDINATES, said(label="Chưa rõ")
    ),
    "reports:part_change": deed(COORDINATES, of("option_id", "part"), COORDINATES, said(close="1")),
    "reports:take": deed(
        may("fill-report", "written"), of("occurrence_id", "written"), sees("written"),
        lambda stage: stage.answers("draft") | {"take": "all"},
    ),
    "reports:judge": deed(
        may("receive-report", "forwarded"), of("version_id", "forwarded"), sees("forwarded"), said(quality="good")
    ),
    "reports:explain": deed(
        may("answer-duty", "late"), of("occurrence_id", "late"), sees("late"), said(reason="Mưa lũ")
    ),
    "reports:exempt": deed(
        may("decide-on-lateness", "late"), of("occurrence_id", "late"), sees("late"), said(reason="Theo kết luận")
    ),
    "reports:enter": Route(
        of("occurrence_id", "late"), get=may("enter-for-others", "late"), post=may("enter-for-others", "late"),
        row=may("enter-for-others", "late"), data=said(received_on="2023-07-11", came_by="bản giấy"), moves=False,
    ),
    "reports:own_paper": deed(
        both(sees("sent"), may_for("draft", "commune_b")), of("occurrence_id", "sent"), sees("sent")
    ),
    "reports:attachment": page(sees("on_filed"), of("attachment_id", "on_filed")),
    "reports:detach": deed(may("fill-report", "on_draft"), of("attachment_id", "on_draft"), sees("on_draft")),
    "reports:put_number": deed(
        may("fill-report", "filed"), of("version_id", "filed"), sees("filed"),
        said(number_on_paper="12-BC/ĐU", date_on_paper="2023-07-06"), moves=False,
    ),
    "reports:forward": deed(may("forward-report", "filed"), of("version_id", "filed"), sees("filed")),
    "reports:receive": deed(may("receive-report", "forwarded"), of("version_id", "forwarded"), sees("forwarded")),
    "reports:ask": deed(
        either(may("receive-report", "filed"), may("forward-report", "filed")), of("version_id", "filed"),
        sees("filed"), said(reason="Thiếu số lượt"),
    ),
    "reports:void": deed(
        may("decide-on-lateness", "forwarded"), of("version_id", "forwarded"), sees("forwarded"), said(reason="Sai kỳ")
    ),
    "reports:consolidations": page(anybody),
    "reports:consolidation": page(summed, _quarter),
    "reports:levels": page(summed, of("obligation_id", "duty")),
    "reports:sums_export": page(summed, _quarter),
    "reports:figure": page(summed, lambda stage: stage.quarter(indicator_id=stage.key("indicator"))),
    "reports:freeze": deed(
        may("consolidate", "duty"),
        lambda stage: stage.quarter(start="2023-01-01", end="2023-03-31"), summed, moves=False,
    ),
    "reports:urge": Route(
        _quarter, get=both(SEES_THE_QUARTER, may("urge", "duty")),
        post=both(SEES_THE_QUARTER, may("urge", "duty")), row=SEES_THE_QUARTER, moves=False,
    ),
    "reports:missing_list": deed(may("urge", "duty"), _quarter, sees("duty"), moves=False),
    "reports:reported_list": deed(may("urge", "duty"), _quarter, sees("duty"), moves=False),
    "reports:draft_consolidated": deed(
        both(sees("frozen"), may_for("draft", "committee")), of("consolidation_id", "frozen"), sees("frozen")
    ),
    "reports:frozen": page(sees("frozen"), of("consolidation_id", "frozen")),
    "reports:frozen_bytes": page(sees("frozen"), of("consolidation_id", "frozen")),
    "reports:frozen_figure": page(
        sees("frozen"),
        lambda stage: {"consolidation_id": stage.key("frozen"), "indicator_id": stage.key("indicator")},
    ),
    "reports:gather": deed(
        may("consolidate", "duty"), _first_quarter, summed,
        lambda stage: {"do": "aside", "chosen": str(_a_text(stage)["narrative_id"])},
    ),
    "reports:edit_text": Route(
        lambda stage: _first_quarter(stage) | _a_text(stage), get=may("consolidate", "duty"),
        post=may("consolidate", "duty"), row=summed, data=said(text="Biên tập lại", row_version="0"),
    ),
    "reports:explain_change": deed(
        nobody, of("version_id", "draft"), sees("draft"),
        lambda stage: {"indicator": str(stage.key("indicator")), "reason": "Đếm lại"},
    ),
    "reports:send_upward": deed(nobody, of("consolidation_id", "frozen"), sees("frozen")),
    # ---- drafts
    "drafting:drafts": page(anybody),
    "drafting:draft": Route(
        of("draft_id", "paper"), get=sees("paper"), post=may("draft", "paper"), row=sees("paper"), moves=False
    ),
    "drafting:file": page(sees("paper"), of("draft_id", "paper")),
    "drafting:issue": deed(may("draft", "paper"), of("draft_id", "paper"), sees("paper"), moves=False),
    # ---- the API: by a key of the user
    "api:documents": page(anybody),
    "api:document": page(sees("letter"), of("document_id", "letter")),
    "api:obligations": page(anybody),
    "api:submissions": page(anybody),
    "api:board": page(anybody, PROGRAMME_CODE),  # empty for who sees nothing of it
    "api:consolidations": page(anybody),
    "api:consolidation": page(sees("frozen"), of("consolidation_id", "frozen")),
}  # fmt: skip

# Keys that a page names although its reader may not open them, each with the reason.
NAMED: dict[str, tuple[set[str], str]] = {
    "organisations:trail": ({"*"}, "the trail is the administrators', for the whole installation"),
    "api:obligations": ({"documents.Document"}, "a duty says from which paper it comes; the paper stays shut"),
    "api:consolidations": ({"obligations.Obligation"}, "a sum says of which duty it is; the duty stays shut"),
    "api:consolidation": ({"obligations.Obligation"}, "a sum says of which duty it is; the duty stays shut"),
}

# Open to nobody in particular, each with the status that it answers.
OPEN: dict[str, int] = {
    "web:login": 200,
    "web:health": 200,
    "web:logout": 405,
    "set_language": 302,
    "api:openapi-json": 200,
    "api:api-root": 404,
    # Opened by the secret that it carries, by a calendar program; a wrong secret opens nothing.
    "reminders:calendar": 404,
}
OPEN_AT: dict[str, dict[str, str]] = {"reminders:calendar": {"secret": "sai-" + 40 * "x"}}
