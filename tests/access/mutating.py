"""Taking away one condition of the gate at a time: of its code, of a table's standings, of its lists of rights."""

from __future__ import annotations

import ast
import copy
import inspect
import signal
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pytest
from django.db.models import Model, Q

from nhipcau.organisations import access
from nhipcau.organisations.access import HELD_BY, RIGHTS, Kind, Right, Standing
from nhipcau.organisations.models import spans

ROWS, DEEDS = "rows", "deeds"


@dataclass(frozen=True)
class Mutant:
    """One change of the gate: what it takes away, how it is put in place, and where it must show."""

    name: str
    apply: Callable[[pytest.MonkeyPatch], None]
    shows_in: tuple[str, ...]
    model: type[Model] | None = None
    right: str | None = None


# ---- the standings of the tables ------------------------------------------------------------------------------------
def of_gates(models: list[type[Model]]) -> Iterator[Mutant]:
    """Each standing taken away, and each `when` widened to everything."""
    for model in models:
        gate: tuple[Standing, ...] = model.gate
        for place, standing in enumerate(gate):
            less = gate[:place] + gate[place + 1 :]
            name = f"{model.__name__}: {standing.kind} {standing.path}"
            yield Mutant(f"{name} taken away", _gate(model, less), (ROWS, DEEDS), model)
            if standing.when:
                wider = (*gate[:place], replace(standing, when=Q()), *gate[place + 1 :])
                yield Mutant(f"{name} without its condition", _gate(model, wider), (ROWS, DEEDS), model)


def _gate(model: type[Model], gate: tuple[Standing, ...]) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(model, "gate", gate)


# ---- the lists of rights --------------------------------------------------------------------------------------------
def of_rights() -> Iterator[Mutant]:
    """Each entry of HELD_BY and RIGHTS taken away, and each that is not there put in."""
    for right, kinds in HELD_BY.items():
        for kind in (Kind.OWN, Kind.ISSUER, Kind.TO, Kind.THROUGH, Kind.FOLLOWS):
            word = "taken from" if kind in kinds else "given to"
            yield Mutant(f"{right} {word} {kind}", _entry(HELD_BY, right, kinds ^ {kind}), (DEEDS,), right=str(right))
    for role, rights in RIGHTS.items():
        for right in Right:
            word = "taken from" if right in rights else "given to"
            yield Mutant(f"{right} {word} {role}", _entry(RIGHTS, role, rights ^ {right}), (DEEDS,), right=str(right))


def _entry(mapping: dict[Any, Any], key: Any, value: Any) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setitem(mapping, key, value)


# ---- the code -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Target:
    """One function of the gate: where it lives, and where a fault of it must show."""

    name: str
    shows_in: tuple[str, ...]
    owner: type | None = None
    module: ModuleType = access

    def function(self) -> Any:
        """Return the function as it is."""
        return getattr(self.owner or self.module, self.name)


TARGETS = (
    Target("actor_of", (ROWS, DEEDS)),
    Target("predecessors_of", (ROWS, DEEDS)),
    Target("visible", (ROWS,)),
    Target("_condition", (ROWS,)),
    Target("_below", (ROWS,)),
    Target("holds_on", (ROWS,), module=spans),
    Target("may", (DEEDS,)),
    Target("_bodies_holding", (DEEDS,)),
    Target("_follow", (DEEDS,)),
    Target("posts_for", (DEEDS,), owner=access.Actor),
    Target("rights", (DEEDS,), owner=access.HeldPost),
)


def of_code() -> Iterator[Mutant]:
    """Each operand, argument, branch and filter of the gate's functions taken away."""
    for target in TARGETS:
        source = ast.parse(textwrap.dedent(inspect.getsource(target.function())))
        _without_annotations(source)
        for name, changed in _weakened(source):
            yield Mutant(f"{target.name}: {name}", _code(target, changed), target.shows_in)


