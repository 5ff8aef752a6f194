"""The examples of the library's README are true."""

from __future__ import annotations

import doctest
from pathlib import Path

import vanban
import vanban.files
from vanban.files.docx import numbering

README = Path(vanban.__file__).parent / "README.md"


def test_the_examples_of_the_readme_are_true():
    found = doctest.testfile(str(README), module_relative=False, encoding="utf-8")

    assert found.attempted > 5
    assert found.failed == 0


def test_the_examples_of_the_file_side_are_true():
    for module in (vanban.files, numbering):
        found = doctest.testmod(module)
        assert found.attempted
        assert found.failed == 0
