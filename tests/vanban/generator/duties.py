"""Duties with their truth: how much is one entry, who owns it, when, to whom. The shapes follow the reading rules."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.vanban.generator import terms
from tests.vanban.generator.citing import DECOYS, Citations
from tests.vanban.generator.offices import Office
from tests.vanban.generator.terms import NONE, Term
from tests.vanban.generator.words import capital, deed, subject, tale, thing


@dataclass
class Duties:
    """Invents the duties of one document and notes them in the order of the text."""

    rng: random.Random
    office: Office
    issued: date
    citations: Citations
    noted: list[dict[str, Any]] = field(default_factory=list)

    # --- bodies

    def bodies(self, most: int = 3, *, heading: bool = False) -> tuple[str, list[str]]:
        """Return a printed list of bodies and its items; a heading may part them by semicolons."""
        rng = self.rng
        count = rng.choice([1, 1, 1, 2, 2, 3][: most * 2])
        items = rng.sample(self.office.singles, min(count, len(self.office.singles)))
        if rng.random() < 0.4:
            items[-1] = rng.choice(self.office.groups)
        if len(items) == 1:
            return items[0], items
        if heading and rng.random() < 0.15:
            return "; ".join(items), items
        return f"{', '.join(items[:-1])}{rng.choice([' và ', ', '])}{items[-1]}", items

    def receiver(self) -> tuple[str, str, str | None]:
        """Return the words for who receives, the receiver, and through whom it goes."""
        rng = self.rng
        to = self.office.name if rng.random() < 0.75 else self.office.superior
        roll = rng.random()
        if roll < 0.7:
            return to, to, None
        via = rng.choice(self.office.singles)
        if roll < 0.85:
            return f"{to} (qua {via})", to, via
        return f"{to} ({rng.choice(['thông qua', 'qua'])} {via})", to, via

    # --- one clause

    def report(self, term: Term, *, bare: bool = False) -> tuple[str, str, str | None]:
        """Return a clause that wants something sent, with its term, its receiver and through whom."""
        rng = self.rng
        printed_to, to, via = self.receiver()
        result = rng.choice(["kết quả thực hiện", "kết quả rà soát", "tình hình triển khai", f"kết quả {subject(rng)}"])
        sent = rng.choice(
            [
                "báo cáo kết quả",
                f"danh sách {thing(rng)}",
                "danh sách cán bộ tham dự",
                f"số liệu về {thing(rng)}",
                "báo cáo sơ kết",
            ]
        )
        words = rng.choice(
            [
                f"báo cáo {result} về {printed_to}", f"gửi {sent} về {printed_to}", f"tổng hợp, báo cáo {printed_to}",
                f"báo cáo {printed_to} {result}", f"gửi {sent} cho {printed_to}",
                f"báo cáo bằng văn bản về {printed_to}",
                f"có báo cáo gửi {printed_to}",
            ]
        )  # fmt: skip
        if bare:
            words = f"gửi về {printed_to}"
        if term.printed:
            words = f"{words} {term.printed}"
        if rng.random() < 0.25:
            words += rng.choice(
                [" để theo dõi, chỉ đạo", " để tổng hợp", f" để tổng hợp, báo cáo {self.office.superior}"]
            )
        return words, to, via

    def note(self, clause: str, text: str, owners: list[str], kind: str, term: Term = NONE, **more: Any) -> None:
        """Note the truth of an entry."""
        self.noted.append(
            {
                "clause": clause, "text": text, "owners": owners, "coordinators": more.get("coordinators", []),
                "due": term.due, "due_kind": term.due_kind, "recurrence": term.recurrence,
                "deliver_to": more.get("deliver_to"), "via": more.get("via"), "kind": kind, "as_of": more.get("as_of"),
            }
        )  # fmt: skip

    def _act(self) -> tuple[str, str]:
        standing = self.rng.random() < 0.35
        return deed(self.rng, standing=standing), "standing" if standing else "action"

    def unit(self, clause: str, owners: list[str], subject_words: str = "") -> str:
        """Return the text of one dash or point, with its entries noted.

        `subject_words` are the printed subject (`Giao Sở Nội vụ`, `Công an tỉnh`), if it stands in the unit.
        """
        shapes = [
            self._plain, self._plain, self._cited, self._done_by, self._term_first, self._with_report,
             self._with_report,
            self._then_report, self._sent_bare, self._and_also, self._also_dated, self._two_sentences, self._together,
            self._together, self._for_somebody, self._only_report, self._measured, self._directs, self._sum_up,
             self._bracket,
        ]  # fmt: skip
        return self.rng.choice(shapes)(clause, owners, subject_words)

    def _begin(self, words: str, subject_words: str) -> str:
        return f"{subject_words} {words}" if subject_words else capital(words)

    def _plain(self, clause: str, owners: list[str], who: str) -> str:
        words, kind = self._act()
        if self.rng.random() < 0.15 and kind == "action":
            words += f" {self.rng.choice(DECOYS)}"
        text = self._begin(words, who)
        self.note(clause, f"{text}.", owners, kind)
        return text

    def _cited(self, clause: str, owners: list[str], who: str) -> str:
        words, kind = self._act()
        text = self._begin(f"{words} theo {self.citations.cite()}", who)
        self.note(clause, f"{text}.", owners, kind)
        return text

    def _done_by(self, clause: str, owners: list[str], who: str) -> str:
        words, _kind = self._act()
        term = terms.fixed(self.rng, self.issued)
        text = self._begin(f"{words}{self.rng.choice([', hoàn thành ', '; hoàn thành ', ' '])}{term.printed}", who)
        self.note(clause, f"{text}.", owners, "action", term)
        return text

    def _term_first(self, clause: str, owners: list[str], who: str) -> str:
        term = terms.any_term(self.rng, self.issued)
        if not term.leads:
            return self._done_by(clause, owners, who)
        words, _kind = self._act()
        small = who[:1].lower() + who[1:] if who.startswith(("Giao ", "Đề nghị ", "Yêu cầu ", "Các ")) else who
        text = " ".join(f"{capital(term.printed)}, {small} {words}".split())
        self.note(clause, f"{text}.", owners, "action", term)
        return text

    def _with_report(self, clause: str, owners: list[str], who: str) -> str:
        words = deed(self.rng, standing=False)
        term = terms.any_term(self.rng, self.issued)
        report, to, via = self.report(term)
        text = self._begin(f"{words}, {report}", who)
        self.note(clause, f"{text}.", owners, "report", term, deliver_to=to, via=via)
        return text

    def _then_report(self, clause: str, owners: list[str], who: str) -> str:
        words, kind = self._act()
        term = terms.any_term(self.rng, self.issued)
        report, to, via = self.report(term)
        first = f"{self._begin(words, who)}."
        second = f"{self.rng.choice(['Hoàn thành, ', '', 'Trên cơ sở đó, '])}{report}"
        second = capital(second)
        self.note(clause, first, owners, kind)
        self.note(clause, f"{second}.", owners, "report", term, deliver_to=to, via=via)
        return f"{first} {second}"

    def _sent_bare(self, clause: str, owners: list[str], who: str) -> str:
        words = deed(self.rng, standing=False)
        term = terms.fixed(self.rng, self.issued)
        report, to, via = self.report(term, bare=True)
        text = self._begin(f"{words}; hoàn thành, {report}", who)
        self.note(clause, f"{text}.", owners, "report", term, deliver_to=to, via=via)
        return text

    def _and_also(self, clause: str, owners: list[str], who: str) -> str:
        words, kind = self._act()
        more, _kind = self._act()
        text = f"{self._begin(words, who)}; {self.rng.choice(['đồng thời, ', '', 'gắn với đó, '])}{more}"
        self.note(clause, f"{text}.", owners, kind)
        return text

    def _also_dated(self, clause: str, owners: list[str], who: str) -> str:
        words, kind = self._act()
        more, _kind = self._act()
        term = terms.fixed(self.rng, self.issued)
        first, second = self._begin(words, who), f"đồng thời, {more} {term.printed}"
        self.note(clause, first, owners, kind)
        self.note(clause, f"{second}.", owners, "action", term)
        return f"{first}; {second}"

    def _two_sentences(self, clause: str, owners: list[str], who: str) -> str:
        words, kind = self._act()
        more, _kind = self._act()
        text = f"{self._begin(words, who)}. {capital(more)}"
        self.note(clause, f"{text}.", owners, kind)
        return text

    def _together(self, clause: str, owners: list[str], who: str) -> str:
        words, kind = self._act()
        printed, items = self.bodies()
        while set(items) & set(owners):
            printed, items = self.bodies(1)
        text = self._begin(f"chủ trì, phối hợp với {printed} {words}", who)
        self.note(clause, f"{text}.", owners, kind, coordinators=items)
        return text

    def _for_somebody(self, clause: str, owners: list[str], who: str) -> str:
        words = deed(self.rng, standing=False)
        to = self.office.superior if self.rng.random() < 0.5 else self.office.name
        term = terms.fixed(self.rng, self.issued) if self.rng.random() < 0.5 else NONE
        shape = self.rng.choice(
            ["tham mưu {to} {words} {t}", "{words}, trình {to} {t}", "{words}, trình {to} xem xét, quyết định {t}"]
        )
        text = self._begin(shape.format(to=to, words=words, t=term.printed).strip(), who)
        self.note(clause, f"{text}.", owners, "action", term, deliver_to=to)
        return text

    def _only_report(self, clause: str, owners: list[str], who: str) -> str:
        term = terms.any_term(self.rng, self.issued)
        report, to, via = self.report(term)
        text = self._begin(report, who)
        self.note(clause, f"{text}.", owners, "report", term, deliver_to=to, via=via)
        return text

    def _measured(self, clause: str, owners: list[str], who: str) -> str:
        day = self.issued - timedelta(days=self.rng.randrange(5, 60))
        words = f"thống kê {thing(self.rng)} (số liệu tính đến ngày {day.day:02d}/{day.month}/{day.year})"
        text = self._begin(words, who)
        self.note(clause, f"{text}.", owners, "action", as_of=day.isoformat())
        return text

    def _directs(self, clause: str, owners: list[str], who: str) -> str:
        text = self._begin(f"chỉ đạo {self.rng.choice(self.office.groups)} {deed(self.rng, standing=False)}", who)
        self.note(clause, f"{text}.", owners, "action")
        return text

    def _sum_up(self, clause: str, owners: list[str], who: str) -> str:
        """No receiver but the one who sums up."""
        term = terms.fixed(self.rng, self.issued)
        text = self._begin(f"báo cáo kết quả thực hiện {term.printed} để {self.office.name} tổng hợp", who)
        self.note(clause, f"{text}.", owners, "report", term, deliver_to=self.office.name)
        return text

    def _bracket(self, clause: str, owners: list[str], who: str) -> str:
        words, kind = self._act()
        inside = f"{deed(self.rng, standing=False)}; {deed(self.rng, standing=False)}"
        text = self._begin(f"{words} (chú ý {inside})", who)
        self.note(clause, f"{text}.", owners, kind)
        return text

    # --- units with more than one owner, or with a tale in front

    def two_owners(self, clause: str) -> str:
        """Return a unit in which two bodies have a part each."""
        first, second = self.rng.sample(self.office.singles, 2)
        term = terms.fixed(self.rng, self.issued)
        one, two = deed(self.rng, standing=False), deed(self.rng, standing=False)
        left, right = f"{first} {one}", f"{second} {two} {term.printed}"
        self.note(clause, left, [first], "action")
        self.note(clause, f"{right}.", [second], "action", term)
        return f"{left}; {right}"

    def told_first(self, clause: str, owners: list[str], who: str) -> str:
        """Return a unit that begins with a sentence without a duty."""
        said = tale(self.rng, self.issued.year)
        return f"{said} {self.unit(clause, owners, who)}"
