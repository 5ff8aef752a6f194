"""The parts of a DOCX archive, opened with limits: no zip bomb, no entity bomb, no way to the network."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from vanban.files.result import Limits, Problem, Unreadable

_WORTH_MEASURING = 1_000_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


def local(element: etree._Element) -> str:
    """Give the name of an element without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """Give an attribute by its name without namespace."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Give the first element on a path of names below `element`."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the direct children of that name."""
    if element is not None:
        for each in element:
            if local(each) == name:
                yield each


def switched_on(element: etree._Element | None) -> bool:
    """Tell whether a toggle such as `<w:caps/>` is on: present and not said to be off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")


class Archive:
    """An opened DOCX. Raises `Unreadable` (BROKEN, BOMB) where it is not what it should be."""

    def __init__(self, path: Path, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError) as reason:
            raise broken() from reason
        self._measure(limits)
        self._names = set(self._zip.namelist())
        self.main = self._main()
        self._folder = self.main.rpartition("/")[0]

    def _measure(self, limits: Limits) -> None:
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        swollen = any(
            entry.file_size > _WORTH_MEASURING and entry.file_size > limits.unpacked_ratio * max(1, entry.compress_size)
            for entry in entries
        )
        if len(entries) > limits.zip_entries or unpacked > limits.unpacked_bytes or swollen:
            raise bomb()
        if any(entry.flag_bits & 1 for entry in entries):
            raise broken()

    def _main(self) -> str:
        relations = self._parse("_rels/.rels")
        for relation in relations if relations is not None else ():
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                target = (attribute(relation, "Target") or "").lstrip("/")
                if target in self._names:
                    return target
        return "word/document.xml"

    def part(self, name: str) -> etree._Element | None:
        """Parse the part of that name beside the main one (`styles.xml`); None where there is none."""
        return self._parse(f"{self._folder}/{name}" if self._folder else name)

    def document(self) -> etree._Element:
        """Parse the main part."""
        root = self._parse(self.main)
        if root is None:
            raise broken()
        return root

    def _parse(self, name: str) -> etree._Element | None:
        if name not in self._names:
            return None
        try:
            data = self._zip.read(name)
        except _DAMAGED as reason:
            raise broken() from reason
        # No part of a DOCX has a document type; only an entity bomb or a spy wants one.
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
            raise bomb()
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as reason:
            raise broken() from reason


def broken() -> Unreadable:
    """The refusal of a DOCX that cannot be taken apart."""
    return Unreadable(Problem.BROKEN, "Tệp DOCX bị hỏng nên không đọc được. Hãy mở bằng Word, lưu lại rồi gửi lại.")


def bomb() -> Unreadable:
    """The refusal of a DOCX that would unpack to far more than a document is."""
    return Unreadable(
        Problem.BOMB,
        "Tệp DOCX phình ra quá lớn khi mở nên bị từ chối (có thể là tệp phá hoại). "
        "Hãy mở bằng Word, lưu lại rồi gửi lại.",
    )
