"""An outgoing document as DOCX: the same input gives the same bytes."""

from nhipcau.drafting.docx.package import render, render_annex

__all__ = ["render", "render_annex"]
