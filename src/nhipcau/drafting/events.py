"""The deeds on drafts, as the trail names them."""

from __future__ import annotations

EVENT_WORDS: dict[str, str] = {
    "draft-made": "Soạn dự thảo",
    "draft-changed": "In lại dự thảo",
    "document-issued": "Ban hành văn bản từ dự thảo",
}
