"""The deeds on keys of programs, as the trail names them."""

from __future__ import annotations

EVENT_WORDS: dict[str, str] = {
    "key-made": "Cấp khóa cho chương trình khác",
    "key-ended": "Thu khóa của chương trình khác",
}
