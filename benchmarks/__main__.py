"""Run every benchmark, or those named: `python -m benchmarks indicators packs`."""

import subprocess
import sys
from pathlib import Path


def main(names: list[str]) -> None:
    """Each in a process of its own: what one has read or set is not there for the next."""
    worst = 0
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    for name in found:
        if not names or name.removeprefix("bench_") in names:
            print(f"\n## {name.removeprefix('bench_')}\n", flush=True)
            run = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)
            worst = max(worst, run.returncode)
    sys.exit(worst)


if __name__ == "__main__":
    main(sys.argv[1:])
