"""A server that is killed before and after each commit of an upload and of a registration: no half record, and the same
form sent again does the work once."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from tests.documents.processes import BEGIN, House

pytestmark = [pytest.mark.kill, pytest.mark.slow]

WHILE_THE_FILE_COMES = "def chunks():\n    yield b'Kinh'\n    die()\nhand_in(chunks())"
BEFORE_THE_COMMIT = "jobs.enqueue = die\nhand_in()"
AFTER_THE_COMMIT = "hand_in()\ndie()"


@pytest.mark.parametrize(
    ("killed", "is_there"), [(WHILE_THE_FILE_COMES, 0), (BEFORE_THE_COMMIT, 0), (AFTER_THE_COMMIT, 1)]
)
def test_an_upload_is_there_wholly_or_not_at_all(house: House, killed: str, is_there: int) -> None:
    key = str(uuid4())
    jobs_before = int(str(house.count("django_q_ormq")))
    uploaded = "SELECT count(*) FROM documents_upload WHERE client_key = ?"

    assert house.dies(BEGIN + killed, key)

    assert house.ask(uploaded, UUID(key).hex) == [(is_there,)]
    assert house.count("django_q_ormq") == jobs_before + is_there

    house.run(BEGIN + "hand_in()", key)

    assert house.ask(uploaded, UUID(key).hex) == [(1,)]
    assert house.count("django_q_ormq") == jobs_before + 1


@pytest.mark.parametrize(
    ("killed", "is_there"), [("document_registered.connect(die)\nregister()", 0), ("register()\ndie()", 1)]
)
def test_a_registration_is_there_wholly_or_not_at_all(house: House, killed: str, is_there: int) -> None:
    key = str(uuid4())
    house.run(BEGIN + "hand_in()\njobs.work_off()", key)
    documents_before = int(str(house.count("documents_document")))
    state = "SELECT state FROM documents_upload WHERE client_key = ?"

    assert house.dies(BEGIN + killed, key)

    assert house.count("documents_document") == documents_before + is_there
    assert house.count("documents_documentfile") == house.count("documents_document")
    assert house.ask(state, UUID(key).hex) == [("registered" if is_there else "read",)]

    house.run(BEGIN + "register()", key)

    assert house.count("documents_document") == documents_before + 1
    assert house.ask(state, UUID(key).hex) == [("registered",)]
