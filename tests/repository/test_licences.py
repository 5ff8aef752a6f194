"""What comes from others is named with its licence."""

from __future__ import annotations

import re

from tests.repository.house import ROOT, SOURCE, committed, said

PAGE = ROOT / "docs" / "reference" / "licences.md"
# Static files of our own carry no licence line; what others made says so in its first lines.
FOREIGN = re.compile(r"@license|\bMIT License|Apache License|BSD|\(c\) ?\d{4}|Copyright", re.IGNORECASE)
FONTS = {".woff", ".woff2", ".ttf", ".otf"}


def test_the_licence_of_the_house_is_apache():
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")


def test_every_foreign_static_file_is_named_with_its_licence():
    page = PAGE.read_text("utf-8")
    foreign = []
    for path in committed():
        if "static" not in path.parts or SOURCE not in path.parents:
            continue
        head = b"" if path.suffix in FONTS else path.read_bytes()[:2000]
        if path.suffix in FONTS or FOREIGN.search(head.decode("utf-8", "replace")) or ".min." in path.name:
            foreign.append(said(path))

    assert [name for name in foreign if name not in page] == []


def test_every_package_of_the_lock_is_named():
    page = PAGE.read_text("utf-8").casefold()
    wanted = (ROOT / "requirements" / "base.in").read_text("utf-8")
    packages = [re.split(r"[\[<>=~! ;]", line.strip())[0] for line in wanted.splitlines()]

    assert [name for name in packages if name and name[0] not in "#-." and f"`{name.casefold()}`" not in page] == []


def test_the_page_ships_with_no_script_of_others_but_htmx():
    page = (SOURCE / "web" / "templates" / "web" / "base.html").read_text("utf-8")
    scripts = re.findall(r"<script src=\"{% static '([^']+)' %}\"", page)

    assert [name for name in scripts if not name.startswith("web/")] == ["django_htmx/htmx-2.min.js"]
    assert "htmx" in PAGE.read_text("utf-8")
