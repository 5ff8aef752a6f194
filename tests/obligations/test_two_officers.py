"""Two leaders press `Xác nhận tất cả` at the same moment, on real commits."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from nhipcau import clock
from nhipcau.documents.models import Document
from nhipcau.obligations import actions
from nhipcau.obligations.models import Obligation, Occurrence
from nhipcau.organisations import access
from nhipcau.organisations.models import Role, User
from tests.cast import NOW, TODAY, make_cast
from tests.obligations import papers


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_leaders_confirming_at_once_bind_once() -> None:
    cast = make_cast()
    document = papers.register(cast)
    actions.propose(document, now=NOW)
    user = cast.user_of(cast.committee, Role.LEADER)
    together, counted, failed = threading.Barrier(2), [], []

    def confirm(document_id: object, user_id: object) -> None:
        try:
            actor = access.actor_of(User.objects.get(pk=user_id), on=TODAY)
            paper = Document.objects.get(pk=document_id)
            together.wait(timeout=20)
            with clock.frozen(NOW):
                counted.append(len(actions.confirm_all(paper, by=actor, now=NOW).obligations))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=(document.pk, user.pk)) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert failed == []
    assert sorted(counted) == [0, 9]
    assert Obligation.objects.count() == 9
    assert Occurrence.objects.filter(obligation__clause="2.2", obligation__kind="report").count() == 3
