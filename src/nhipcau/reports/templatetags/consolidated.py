"""What a report says otherwise than the consolidation that it was made from, for the page of the report."""

from __future__ import annotations

from django import template
from django.template import Context

from nhipcau.reports.models import Version
from nhipcau.reports.queries.sent_up import consolidation_of, differences

register = template.Library()


@register.inclusion_tag("reports/_from_consolidation.html", takes_context=True)
def from_consolidation(context: Context, version: Version | None, writes: bool) -> dict[str, object]:
    """Show from which consolidation a version was made, and each figure changed by hand with its reason; who writes is
    asked for it. One query for a report that was typed."""
    made = consolidation_of(version) if version is not None else None
    return {
        "made": made,
        "version": version,
        "changed": differences(version) if made is not None and version is not None else [],
        "writes": writes and version is not None and version.filed_at is None,
        "csrf_token": context.get("csrf_token"),
    }
