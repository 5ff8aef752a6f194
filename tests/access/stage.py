"""A stage for the routes: the crowded world, and in it one real thing in the right state for every address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.db.models import Model

from nhipcau import clock, jobs
from nhipcau.api import keys
from nhipcau.api.models import Token
from nhipcau.documents import actions as register
from nhipcau.documents import storage
from nhipcau.documents.models import Document, DocumentFile, Upload, UploadPage, UploadState
from nhipcau.drafting.models import Draft
from nhipcau.obligations import actions as duties
from nhipcau.obligations.actions.confirming import problems
from nhipcau.obligations.models import Occurrence, Proposal, Share
from nhipcau.organisations.models import CalendarDay, Group, Line, Post, Reorganisation, Role
from nhipcau.reminders.models import Digest, Mail, MailState
from nhipcau.reports import actions as reports
from nhipcau.reports.actions import form_editing, indicators
from nhipcau.reports.actions.plausibility import keep_rule
from nhipcau.reports.models import Attachment, Indicator
from nhipcau.reports.plausibility import Rule, Term
from tests.access.oracle import Oracle
from tests.access.world import World, make_world, seeds
from tests.cast import NOW, TODAY, Cast
from tests.obligations import papers
from tests.reports.world import QUARTER_1, QUARTER_2, Reporting, make_duty, make_reporting, owe

INNER = "Giao đồng chí phụ trách phong trào"  # how a body shares its duty; seen inside only
SECRET = "Sao Hôm"  # stands in every title and text of the stage; a refusal never says it
LETTER = f"""BAN DÂN VẬN
Số 49-CV/BDVHU
V/v {SECRET}

Suối Mơ, ngày 05 tháng 7 năm 2023

1. Đảng ủy các xã báo cáo kết quả {SECRET} trước ngày 20/7/2023.
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f"
    "0003860180a2a5a1c10000000049454e44ae426082"
)


@dataclass
class Stage:
    """The world, what is played in it by name, and the oracle that has read it all."""

    world: World
    reporting: Reporting
    things: dict[str, Model] = field(default_factory=dict)
    oracle: Oracle | None = None

    @property
    def cast(self) -> Cast:
        """The cast of the world."""
        return self.world.cast

    def key(self, thing: str) -> Any:
        """Return the key of a thing."""
        return self.things[thing].pk

    def quarter(self, **more: Any) -> dict[str, Any]:
        """Return the address of quarter II of the stage's report."""
        return {"obligation_id": self.key("duty"), "start": QUARTER_2.start, "end": QUARTER_2.end} | more

    def answers(self, thing: str) -> dict[str, str]:
        """Return what a browser posts for the form of a report."""
        fields = self.reporting.fields()
        said = {"buoi": "3", "luot": "120", "ho": "100", "ho-dk": "80"}
        posted = {f"f{fields[code].pk}": value for code, value in said.items()}
        version = self.things[thing]
        return posted | {f"t{fields['Kết quả nổi bật'].pk}": SECRET, "row_version": str(version.row_version)}


def make_stage() -> Stage:
    """Make the stage in the test's database."""
    world = make_world(next(seeds(1)))
    cast = world.cast
    reporting = make_reporting(cast)
    reporting.obligation.title += f" ({SECRET})"
    reporting.obligation.save()
    stage = Stage(world, reporting)
    _reports(stage)
    _other_duties(stage)
    _papers(stage)
    _uploads(stage)
    _rest(stage)
    stage.oracle = Oracle(TODAY)
    return stage


def _reports(stage: Stage) -> None:
    cast, report, things = stage.cast, stage.reporting, stage.things
    things["duty"], things["rule"] = report.obligation, report.rule
    things["received"] = report.received(cast.commune_a, period=QUARTER_1)
    report.received(cast.commune_b, period=QUARTER_1)
    passed_on = report.filed(cast.commune_c, period=QUARTER_1, text=SECRET)
    reports.forward(passed_on, by=cast.officer_of(cast.front), now=NOW)
    things["forwarded"] = passed_on
    things["filed"] = report.filed(cast.commune_b, period=QUARTER_2, text=SECRET)
    draft = reports.start(report.occurrence(cast.commune_a), by=cast.officer_of(cast.commune_a), now=NOW)
    reports.save_draft(
        draft, report.answers(text=SECRET), by=cast.officer_of(cast.commune_a), expected=draft.row_version, now=NOW
    )
    draft.refresh_from_db()
    things["draft"] = draft
    file = storage.keep(f"{SECRET} kèm theo".encode(), "text/plain; charset=utf-8")
    for name, version in (("on_draft", draft), ("on_filed", things["filed"])):
        things[name] = Attachment.objects.create(version=version, file=file, name=f"{SECRET}.txt", attached_at=NOW)
    for name, body, period in (
        ("written", cast.commune_a, QUARTER_2),
        ("sent", cast.commune_b, QUARTER_2),
        ("late", cast.commune_c, QUARTER_2),
        ("done", cast.commune_a, QUARTER_1),
    ):
        things[name] = report.occurrence(body, period)
    officer = cast.officer_of(cast.committee)
    things["frozen"] = reports.consolidate(report.obligation, QUARTER_1, by=officer, now=NOW)
    things["indicator"] = Indicator.objects.get(code="buoi")
    things["worked_on"] = form_editing.begin_version(report.form.form, by=officer, now=NOW)
    things["form_line"] = things["worked_on"].fields.filter(kind="narrative").order_by("-position").first()
    things["breakdown"] = indicators.make_breakdown(
        cast.programme, name="Thành phần", parts=["Đảng viên"], is_partition=False, by=officer, now=NOW
    )
    things["part"] = things["breakdown"].options.get()
    few, all_of_them = (Term(key=(Indicator.objects.get(code=code).pk, "")) for code in ("ho-dk", "ho"))
    things["plausible"] = keep_rule(report.form, Rule((few,), "at-most", (all_of_them,)))


