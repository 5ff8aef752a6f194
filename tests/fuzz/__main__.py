"""`make fuzz`: hostile input for the reader, each target for a time; 1 where one of them broke.

Where atheris is installed each target runs in a process of its own, guided by coverage; where it is not, this is said
and the same target gets random changes of the same seeds.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz import mutators
from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS
from vanban.files import office


def main() -> int:
    """Drive every target; print what broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--target", choices=sorted(TARGETS))
    asked = parser.parse_args()
    guided = importlib.util.find_spec("atheris") is not None
    if not guided:
        print("NOT GUIDED BY COVERAGE: atheris is not installed (requirements/fuzz.txt).", flush=True)
    broken = 0
    for name in [asked.target] if asked.target else TARGETS:
        print(f"=== {name}, {asked.seconds} s", flush=True)
        if name == "office" and not office.is_installed():
            print("NOT DRIVEN: LibreOffice is not installed.", flush=True)
            continue
        is_guided = guided and not TARGETS[name].is_slow
        broken += _guided(name, asked.seconds) if is_guided else _random(name, asked.seconds)
    return 1 if broken else 0


def _guided(name: str, seconds: int) -> int:
    with tempfile.TemporaryDirectory(prefix=f"fuzz-{name}-") as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for order, seed in enumerate(SEEDS[name]()):
            corpus.joinpath(str(order)).write_bytes(seed)
        kept = Path(tempfile.gettempdir(), f"fuzz-{name}-crash-")
        ran = subprocess.run(
            [
                sys.executable, "-m", "tests.fuzz.guided", name, str(corpus), f"-max_total_time={seconds}",
                f"-max_len={TARGETS[name].largest}", "-timeout=20",
                "-rss_limit_mb=2048", "-len_control=0", f"-artifact_prefix={kept}", "-print_final_stats=1",
            ],
            check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )  # fmt: skip
    print("\n".join(ran.stdout.splitlines()[-25:] if ran.returncode else ran.stdout.splitlines()[-9:]), flush=True)
    return int(ran.returncode != 0)


def _random(name: str, seconds: int) -> int:
    target, seeds = TARGETS[name], SEEDS[name]()
    dice = random.Random(20250701)
    changed = target.mutator or mutators.bytes_changed
    until = time.monotonic() + seconds
    runs = 0
    while time.monotonic() < until:
        data = dice.choice(seeds)
        for _ in range(dice.choice((1, 2, 6))):
            data = changed(data, target.largest, dice.randrange(2**31))
        try:
            target.drive(data)
        except Exception as error:
            kept = Path(tempfile.gettempdir(), f"fuzz-{name}-crash-random")
            kept.write_bytes(data)
            print(f"BROKEN: {type(error).__name__}: {error}; the input is kept in {kept}")
            return 1
        runs += 1
    print(f"{runs} inputs, nothing broke")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
