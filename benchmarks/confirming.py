"""Reading a document and showing the page on which its duties are confirmed.

Document: a notice made by the project's own generator, with as many duties as a long real one. Floor of reading: one
pass of the fastest scanner of the standard library (`str.translate`-free: `re.findall` of a literal) over the same text;
floor of the page: the bare Django page of the same rows.
"""

from __future__ import annotations

import re

from benchmarks import measure, world

POINTS = 24


def notice() -> str:
    """Return a notice of conclusions with many duties, written for this purpose."""
    duties = "\n\n".join(
        f"- Chủ trì rà soát nội dung số {n}, xây dựng kế hoạch thực hiện trên địa bàn. Hoàn thành, gửi báo cáo kết quả về Ban Chỉ đạo "
        f"huyện (qua Mặt trận huyện) trước ngày {n % 27 + 1:02d}/8/2023."
        for n in range(POINTS)
    )
    return (
        "HUYỆN ỦY SUỐI MƠ\nBAN CHỈ ĐẠO\n*\nSố 12-TB/BCĐ\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSuối Mơ, ngày 12 tháng 7 năm 2023\n\nTHÔNG BÁO\n\n"
        "kết luận Hội nghị giao ban quý II/2023\n\nThường trực Ban Chỉ đạo kết luận như sau:\n\n"
        f"1. Đảng ủy các xã:\n\n{duties}\n\nNơi nhận:\n\n- Như trên,\n- Lưu VT.\n\nTRƯỞNG BAN\n\nNguyễn Văn Mẫu\n"
    )


def main() -> None:
    """Print the table and the lines."""
    world.ready()
    from datetime import date

    from django.test import Client
    from django.urls import reverse

    import vanban
    from nhipcau import clock
    from nhipcau.documents.models import Direction, Document
    from nhipcau.obligations import actions

    text = notice()
    size = len(text.encode())
    literal = re.compile("ngày")
    scan, read = measure.in_turns(lambda: literal.findall(text), lambda: vanban.read_text(text), rounds=21)
    duties = len(vanban.read_text(text).assignments)

    district = world.make(bodies=20, periods=1, figures=2, documents=0)
    with clock.frozen(world.NOW):
        reading = vanban.read_text(text)
        document = Document.objects.create(
            direction=Direction.OUT, body=district.recipient, issuer=district.recipient, type="thông báo",
            number="12-TB/BCĐ", date=date(2023, 7, 12), subject="kết luận", text=reading.text, reading=reading.to_dict(),
            registered_at=world.NOW, registered_by=district.officer, programme=district.programme,
        )  # fmt: skip
        if not document.proposals.exists():
            actions.propose(document, now=world.NOW)
        client = Client()
        client.force_login(district.officer, "django.contrib.auth.backends.ModelBackend")
        page = reverse("obligations:confirm", args=[document.pk])

        def ask() -> None:
            answer = client.get(page)
            if answer.status_code != 200:
                raise SystemExit(f"{page}: {answer.status_code}")

        from django.template import Context, Engine

        template = Engine().from_string(
            "<html><body><pre>{{ text }}</pre>{% for row in rows %}<article>{{ row.0 }}<p>{{ row.1 }}</p></article>{% endfor %}</body></html>"
        )
        bare, shown = measure.in_turns(
            lambda: template.render(
                Context({"text": document.text, "rows": list(document.proposals.values_list("clause", "text", "kind"))})
            ),
            ask,
            rounds=15,
        )
    measure.table(
        ("what", "floor", "Nhịp Cầu"),
        [
            (f"reading {size / 1000:.0f} kB, {duties} duties", f"{size / scan.median / 1e6:.0f} MB/s", f"{size / read.median / 1e6:.2f} MB/s"),
            ("the confirm page / bare template of the same rows", measure.milliseconds(bare.median), measure.milliseconds(shown.median)),
        ],
    )  # fmt: skip
    speed = size / read.median / 1e6
    measure.result("reading", speed, "MB/s", ">=3", met=speed >= 3)
    measure.result("confirm-page", shown.median, "s", "<=0.5", met=shown.median <= 0.5)


if __name__ == "__main__":
    main()
