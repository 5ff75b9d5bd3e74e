"""Run every benchmark, or those named: `python -m benchmarks indicators packs`."""

import importlib
import sys
from pathlib import Path


def main(names: list[str]) -> None:
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    for name in found:
        if not names or name.removeprefix("bench_") in names:
            print(f"\n## {name.removeprefix('bench_')}\n", flush=True)
            sys.argv = [name]  # each reads its own options, and takes its defaults here
            importlib.import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
