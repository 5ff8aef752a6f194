"""Real processes on a real database file, for tests that kill them."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[2]
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.cast import make_cast
cast = make_cast()
cast.clerk_of(cast.mass_movement)
"""
HAND_IN = """
import sys, django
django.setup()
from uuid import uuid4
from nhipcau.documents import actions
from nhipcau.organisations import access
from nhipcau.organisations.models import Post
from tests.cast import NOW, TODAY
post = Post.objects.get()
row = actions.upload(by=access.actor_of(post.user, on=TODAY), body=post.organisation, data=open(sys.argv[1], "rb"),
                     name="dai.pdf", client_key=uuid4(), declared_not_secret=True, now=NOW)
print(row.pk.hex)
"""
BEGIN = """
import os, signal, sys, django
django.setup()
from uuid import UUID, uuid4
from nhipcau import jobs
from nhipcau.documents import actions
from nhipcau.documents.models import Upload
from nhipcau.documents.signals import document_registered
from nhipcau.organisations import access
from nhipcau.organisations.models import Post
from tests.cast import NOW, TODAY
post = Post.objects.get()
actor, body = access.actor_of(post.user, on=TODAY), post.organisation
def die(*_args, **_kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
def hand_in(data=b"Kinh gui", key=sys.argv[1]):
    return actions.upload(by=actor, body=body, data=data, name="thu.txt", client_key=UUID(key),
                          declared_not_secret=True, now=NOW)
def register(key=sys.argv[1]):
    upload = Upload.objects.get(client_key=UUID(key))
    fields = actions.HeadFields(type="thư")
    return actions.register(by=actor, upload=upload, fields=fields, client_key=UUID(key), now=NOW)
"""
VERIFY = """
import django
django.setup()
from nhipcau.audit.queries import verify
finding = verify()
print(finding.broken or "whole", finding.unsealed)
"""


def a_pdf(pages: int) -> bytes:
    """A PDF of many pages of plain text, by hand: reading it takes long enough to be killed."""
    line = "BT /F1 11 Tf 60 %d Td (Bao cao ket qua thuc hien trong ky, trang %d dong %d) Tj ET\n"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in range(pages):
        content = "".join(line % (780 - 17 * n, page + 1, n) for n in range(42))
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {pages} /Kids [{' '.join(kids)}] >>"
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


class House:
    """A database file, and the processes that work on it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.documents.kill_settings",
            "NHIPCAU_VAR": str(place),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        for name in ("DATABASE_URL", "NHIPCAU_SQLITE", "NHIPCAU_FILES"):
            self.env.pop(name, None)
        self.running: list[subprocess.Popen[bytes]] = []
        self.run(PREPARE)

    def run(self, program: str, *args: str) -> str:
        """Run a program to its end and return the last line that it printed."""
        done = subprocess.run(
            [sys.executable, "-c", program, *args], cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=240
        )
        assert done.returncode == 0, done.stderr
        return (done.stdout.strip().splitlines() or [""])[-1]

    def hand_in(self, pages: int) -> str:
        """Hand a PDF in and return the key of the upload."""
        (self.place / "dai.pdf").write_bytes(a_pdf(pages))
        return self.run(HAND_IN, str(self.place / "dai.pdf"))

    def dies(self, program: str, *args: str) -> bool:
        """Run a program that kills itself; return whether it did."""
        done = subprocess.run([sys.executable, "-c", program, *args], cwd=ROOT, env=self.env, timeout=240, check=False)
        return done.returncode == -signal.SIGKILL

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a real worker in a process group of its own."""
        process = subprocess.Popen(
            [sys.executable, "-m", "nhipcau.cli", "work"], cwd=ROOT, env=self.env, start_new_session=True,
            stderr=(self.place / "worker.log").open("ab"),
        )  # fmt: skip
        self.running.append(process)
        return process

    def end(self) -> None:
        """Kill what still runs."""
        for process in self.running:
            if process.poll() is None:
                process.kill()
                process.wait()
        self.running.clear()

    def ask(self, sql: str, *values: str) -> list[tuple[object, ...]]:
        """Look into the database file from outside."""
        with sqlite3.connect(self.place / "nhipcau.sqlite3", timeout=10) as database:
            return database.execute(sql, values).fetchall()

    def wait_for(self, what: Callable[[], bool], seconds: float) -> None:
        """Wait until it is so; a test that waits in vain says what the worker said."""
        end = time.monotonic() + seconds
        while not what():
            is_over = time.monotonic() > end or (self.running and self.running[-1].poll() is not None)
            assert not is_over, (self.place / "worker.log").read_text()
            time.sleep(0.02)

    def state(self, upload: str) -> object:
        """Return the state of an upload."""
        return self.ask("SELECT state FROM documents_upload WHERE id = ?", upload)[0][0]

    def count(self, table: str) -> object:
        """Return how many rows a table has."""
        return self.ask(f"SELECT count(*) FROM {table}")[0][0]

    def times_read(self, upload: str) -> object:
        """Return how often the trail says that an upload was read."""
        about = str(UUID(upload))
        return self.ask("SELECT count(*) FROM audit_entry WHERE event = 'document-read' AND about_id = ?", about)[0][0]
