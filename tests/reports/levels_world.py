"""A line of three levels: communes report to their province, provinces to the nation, a ministry straight to it.

The duties feed each other; nothing here knows how such chains are laid.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.organisations.actions import rebuild_closure
from nhipcau.organisations.models import Level, Line, LineRole, Organisation, OrganisationKind, Role
from nhipcau.reports import actions
from nhipcau.reports.answers import Answers, FigureAnswer, TextAnswer
from nhipcau.reports.forms_of_duties import give_form, make_form, make_indicators
from nhipcau.reports.models import FormVersion, Version
from nhipcau.reports.queries.figures import Period
from tests.cast import NOW, TODAY, Cast
from tests.reports.world import FORM, INDICATORS, QUARTER_1, QUARTER_2, make_duty, owe

TITLE = "Báo cáo kết quả hằng quý"


@dataclass
class Chain:
    """The duties by key ("nation", "p0", "p1" …) and the bodies by key ("nation", "p0", "p0.c1", "ministry")."""

    cast: Cast
    form: FormVersion
    duties: dict[str, Obligation] = field(default_factory=dict)
    bodies: dict[str, Organisation] = field(default_factory=dict)

    def duty_of(self, body: str) -> Obligation:
        """Return the duty by which a body reports."""
        return self.duties[body.split(".")[0]] if "." in body else self.duties["nation"]

    def occurrence(self, body: str, period: Period = QUARTER_2) -> Occurrence:
        """Return what a body owes for a period."""
        return self.duty_of(body).occurrences.get(
            body=self.bodies[body], period_start=period.start, period_end=period.end
        )

    def answers(self, text: str = "Kết quả tốt", **figures: int | None) -> Answers:
        """Return complete answers: 3 sessions, 120 attendances, 80 of 100 households, unless said otherwise."""
        said = {"buoi": 3, "luot": 120, "ho": 100, "ho_dk": 80} | figures
        fields = {f.indicator.code if f.indicator else f.label: f for f in self.form.fields.select_related("indicator")}
        return Answers(
            tuple(
                FigureAnswer(fields[code.replace("_", "-")].pk, value)
                for code, value in said.items()
                if value is not None
            ),
            (TextAnswer(fields["Kết quả nổi bật"].pk, text),) if text else (),
        )

    def filed(self, body: str, period: Period = QUARTER_2, **figures: int | None) -> Version:
        """Fill and sign off the report of a body."""
        unit = self.bodies[body]
        draft = actions.start(self.occurrence(body, period), by=self.cast.officer_of(unit), now=NOW)
        seen = actions.save_draft(
            draft, self.answers(**figures), by=self.cast.officer_of(unit), expected=draft.row_version, now=NOW
        )
        return actions.sign_off(draft, by=self.cast.leader_of(unit), expected=seen, now=NOW)

    def received(self, body: str, period: Period = QUARTER_2, **figures: int | None) -> Version:
        """Fill, sign off and receive the report of a body."""
        version = self.filed(body, period, **figures)
        upper = self.bodies[body.split(".")[0] if "." in body else "nation"]
        actions.receive(version, by=self.cast.officer_of(upper), now=NOW)
        version.refresh_from_db()
        return version

    def sent_up(self, province: str, period: Period = QUARTER_2) -> Version:
        """Freeze what a province received, send it upward as its report, and receive it at the nation."""
        unit = self.bodies[province]
        made = actions.consolidate(self.duties[province], period, by=self.cast.officer_of(unit), now=NOW)
        draft = actions.send_upward(made, by=self.cast.officer_of(unit), now=NOW)
        filed = actions.sign_off(draft, by=self.cast.leader_of(unit), expected=draft.row_version, now=NOW)
        actions.receive(filed, by=self.cast.officer_of(self.bodies["nation"]), now=NOW)
        return filed


def make_chain(cast: Cast, provinces: int = 2, communes: int = 3) -> Chain:
    """Make the line with its bodies, for quarters I and II."""
    make_indicators(INDICATORS, programme=cast.programme)
    chain = Chain(cast, make_form(FORM, programme=cast.programme, now=NOW))
    kinds = OrganisationKind
    _add(chain, "nation", "Ban Chỉ đạo Trung ương", kinds.STEERING_COMMITTEE, Level.NATION)
    _add(chain, "ministry", "Cơ quan trung ương", kinds.AGENCY, Level.NATION)
    for p in range(provinces):
        _add(chain, f"p{p}", f"Ban Chỉ đạo tỉnh {p}", kinds.STEERING_COMMITTEE, Level.PROVINCE)
        for c in range(communes):
            _add(chain, f"p{p}.c{c}", f"Đảng ủy xã {p}.{c}", kinds.PARTY_COMMITTEE, Level.COMMUNE)
    nation = chain.bodies["nation"]
    owners = [key for key in chain.bodies if key != "nation" and "." not in key]
    chain.duties["nation"] = _duty(chain, nation, owners, None)
    for key in owners:
        _line(chain, key, "nation")
        below = [commune for commune in chain.bodies if commune.startswith(f"{key}.")]
        if below:
            chain.duties[key] = _duty(chain, chain.bodies[key], below, chain.duties["nation"])
        for commune in below:
            _line(chain, commune, key)
    rebuild_closure(cast.programme)
    return chain


def _add(chain: Chain, key: str, name: str, kind: OrganisationKind, level: Level) -> None:
    chain.bodies[key] = chain.cast.add(f"chain_{key}", name, name, kind, level)


def _line(chain: Chain, lower: str, upper: str) -> None:
    Line.objects.create(
        programme=chain.cast.programme, lower=chain.bodies[lower], upper=chain.bodies[upper],
        role=LineRole.REPORTS_TO, recorded_at=NOW,
    )  # fmt: skip


def _duty(chain: Chain, recipient: Organisation, owners: list[str], feeds: Obligation | None) -> Obligation:
    bodies = tuple(chain.bodies[key] for key in owners)
    duty, rule = make_duty(chain.cast, title=TITLE, issuer=recipient, recipient=recipient, owners=bodies)
    duty.feeds = feeds
    duty.save()
    for period in (QUARTER_1, QUARTER_2):
        for body in bodies:
            owe(duty, rule, body, period, TODAY)
    give_form(duty, now=NOW)
    return duty


def people_are_there(chain: Chain) -> None:
    """Make everybody's users before anything is counted or taken back."""
    for body in chain.bodies.values():
        for role in (Role.OFFICER, Role.LEADER):
            chain.cast.user_of(body, role)
