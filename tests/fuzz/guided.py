"""One target under atheris, in a process of its own: libFuzzer ends the process."""

from __future__ import annotations

import importlib
import sys

import atheris

#: What the library loads only when a file of that kind comes: loaded here, so that its coverage is seen.
LATER = ("docx.body", "docx.tables", "pdf", "pictures", "ocr", "legacy", "grid", "mend", "stamps", "secondlook")

with atheris.instrument_imports(include=["vanban"]):
    from tests.fuzz import targets

    for name in LATER:
        importlib.import_module(f"vanban.files.{name}")


if __name__ == "__main__":
    target = targets.TARGETS[sys.argv.pop(1)]
    # Half of the changes know the form of the file, half are libFuzzer's own.
    own = target.mutator

    def change(data: bytes, size: int, seed: int) -> bytes:
        """Change an input by one of the two ways."""
        return own(data, size, seed) if own is not None and seed % 4 else bytes(atheris.Mutate(data, size))

    if own is None:
        atheris.Setup(sys.argv, target.drive)
    else:
        atheris.Setup(sys.argv, target.drive, custom_mutator=change)
    atheris.Fuzz()