def _other_duties(stage: Stage) -> None:
    """A duty without a report, and one that a level above asks of the committee."""
    cast = stage.cast
    duty, rule = make_duty(
        cast, title=f"Tổ chức {SECRET}", kind="action", every="once", recipient=cast.committee, owners=(cast.women,)
    )
    stage.things["deed"] = owe(duty, rule, cast.women, QUARTER_2, None)
    other, other_rule = make_duty(
        cast, title=f"Rà soát {SECRET}", recipient=cast.committee, via=cast.front, owners=(cast.women,)
    )
    other_rule.before_day = None
    other_rule.save()
    stage.things["unset_rule"], stage.things["ending"] = other_rule, other
    Share.objects.create(
        occurrence=stage.things["deed"], post=Post.objects.filter(organisation=cast.women).order_by("pk").first(),
        note=INNER, shared_at=NOW,
    )  # fmt: skip


def _papers(stage: Stage) -> None:
    cast, things = stage.cast, stage.things
    notice = papers.register(cast)
    notice.subject, notice.text = SECRET, notice.text
    notice.save()
    duties.propose(notice, now=NOW)
    things["notice"] = notice
    open_ones = list(Proposal.objects.filter(document=notice).order_by("position"))
    dropped = open_ones[-1]
    Proposal.objects.filter(pk=dropped.pk).update(is_dropped=True, dropped_reason="trùng")
    things["proposal"], things["second_proposal"], things["dropped"] = open_ones[1], open_ones[2], dropped
    things["ready"] = next(each for each in open_ones if not problems(each, list(each.owners.all())))
    things["printed_name"] = things["proposal"].owners.first()
    things["group_name"] = next(
        owner for each in open_ones for owner in each.owners.all() if owner.group_id or owner.rule
    )
    letter = Document.objects.create(
        direction="out", body=cast.mass_movement, issuer=cast.mass_movement, type="công văn", number="7-CV/BDVHU",
        date=date(2023, 7, 5), subject=SECRET, text=SECRET, registered_at=NOW,
        registered_by=cast.user_of(cast.mass_movement, Role.CLERK), programme=cast.programme,
    )  # fmt: skip
    file = storage.keep(f"{SECRET}, bản gốc".encode(), "text/plain; charset=utf-8")
    things["letter"] = letter
    things["letter_file"] = DocumentFile.objects.create(document=letter, file=file, role="original", name="goc.txt")


def _uploads(stage: Stage) -> None:
    cast, things = stage.cast, stage.things
    clerk = cast.clerk_of(cast.mass_movement)
    for name, state in (("read", UploadState.READ), ("failed", UploadState.FAILED)):
        things[name] = register.upload(
            by=clerk, body=cast.mass_movement, data=f"{LETTER}\n{name}".encode(), name=f"{SECRET} {name}.txt",
            client_key=uuid4(), declared_not_secret=True, now=NOW,
        )  # fmt: skip
        things[name].state_wanted = state
    jobs.work_off()
    Upload.objects.filter(pk=stage.key("failed")).update(state=UploadState.FAILED, reason="không đọc được")
    for name in ("read", "failed"):
        things[name].refresh_from_db()
    assert things["read"].state == UploadState.READ
    UploadPage.objects.create(upload=things["failed"], number=1, image=storage.keep(PIXEL, "image/png"))


def _rest(stage: Stage) -> None:
    cast, things = stage.cast, stage.things
    things["paper"] = _draft(stage)
    keys.make(cast.officer_of(cast.women), "thử")
    things["token"] = Token.objects.get(purpose="thử")
    digest, _new = Digest.objects.get_or_create(user=cast.user_of(cast.farmers), day=TODAY, defaults={"made_at": NOW})
    things["mail"] = Mail.objects.create(digest=digest, address="a@xa.example", state=MailState.UNKNOWN)
    things["line"] = Line.objects.filter(programme=cast.programme, lower=cast.women).first()
    things["day_off"] = CalendarDay.objects.create(
        day=date(2023, 12, 29), kind="off", reason="nghỉ hoán đổi", document="Thông báo số 1", recorded_at=NOW
    )
    things["post"] = Post.objects.filter(user=cast.user_of(cast.farmers)).first()
    things["group"] = Group.objects.get(scope=cast.party)
    things["member"] = things["group"].members.order_by("pk").first()
    things["someone"] = cast.user_of(cast.farmers)
    things["reorganised"] = Reorganisation.objects.create(on_day=TODAY, document=SECRET, done_at=NOW)


def _draft(stage: Stage) -> Draft:
    """The list of the missing, as the committee's officer drafts it."""
    from nhipcau.drafting import actions as drafting
    from nhipcau.reports import composing

    cast = stage.cast
    late = Occurrence.objects.filter(pk=stage.key("late")).select_related("obligation")
    paper = composing.missing_list(
        stage.reporting.obligation, QUARTER_2.label, late, body=cast.committee, today=TODAY, expected=3, notes={}
    )
    return drafting.keep(
        paper, body=cast.committee, made_from="thử", by=cast.officer_of(cast.committee), now=clock.now()
    )
