"""`python -m benchmarks.scale [--engine sqlite|postgresql] [--size small|nation]`: each engine in a process of its own."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

QUARTERS = {"small": 4, "nation": 40}
PARTS = ("consolidation", "live", "receiving", "board", "night", "tick")
ROOT = Path(__file__).parents[2]


def main() -> int:
    """Run the engines asked for one after the other; give 1 where one of them broke."""
    asked = argparse.ArgumentParser(prog="benchmarks scale", description=__doc__)
    asked.add_argument("--engine", choices=("sqlite", "postgresql"))
    asked.add_argument("--size", choices=tuple(QUARTERS), default="small")
    asked.add_argument("--only", choices=PARTS, action="append", help="some of the measurements only")
    asked.add_argument("--quarters", type=int, help="another number of quarters with figures")
    asked.add_argument("--growth", action="store_true", help="measure how time grows and draw docs/reference/scale.svg")
    wanted = asked.parse_args()
    quarters = [wanted.quarters or QUARTERS[wanted.size]]
    parts = wanted.only or PARTS
    if wanted.growth:
        from benchmarks.scale import growth

        return growth.main([wanted.engine] if wanted.engine else ["postgresql"])
    broken = 0
    for engine in [wanted.engine] if wanted.engine else ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory(prefix="nc-scale-") as var:
            broken |= run(engine, [str(quarters[0]), wanted.size, *parts], var)
    return broken


def run(engine: str, arguments: list[str], var: str, module: str = "benchmarks.scale.run") -> int:
    """Run the measurements in a process whose settings name the engine's database; give its exit status."""
    env = os.environ | {"NHIPCAU_VAR": var, "DJANGO_SETTINGS_MODULE": "nhipcau.settings"}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", module, *arguments]
    if engine == "sqlite":
        return subprocess.run(command, env=env, cwd=ROOT, check=False).returncode
    import psycopg
    from tests.postgres import server

    with server() as url:
        with psycopg.connect(url, autocommit=True) as driver:
            # What is measured is durable: every commit is flushed.
            driver.execute("ALTER SYSTEM SET fsync = on")
            driver.execute("SELECT pg_reload_conf()")
            driver.execute("CREATE DATABASE nation")
        mine = url.replace("/postgres", "/nation", 1) if url.count("/postgres") == 1 else _named(url)
        return subprocess.run(command, env=env | {"DATABASE_URL": mine}, cwd=ROOT, check=False).returncode


def _named(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url)._replace(path="/nation").geturl()


if __name__ == "__main__":
    raise SystemExit(main())
