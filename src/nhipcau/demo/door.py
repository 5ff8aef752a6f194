"""The invented accounts that the door of a demo world names."""

from __future__ import annotations

from nhipcau.demo import PASSWORD
from nhipcau.demo.people import Account
from nhipcau.organisations.models import User
from nhipcau.web.door import ShownAccount, ShownAccounts

MOST = 20


def accounts() -> ShownAccounts:
    """Return the accounts with a task, else the first ones of this world, oldest first. One query."""
    from nhipcau.demo import people2023, people_today

    users = list(User.objects.filter(is_active=True).order_by("pk").values_list("username", "display_name"))
    logins = {username for username, _name in users}
    of_this_world = max((people2023.ACCOUNTS, people_today.ACCOUNTS), key=lambda rows: _known(rows, logins))
    task_of = {row.username: row.task for row in of_this_world if row.task} | people_today.COMMUNE_TASKS
    told = [row for row in users if row[0] in task_of] or users[:MOST]
    return ShownAccounts(
        tuple(
            ShownAccount(username, f"{name}: {task_of[username]}" if username in task_of else name)
            for username, name in told
        ),
        PASSWORD,
    )


def _known(rows: tuple[Account, ...], logins: set[str]) -> int:
    return sum(row.username in logins for row in rows)
