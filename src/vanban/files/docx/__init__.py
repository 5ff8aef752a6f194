"""DOCX: the text as Word prints it, with numbered lists, tables, text boxes, footnotes and old fonts.

It runs in the separate process of `vanban.files.worker`. The parts are read by lxml straight from the archive: names
are compared without their namespace, so that the strict and the transitional form of ISO/IEC 29500 read alike.
"""

from vanban.files.docx.body import read

__all__ = ["read"]
