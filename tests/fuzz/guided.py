"""One target under atheris, in a process of its own: libFuzzer ends the process."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["vanban"]):
    from tests.fuzz import targets


if __name__ == "__main__":
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, targets.TARGETS[name])
    atheris.Fuzz()
