"""From a printed name to bodies: the remembered answer, the exact name, a named group, a rule, the nearest name.

What is not clear is asked, with what comes nearest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from nhipcau.obligations.resolving.group_rules import GroupRule
from nhipcau.obligations.resolving.names import canonical, distance
from nhipcau.obligations.resolving.phrases import Phrase, take_apart
from nhipcau.obligations.resolving.scope import Body, Scope
from nhipcau.organisations.models import Level, OrganisationKind
from nhipcau.text import fold

SURE, LIKELY, UNSURE = "sure", "likely", "unsure"
_LEVELS = (Level.NATION, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
_COMMUNE_TYPES = r"(?:xã|phường|thị trấn|đặc khu)"
_LIST_HEAD = re.compile(
    rf"^(?P<head>.*?\S)\s+(?:các\s+)?(?P<type>{_COMMUNE_TYPES}):?\s+(?P<rest>\S.*,.*|\S.* và .*)$", re.IGNORECASE
)
_CLASS_LIST = re.compile(
    r"^(?:Thủ trưởng\s+)?(?:các\s+)?(?P<word>phòng|sở|ban|bộ|hội)(?:\s*,?\s*ban)?\s*:\s*(?P<rest>.+)$", re.IGNORECASE
)
_CUT = re.compile(r"\s*(?:,|;|\bvà\b)\s*")
_CUT_BODIES = re.compile(r"\s*(?:,|;|\bvà\b)\s+(?=(?P<next>\w+))")
_COMPLEMENT = re.compile(
    rf"\b(các\s+{_COMMUNE_TYPES}\b.*|cấp xã|{_COMMUNE_TYPES}\s+(?!hội)\S.*|huyện|tỉnh)$", re.IGNORECASE
)
_BARE_HEADS = ("dang uy", "cap uy", "mat tran", "ban chi dao", "uy ban nhan dan", "hoi dong nhan dan")


@dataclass(frozen=True)
class Target:
    """What a name means: one body, one named group, or a rule that gives bodies."""

    organisation: UUID | None = None
    group: UUID | None = None
    rule: str = ""


@dataclass(frozen=True)
class Resolution:
    """What a printed name was resolved to, how sure that is, and why; `suggestions` where a person is asked."""

    text: str
    target: Target | None = None
    confidence: str = UNSURE
    why: str = ""
    is_generic: bool = False
    suggestions: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Resolver:
    """Resolves the printed names of one document. `aliases` are a person's earlier answers, by folded name."""

    scope: Scope
    aliases: Mapping[str, Target] = field(default_factory=dict)
    preferred: frozenset[UUID] = frozenset()  # bodies of the document's programme: they win among equals

    def resolve_all(self, printed: Sequence[str], *, class_words: Sequence[str] = ()) -> list[Resolution]:
        """Return what each name of one printed list means.

        A complement that several share stands with the last (`Đảng ủy, BCĐ các xã, thị trấn`): a bare head takes it.
        """
        complete = list(printed)
        for index in range(len(printed) - 2, -1, -1):
            plain = canonical(printed[index])
            if plain in _BARE_HEADS and (complement := _complement(complete[index + 1])):
                complete[index] = f"{printed[index]} {complement}"
        words = [*class_words, *([""] * (len(printed) - len(class_words)))]
        return [
            replace(self._once(name, whole, word), text=name)
            for name, whole, word in zip(printed, complete, words, strict=False)
        ]

    def resolve(self, printed: str, *, class_word: str = "") -> Resolution:
        """Return what one printed name means; `class_word` is the word before the colon of its list (`phòng`)."""
        return self._once(printed, printed, class_word)

    def _once(self, printed: str, whole: str, class_word: str) -> Resolution:
        if target := self.aliases.get(fold(printed)):
            return Resolution(printed, target, SURE, "theo câu trả lời đã ghi nhớ")
        if found := self._list_of_communes(whole) or self._list_under_class(whole):
            return found
        plain = self._seen_from_home(canonical(whole))
        if not plain:
            return Resolution(printed, None, UNSURE, "chưa rõ")
        phrase = take_apart(plain)
        if phrase.is_generic:
            return Resolution(printed, None, UNSURE, "cách gọi chung, hiểu theo mục hoặc nơi gửi", is_generic=True)
        steps = (
            lambda: self._with_class_word(plain, class_word),
            lambda: self._by_name(plain, phrase),
            lambda: self._by_group(plain, phrase),
            lambda: self._several(whole),
            lambda: self._by_rule(phrase),
            lambda: self._by_words(phrase),
            lambda: self._nearest(plain, phrase),
        )
        found = next((result for step in steps if (result := step())), None)
        return found or Resolution(printed, None, UNSURE, "chưa rõ", suggestions=self._suggest(plain))

    def _seen_from_home(self, plain: str) -> str:
        """Take the names of the issuer's own places away where a word of level stands before them."""
        for level in (Level.DISTRICT, Level.PROVINCE):
            name = self.scope.place_names.get(self.scope.places.get(level), "")
            if name:
                plain = re.sub(rf"\b((?:huyen|tinh|thi|thanh|quan)(?: uy| xa| pho)?) {re.escape(name)}\b", r"\1", plain)
        return plain

    def _with_class_word(self, plain: str, class_word: str) -> Resolution | None:
        if not class_word:
            return None
        named = f"{fold(class_word)} {plain}"
        found = self._choose(self.scope.called.get(named, []), take_apart(named))
        return found and Resolution(plain, Target(found.id), SURE, f"“{class_word}” đứng trước danh sách")

    def _by_name(self, plain: str, phrase: Phrase) -> Resolution | None:
        body = self._choose(self.scope.called.get(plain, []), phrase)
        if body:
            return Resolution(plain, Target(body.id), SURE, "đúng tên")
        if not phrase.kinds:
            bare = [body for body in self.scope.bodies.values() if body.without_class_word == plain]
            if body := self._choose(bare, phrase):
                return Resolution(plain, Target(body.id), LIKELY, "tên không kèm từ chỉ loại")
        return None

    def _by_group(self, plain: str, phrase: Phrase) -> Resolution | None:
        for group in self.scope.groups:
            if group.plain == plain or _levelless(group.plain) == _levelless(plain):
                return Resolution(plain, Target(group=group.id), SURE, "nhóm đã đặt tên")
        if not phrase.qualifier:
            return None
        same = [
            group
            for group in self.scope.groups
            if (other := take_apart(group.plain)).qualifier == phrase.qualifier and set(other.kinds) & set(phrase.kinds)
        ]
        if len(same) == 1:
            return Resolution(plain, Target(group=same[0].id), LIKELY, f"nhóm “{same[0].name}”")
        return None

    def _by_rule(self, phrase: Phrase) -> Resolution | None:
        places_alone = phrase.level in (Level.COMMUNE, Level.DISTRICT) and phrase.level != self.scope.home_level
        if not phrase.is_plural or not (phrase.kinds or places_alone) or phrase.qualifier:
            return None  # who was `được giao …` stands in another document: asked
        level = phrase.level or ("" if phrase.all_levels else self.scope.home_level)
        kinds, why, sure = phrase.kinds, "nhóm theo loại và cấp", not phrase.all_levels
        if not kinds:
            kinds, why, sure = (self._kind_of_communes(),), "chỉ nêu địa bàn: hiểu theo khối của nơi ban hành", False
        place = self._place_for(level)
        rule = GroupRule(tuple(str(kind) for kind in kinds), str(level), place, str(phrase.class_kind))
        if phrase.is_under_committee and (committee := self._one_of(OrganisationKind.PEOPLES_COMMITTEE, level)):
            rule = replace(rule, parent=committee.id) if self.scope.select(replace(rule, parent=committee.id)) else rule
        # Words that tell bodies apart must be in their names (`BCĐ Cuộc vận động các xã`), else the group is another.
        rule = replace(rule, words=" ".join(phrase.words))
        if not self.scope.select(rule):
            return None
        return Resolution(phrase.plain, Target(rule=str(rule)), SURE if sure else LIKELY, why)

    def _by_words(self, phrase: Phrase) -> Resolution | None:
        if phrase.is_plural:
            return None
        if not phrase.kinds:
            return self._by_place(phrase)
        level = phrase.level or self.scope.home_level
        known = [body for body in self.scope.bodies.values() if body.kind in phrase.kinds and body.level == level]
        matching = [body for body in known if set(phrase.words) <= set(body.plain.split())]
        if body := self._choose(matching, phrase):
            return Resolution(phrase.plain, Target(body.id), SURE, "theo loại, cấp và tên")
        loose = [body for body in known if body.plain and set(_own_words(body)) & set(phrase.words)]
        if phrase.words and (body := self._choose(loose, phrase)) and len(loose) == 1:
            return Resolution(phrase.plain, Target(body.id), LIKELY, "theo loại, cấp và một phần tên")
        return None

    def _by_place(self, phrase: Phrase) -> Resolution | None:
        """`xã A` alone: the body of that commune in the issuer's own line."""
        found = re.fullmatch(r"(?:xa|phuong|thi tran|dac khu) (?P<name>.+)", phrase.plain)
        kind = self._kind_of_communes()
        there = [
            body
            for body in self.scope.bodies.values()
            if found and body.kind == kind and self.scope.place_names.get(body.locality) == found["name"]
        ]
        if len(there) != 1 or there[0].level != Level.COMMUNE:
            return None
        return Resolution(phrase.plain, Target(there[0].id), LIKELY, "chỉ nêu địa bàn: hiểu theo khối của nơi ban hành")

    def _list_of_communes(self, printed: str) -> Resolution | None:
        """`Đảng ủy xã A, B, C và thị trấn D`: each of them, by the head noun and the name of its place."""
        found = _LIST_HEAD.match(printed)
        if not found:
            return None
        kinds = take_apart(canonical(found["head"])).kinds
        names = [
            re.sub(rf"^(?:{_COMMUNE_TYPES})\s+", "", part, flags=re.I) for part in _CUT.split(found["rest"]) if part
        ]
        wanted = [fold(name) for name in names]
        by_place = {
            self.scope.place_names.get(body.locality, ""): body.id
            for body in self.scope.bodies.values()
            if body.kind in kinds and body.level == Level.COMMUNE
        }
        if len(wanted) < 2 or not kinds or any(name not in by_place for name in wanted):
            return None
        rule = GroupRule(bodies=tuple(by_place[name] for name in wanted))
        return Resolution(printed, Target(rule=str(rule)), SURE, "danh sách nêu đích danh")

    def _list_under_class(self, printed: str) -> Resolution | None:
        """`các phòng: Tài nguyên & Môi trường, Nội vụ`: the class word governs each name."""
        found = _CLASS_LIST.match(printed)
        if not found:
            return None
        each = [self.resolve(name, class_word=found["word"]) for name in re.split(r"\s*[,;]\s*", found["rest"]) if name]
        bodies = tuple(item.target.organisation for item in each if item.target and item.target.organisation)
        if len(bodies) != len(each):
            return None
        return Resolution(printed, Target(rule=str(GroupRule(bodies=bodies))), SURE, "danh sách nêu đích danh")

    def _several(self, printed: str) -> Resolution | None:
        """`Mặt trận và các tổ chức chính trị - xã hội tỉnh` in one item: each part for itself."""
        parts = _parts(printed)
        if len(parts) < 2:
            return None
        each = self.resolve_all(parts)
        if any(item.target is None for item in each):
            return None
        bodies = {body.id for item in each for body in self.members(item.target)}
        rule = GroupRule(bodies=tuple(body.id for body in self.scope.ordered(bodies)))
        return Resolution(printed, Target(rule=str(rule)), LIKELY, "gộp các phần của danh sách")

    def _nearest(self, plain: str, phrase: Phrase) -> Resolution | None:
        """A slip of recognition: the one body whose name differs by a letter (two in a long name)."""
        most = 2 if len(plain) >= 16 else 1
        if len(plain) < 8 or phrase.is_plural:
            return None
        near = {
            body.id: body
            for call, bodies in self.scope.called.items()
            if distance(plain, call, most=most) <= most
            for body in bodies
        }
        # The name of a place must stand as it is: `Khe Đá` is not a slip of `Khe Lá`.
        near = {key: body for key, body in near.items() if self._place_stands(body, plain)}
        body = self._choose(list(near.values()), phrase)
        return Resolution(plain, Target(body.id), LIKELY, f"gần giống “{body.short_name}”") if body else None

    def _place_stands(self, body: Body, plain: str) -> bool:
        return body.level != Level.COMMUNE or self.scope.place_names.get(body.locality, "") in plain

    def _suggest(self, plain: str) -> tuple[UUID, ...]:
        words = set(plain.split())
        scored = sorted(
            ((len(words & set(body.plain.split())), -body.rank, body.id) for body in self.scope.bodies.values()),
            key=lambda entry: entry[:2],
            reverse=True,
        )
        return tuple(body for score, _rank, body in scored[:5] if score)

    def members(self, target: Target | None) -> list[Body]:
        """Return the bodies that a target means on the document's day, in protocol order."""
        if target is None:
            return []
        if target.organisation:
            return self.scope.ordered([target.organisation])
        if target.group:
            return self.scope.group_members(target.group)
        return self.scope.select(GroupRule.parse(target.rule)) if target.rule else []

    def _choose(self, bodies: Sequence[Body], phrase: Phrase) -> Body | None:
        """Return the one that is meant: of the level named, else of the issuer's own; the programme's among equals."""
        found = {body.id: body for body in bodies}
        if phrase.kinds and any(body.kind in phrase.kinds for body in found.values()):
            found = {key: body for key, body in found.items() if body.kind in phrase.kinds}
            first = next((kind for kind in phrase.kinds if any(body.kind == kind for body in found.values())), "")
            found = {key: body for key, body in found.items() if body.kind == first}
        for level in (phrase.level, self.scope.home_level):
            same = {key: body for key, body in found.items() if level and body.level == level}
            found = same or found
        for chosen in ({self.scope.issuer}, self.preferred):
            if len(found) > 1 and found.keys() & chosen:
                found = {key: body for key, body in found.items() if key in chosen}
        return next(iter(found.values())) if len(found) == 1 else None

    def _one_of(self, kind: str, level: str) -> Body | None:
        place = self.scope.places.get(level)
        same = [body for body in self.scope.bodies.values() if body.kind == kind and body.level == level]
        return next((body for body in same if body.locality == place), same[0] if len(same) == 1 else None)

    def _place_for(self, level: str) -> UUID | None:
        """Bodies of a level at or above the issuer's belong to its own place of that level; lower ones lie under it."""
        home = self.scope.home_level
        if not level or _LEVELS.index(Level(level)) >= _LEVELS.index(Level(home)):
            return self.scope.places.get(home)
        return self.scope.places.get(level)

    def _kind_of_communes(self) -> str:
        issuer = self.scope.bodies.get(self.scope.issuer)
        kind = issuer.kind if issuer else ""
        if kind == OrganisationKind.STEERING_COMMITTEE:
            return kind
        if kind.startswith("party"):
            return OrganisationKind.PARTY_COMMITTEE
        return OrganisationKind.FRONT if kind == OrganisationKind.FRONT else OrganisationKind.PEOPLES_COMMITTEE


def _complement(printed: str) -> str:
    """Return what follows the head of a name and may serve the names before it: `các xã, thị trấn …`, `huyện`."""
    found = re.search(
        rf"\b(các\s+{_COMMUNE_TYPES}\b.*|cấp xã|{_COMMUNE_TYPES}\s+(?!hội)\S.*|huyện|tỉnh)$", printed, re.I
    )
    return found.group(1) if found else ""


def _parts(printed: str) -> list[str]:
    """Cut a list of bodies before `các` or a capital letter only: `các cơ quan, ban, ngành` is one name."""
    parts, start = [], 0
    for cut in _CUT_BODIES.finditer(printed):
        following = cut["next"]
        if following.casefold() in ("các", "đảng") or following[0].isupper():
            parts.append(printed[start : cut.start()])
            start = cut.end()
    return [part.strip() for part in [*parts, printed[start:]] if part.strip()]


def _levelless(plain: str) -> str:
    return re.sub(r"\s+(?:huyen|tinh)$", "", plain)


def _own_words(body: Body) -> list[str]:
    return [word for word in body.plain.split() if word not in {"huyen", "tinh", "uy", "ban", "phong", "so"}]