def _code(target: Target, changed: ast.Module) -> Callable[[pytest.MonkeyPatch], None]:
    def apply(patch: pytest.MonkeyPatch) -> None:
        names = target.module.__dict__
        compiled = compile(ast.fix_missing_locations(changed), "<mutant>", "exec", flags=annotations.compiler_flag)
        place: dict[str, Any] = {}
        exec(compiled, names, place)
        patch.setattr(target.owner or access, target.name, place[target.name])

    return apply


def _weakened(source: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """Give every weaker version of a function, with a word on what it lacks."""
    for number, node in enumerate(ast.walk(source)):
        for what, put in _changes(node):
            changed = copy.deepcopy(source)
            twin = next(other for place, other in enumerate(ast.walk(changed)) if place == number)
            put(twin, changed)
            yield what, changed


def _without_annotations(source: ast.Module) -> None:
    for node in ast.walk(source):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None


Change = tuple[str, Callable[[Any, ast.Module], None]]


def _changes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Call) and _name(node.func) in {"filter", "Q", "Exists"}:
        for place, argument in enumerate(node.args):
            yield f"without {ast.unparse(argument)}", lambda twin, _tree, place=place: twin.args.pop(place)
        for place, keyword in enumerate(node.keywords):
            yield f"without {ast.unparse(keyword)}", lambda twin, _tree, place=place: twin.keywords.pop(place)
    if isinstance(node, ast.Dict) and len(node.keys) > 1:
        for place, key in enumerate(node.keys):
            yield f"without {ast.unparse(key)}", lambda twin, _tree, place=place: _drop(twin, place)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr | ast.Sub):
        # Of a difference only the left side: the right one alone is no weaker condition.
        for side in ("left",) if isinstance(node.op, ast.Sub) else ("left", "right"):
            yield (
                f"only {ast.unparse(getattr(node, side))} of {ast.unparse(node)}",
                lambda twin, tree, side=side: _replace(tree, twin, getattr(twin, side)),
            )
    if isinstance(node, ast.BoolOp):
        for place, operand in enumerate(node.values):
            yield f"without {ast.unparse(operand)}", lambda twin, tree, place=place: _less(tree, twin, place)
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.BitOr | ast.BitAnd):
        yield f"without {ast.unparse(node)}", lambda twin, tree: _replace(tree, twin, ast.Pass())
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        said = ast.unparse(node.test)
        if not isinstance(node, ast.While):
            yield f"{said}: always", lambda twin, _tree: setattr(twin, "test", ast.Constant(True))
        yield f"{said}: never", lambda twin, _tree: setattr(twin, "test", ast.Constant(False))
    if isinstance(node, ast.While):
        yield f"{ast.unparse(node.test)}: once", lambda twin, _tree: twin.body.append(ast.Break())
    if isinstance(node, ast.comprehension):
        for place, condition in enumerate(node.ifs):
            yield f"without if {ast.unparse(condition)}", lambda twin, _tree, place=place: twin.ifs.pop(place)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _less(tree: ast.Module, both: ast.BoolOp, place: int) -> None:
    both.values.pop(place)
    if len(both.values) == 1:
        _replace(tree, both, both.values[0])


def _drop(dictionary: ast.Dict, place: int) -> None:
    dictionary.keys.pop(place)
    dictionary.values.pop(place)


def _replace(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(each is old for each in value):
                value[:] = [new if each is old else each for each in value]


SECONDS = 180


@contextmanager
def applied(mutant: Mutant) -> Iterator[None]:
    """Put the mutant in place, and the gate back afterwards; one that never ends is stopped by TimeoutError."""

    def too_long(*_: object) -> None:
        raise TimeoutError(mutant.name)

    before = signal.signal(signal.SIGALRM, too_long)
    try:
        with pytest.MonkeyPatch.context() as patch:
            mutant.apply(patch)
            signal.alarm(SECONDS)
            yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
