"""What stands between head and foot: grounds, lead-in, points, headings, lists, tables, closing, for each kind."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.vanban.generator import terms
from tests.vanban.generator.duties import Duties
from tests.vanban.generator.terms import Term
from tests.vanban.generator.words import capital, deed, person, subject, tale

LETTERS = "abcdđeg"
#: The shapes of a point; what stands more than once is more frequent.
SHAPES = (
    "heading", "heading", "heading", "heading", "lead", "lead", "subject", "giao", "plain", "run-in", "nested",
    "decimal", "two", "tale", "class",
)  # fmt: skip


@dataclass
class Contents:
    """The paragraphs of a document, in the order of the text."""

    rng: random.Random
    duties: Duties
    kind: str
    addressees: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def write(self) -> list[str]:
        """Return the paragraphs; the truth is in the duties and their citations."""
        writers = {
            "công văn": self._letter, "thông báo": self._notice, "kết luận": self._notice, "kế hoạch": self._plan,
            "quyết định": self._decision, "chỉ thị": self._directive, "hướng dẫn": self._guidance,
            "báo cáo": self._account,
        }  # fmt: skip
        writers[self.kind]()
        return self.lines

    @property
    def _name(self) -> str:
        return self.duties.office.name

    # --- kinds

    def _letter(self) -> None:
        rng = self.rng
        self.lines.append(self._opening())
        if rng.random() < 0.3:
            self.lines.append(self.duties.citations.told())
        if rng.random() < 0.15:  # no points at all
            printed, items = self.duties.bodies()
            self.lines.append(f"{self._name} đề nghị {self._whole(self.duties, '0', items, printed)}.")
            self._close()
            return
        owners = self._lead_in(self.addressees)
        if rng.random() < 0.15:  # dashes without points
            for _ in range(rng.randrange(2, 5)):
                self.lines.append(f"- {self.duties.unit('0', owners)}.")
        else:
            self._points(owners)
        self._close()

    def _whole(self, duties: Duties, clause: str, items: list[str], printed: str) -> str:
        """Return a duty behind `X đề nghị`: the entry begins at `đề nghị`."""
        words = deed(self.rng, standing=False)
        term = terms.fixed(self.rng, duties.issued)
        report, to, via = duties.report(term)
        text = f"{printed} {words}, {report}"
        duties.note(clause, f"đề nghị {text}.", items, "report", term, deliver_to=to, via=via)
        return text

    def _notice(self) -> None:
        rng = self.rng
        day = terms.printed_day(rng, self.duties.issued)
        self.lines.append(
            f"Ngày {day}, đồng chí {person(rng)} chủ trì {rng.choice(['cuộc họp', 'Hội nghị'])} về {subject(rng)}. "
            "Cùng dự có đại diện lãnh đạo các cơ quan liên quan."
        )
        if rng.random() < 0.4:
            self.lines.append(f"Căn cứ {self.duties.citations.cite()}.")
        self.lines.append(f"Sau khi nghe báo cáo và ý kiến của các đại biểu, {self._name} kết luận như sau:")
        if rng.random() < 0.5:
            self.lines += [
                "I. ĐÁNH GIÁ TÌNH HÌNH",
                f"{tale(rng, self.duties.issued.year)} {tale(rng, self.duties.issued.year)}",
            ]
            self.lines.append("II. NHIỆM VỤ TRONG THỜI GIAN TỚI")
            self._points([])
        else:
            self._points([], first_is_tale=True)
        self._close()

    def _plan(self) -> None:
        rng = self.rng
        self._grounds()
        self.lines.append(f"{self._name} ban hành Kế hoạch {subject(rng)} với các nội dung sau:")
        self.lines += ["I. MỤC ĐÍCH", f"- Nâng cao nhận thức của cán bộ, đảng viên và Nhân dân về {subject(rng)}."]
        self.lines.append(f"- Góp phần thực hiện thắng lợi các mục tiêu đã đề ra về {subject(rng)}.")
        self.lines.append(rng.choice(["II. NHIỆM VỤ", "II. NỘI DUNG"]))
        if rng.random() < 0.35:
            self._table()
        else:
            for point in range(1, rng.randrange(2, 5)):
                self._heading_without_owner(point)
        self.lines.append("III. TỔ CHỨC THỰC HIỆN")
        self._points([])
        self._close()

    def _decision(self) -> None:
        rng, duties = self.rng, self.duties
        self._grounds()
        self.lines.append(f"Theo đề nghị của {rng.choice(duties.office.singles)}.")
        self.lines.append("QUYẾT ĐỊNH:")
        what = rng.choice(["Quy chế", "Danh mục", "Phương án"])
        self.lines.append(f"Điều 1. Ban hành kèm theo Quyết định này {what} {subject(rng)}.")
        printed, items = duties.bodies()
        self.lines.append(f"Điều 2. {duties.unit('2', items, f'Giao {printed}')}.")
        if rng.random() < 0.5:
            printed, items = duties.bodies(2)
            self.lines.append("Điều 3. Trách nhiệm thi hành")
            self.lines.append(f"1. {duties.unit('3.1', [capital(items[0]), *items[1:]], capital(printed))}.")
            printed, items = duties.bodies(2)
            self.lines.append(f"2. {duties.unit('3.2', [capital(items[0]), *items[1:]], capital(printed))}.")
        self.lines.append(f"Điều 4. Quyết định này có hiệu lực kể từ ngày {terms.printed_day(rng, duties.issued)}./.")

    def _directive(self) -> None:
        rng = self.rng
        self.lines.append(f"{tale(rng, self.duties.issued.year)} {tale(rng, self.duties.issued.year)}")
        self.lines.append(f"Để tiếp tục {subject(rng)} theo {self.duties.citations.cite()}, {self._name} yêu cầu:")
        self._points([])
        self._close()

    def _guidance(self) -> None:
        rng = self.rng
        self.lines.append(f"Thực hiện {self.duties.citations.cite()}, {self._name} hướng dẫn một số nội dung như sau:")
        self.lines += ["I. YÊU CẦU CHUNG", f"{tale(rng, self.duties.issued.year)}", "II. NỘI DUNG"]
        for point in range(1, rng.randrange(2, 4)):
            self._heading_without_owner(point)
        self.lines.append("III. TỔ CHỨC THỰC HIỆN")
        self._points([])
        self._close()

    def _account(self) -> None:
        """A report: it tells and lays no duty."""
        rng, year = self.rng, self.duties.issued.year
        self.lines.append(f"Thực hiện {self.duties.citations.cite()}, {self._name} báo cáo kết quả như sau:")
        for mark, title in (("I", "KẾT QUẢ ĐẠT ĐƯỢC"), ("II", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN")):
            self.lines.append(f"{mark}. {title}")
            for point in range(1, rng.randrange(2, 4)):
                self.lines.append(f"{point}. {tale(rng, year)} {tale(rng, year)}")
                if rng.random() < 0.5:
                    self.lines.append(
                        f"- Đã tổ chức {rng.randrange(2, 30)} lớp tập huấn theo {self.duties.citations.cite()}."
                    )
        self.lines.append(f"Trên đây là báo cáo kết quả của {self._name}./.")

    # --- parts

    def _opening(self) -> str:
        rng = self.rng
        first = rng.choice(["Thực hiện", "Căn cứ", "Triển khai", "Phúc đáp"])
        opened = f"{first} {self.duties.citations.cite()}"
        if rng.random() < 0.4:
            opened += f"; {self.duties.citations.cite()}"
        return f"{opened}. {tale(rng, self.duties.issued.year)}"

    def _grounds(self) -> None:
        count = self.rng.randrange(1, 4)
        for index in range(count):
            end = ";" if index < count - 1 else "."
            self.lines.append(f"Căn cứ {self.duties.citations.cite()}{end}")

    def _lead_in(self, addressees: list[str]) -> list[str]:
        """Print the sentence that gives owners to what follows; return them."""
        rng = self.rng
        printed, items = self.duties.bodies()
        purpose = rng.choice(["Để thực hiện tốt nhiệm vụ trên, ", f"Nhằm {deed(rng, standing=True)}, ", ""])
        ask = rng.choice(["yêu cầu", "đề nghị", "đề nghị", "kính đề nghị"])
        content = rng.choice(
            ["thực hiện các nội dung sau", "thực hiện một số nội dung sau", "quan tâm thực hiện một số nội dung sau",
             "thực hiện một số nhiệm vụ sau", "triển khai thực hiện các nội dung sau"]
        )  # fmt: skip
        self.lines.append(f"{purpose}{self._name} {ask} {printed} {content}:")
        return items

    def _points(self, lead: list[str], *, first_is_tale: bool = False) -> None:
        count = self.rng.randrange(3, 6)
        for point in range(1, count):
            if point == 1 and first_is_tale:
                self.lines.append(
                    f"1. {tale(self.rng, self.duties.issued.year)} {tale(self.rng, self.duties.issued.year)}"
                )
            else:
                self._point(point, lead)

    def _point(self, point: int, lead: list[str]) -> None:
        """Print one point in one of the usual shapes."""
        rng, duties = self.rng, self.duties
        shape = rng.choice(SHAPES)
        printed, owners = duties.bodies(heading=shape == "heading")
        headed = [capital(owners[0]), *owners[1:]]
        clause = str(point)
        if shape == "plain" and lead:
            self.lines.append(f"{point}. {duties.unit(clause, lead)}.")
        elif shape == "subject":
            duty = rng.choice(["", "", " có trách nhiệm", " chịu trách nhiệm"])
            self.lines.append(f"{point}. {duties.unit(clause, headed, capital(printed) + duty)}.")
        elif shape == "giao":
            verb = rng.choice(["Giao", "Đề nghị", "Yêu cầu", "Giao"])
            self.lines.append(f"{point}. {duties.unit(clause, owners, f'{verb} {printed}')}.")
        elif shape == "run-in":
            self.lines.append(f"{point}. {capital(printed)}: {duties.unit(clause, headed)}.")
        elif shape == "two":
            self.lines.append(f"{point}. {duties.two_owners(clause)}.")
        elif shape == "tale":
            self.lines.append(f"{point}. {duties.told_first(clause, owners, f'Giao {printed}')}.")
        elif shape == "class":
            classes = rng.choice(["Các Sở", "Các sở, ngành"])
            fields = rng.sample(["Nội vụ", "Tài chính", "Y tế", "Tư pháp", "Xây dựng"], 3)
            self.lines.append(f"{point}. {classes}: {fields[0]}, {fields[1]} và {fields[2]}")
            self._dashes(clause, fields)
        elif shape == "lead":
            group = rng.choice(duties.office.groups)
            self.lines.append(f"{point}. Về {subject(rng)}")
            self.lines.append(f"{rng.choice(['Giao', 'Đề nghị'])} {printed} chủ trì, phối hợp với {group}:")
            self._dashes(clause, owners, listed=True)
        elif shape == "nested":
            self._nested(point)
        elif shape == "decimal":
            self._decimal(point)
        else:
            before = rng.choice(["", "", "", "Giao ", "Đối với ", "Đề nghị "])
            if before:
                self.lines.append(f"{point}. {before}{printed}{rng.choice([':', ''])}")
                self._dashes(clause, owners)
            else:
                self.lines.append(f"{point}. {capital(printed)}{rng.choice([':', ''])}")
                self._dashes(clause, headed)

    def _dashes(self, clause: str, owners: list[str], most: int = 4, *, listed: bool = False) -> None:
        """Print a list of duties below a heading, by dashes, letters, bullets or as a paragraph without a mark."""
        rng, duties = self.rng, self.duties
        marks = rng.choice(["-", "-", "a)"] if listed else ["-", "-", "-", "a)", "•", "", "+"])
        if not marks:
            self.lines.append(f"{duties.unit(clause, owners)}.")
            return
        for index in range(1, rng.randrange(2, most + 1)):
            own = f"{clause}.{index}"
            mark = f"{LETTERS[index - 1]})" if marks == "a)" else marks
            if rng.random() < 0.12:
                printed, items = duties.bodies(2)
                self.lines.append(f"{mark} {duties.unit(own, [capital(items[0]), *items[1:]], capital(printed))}.")
            elif rng.random() < 0.08:
                self.lines.append(f"{mark} {tale(rng, duties.issued.year)}")
            else:
                self.lines.append(f"{mark} {duties.unit(own, owners)}.")

    def _nested(self, point: int) -> None:
        """A point whose letters are bodies, each with dashes."""
        rng, duties = self.rng, self.duties
        self.lines.append(f"{point}. Về {subject(rng)}")
        for index in range(2):
            printed, owners = duties.bodies(2)
            verb = rng.choice(["Giao ", ""])
            items = owners if verb else [capital(owners[0]), *owners[1:]]
            self.lines.append(f"{LETTERS[index]}) {verb}{printed if verb else capital(printed)}:")
            for _ in range(rng.randrange(1, 3)):
                self.lines.append(f"- {duties.unit(f'{point}.{index + 1}', items)}.")

    def _decimal(self, point: int) -> None:
        """A point whose parts are numbered 2.1, 2.2, each with its own subject."""
        rng, duties = self.rng, self.duties
        self.lines.append(f"{point}. Về {subject(rng)}")
        for index in range(1, rng.randrange(2, 4)):
            printed, owners = duties.bodies(2)
            headed = [capital(owners[0]), *owners[1:]]
            self.lines.append(f"{point}.{index}. {duties.unit(f'{point}.{index}', headed, capital(printed))}.")

    def _heading_without_owner(self, point: int) -> None:
        """A heading of work, not of a body: what stands below has no owner unless its clause names one."""
        self.lines.append(f"{point}. {capital(subject(self.rng))}")
        for index in range(1, self.rng.randrange(2, 4)):
            self.lines.append(f"- {self.duties.unit(f'{point}.{index}', [])}.")

    def _table(self) -> None:
        rng, duties = self.rng, self.duties
        self.lines.append("| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành |")
        self.lines.append("|---|---|---|---|---|")
        for row in range(1, rng.randrange(3, 6)):
            standing = rng.random() < 0.3
            task = capital(deed(rng, standing=standing))
            owner, helper = rng.sample(duties.office.singles, 2)
            helpers = [helper] if rng.random() < 0.7 else []
            cell, term = self._cell()
            kind = "action" if term.is_dated or not standing else "standing"
            duties.note(str(row), task, [owner], kind, term, coordinators=helpers)
            self.lines.append(f"| {row} | {task} | {owner} | {helper if helpers else ''} | {cell} |")

    def _cell(self) -> tuple[str, Term]:
        rng = self.rng
        if rng.random() < 0.2:
            return "Thường xuyên", terms.NONE
        if rng.random() < 0.25:
            return rng.choice([("Hằng quý", Term("", recurrence=[{"every": "quarter", "before_day": None,
             "before_month": None, "of": None}])),
                               ("Hằng năm", Term("", recurrence=[{"every": "year", "before_day": None,
                               "before_month": None, "of": None}]))])  # fmt: skip
        term = terms.fixed(rng, self.duties.issued)
        return capital(term.printed.removeprefix("trong ") if rng.random() < 0.5 else term.printed), term

    def _close(self) -> None:
        rng, duties = self.rng, self.duties
        if rng.random() < 0.35:
            end = rng.choice(["xem xét, giải quyết", "hướng dẫn", "xem xét, chỉ đạo"])
            text = (
                "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị kịp thời báo cáo "
                f"{duties.office.name} để {end}"
            )
            duties.note("0", f"{text}.", ["các cơ quan, đơn vị"], "report", deliver_to=duties.office.name)
            self.lines.append(f"{text}.")
        if rng.random() < 0.1:
            owner = rng.choice(duties.office.groups)
            end = rng.choice(
                ["nghiêm túc thực hiện", "triển khai thực hiện nghiêm túc", "tổ chức thực hiện có hiệu quả"]
            )
            text = f"{rng.choice(['Đề nghị', 'Yêu cầu'])} {owner} {end}"
            duties.note("0", f"{text}./.", [owner], "standing")
            self.lines.append(f"{text}./.")
            return
        self.lines.append(
            rng.choice(
                [
                    f"{self._name} thông báo để các cơ quan, đơn vị biết, thực hiện./.",
                    f"Trên đây là {capital(self.kind)} của {self._name}./.",
                    f"{self._name} trân trọng cảm ơn sự phối hợp của quý cơ quan./.",
                    "Trân trọng./.",
                ]
            )
        )
