"""How long the made-up England takes, how large it is, and how much memory it needs.

python benchmarks/bench_synthesise.py [--practices 6300] [--seed 1]
"""

import argparse
import resource
import time
from collections import defaultdict

from mainstay.synthetic import synthesise


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--practices", type=int, default=6300)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    started, worked = time.perf_counter(), time.process_time()
    sizes: dict[str, list[int]] = defaultdict(list)
    for file in synthesise(given.practices, given.seed):
        sizes[" ".join(file.publications)].append(len(file.content))
    for name, held in sorted(sizes.items()):
        print(f"{len(held):4d} files {sum(held) / 1e6:8.1f} MB  {name}")
    whole = sum(sum(held) for held in sizes.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{given.practices} practices: {time.perf_counter() - started:.1f} s, "
        f"{time.process_time() - worked:.1f} s of processor, {whole / 1e6:.0f} MB, "
        f"peak memory {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
