"""Settings of processes that a test kills: a database file and files of their own, a job is free again after 2 s."""

from nhipcau.settings import *  # noqa: F403
from nhipcau.settings import Q_CLUSTER

Q_CLUSTER = {**Q_CLUSTER, "retry": 2, "timeout": 1, "poll": 0.1}
