"""The append-only trail: who did what, when, on whose behalf. It holds no value of a protected field."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One deed, written in the deed's own transaction. Plain values only: it must outlive every other row."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("thời điểm")
    event = models.CharField("việc", max_length=60)
    user_id = models.CharField("mã người dùng", max_length=36, blank=True)
    user_label = models.CharField("người dùng", max_length=200, blank=True)
    post_id = models.CharField("mã vị trí", max_length=36, blank=True)
    post_label = models.CharField("vị trí", max_length=300, blank=True)
    body_id = models.CharField("mã cơ quan", max_length=36, blank=True)
    on_behalf_of = models.CharField("nhập hộ cho", max_length=36, blank=True)
    about_type = models.CharField("loại đối tượng", max_length=60)
    about_id = models.CharField("mã đối tượng", max_length=40)
    about_label = models.CharField("đối tượng", max_length=300, blank=True)
    details = models.JSONField("chi tiết", default=dict)
    digest = models.CharField("mã băm", max_length=64)

    class Meta:
        db_table = "audit_entry"
        ordering = ["id"]
        indexes = [models.Index(fields=["about_type", "about_id"], name="entry_about")]


class Link(models.Model):
    """One committed entry bound to the one before it; written by the sealer only."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="link")
    chain = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = "audit_link"
        ordering = ["position"]
