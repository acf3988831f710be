"""Every benchmark, or those named: python -m benchmarks training slider."""

import subprocess
import sys

PARTS = ("training", "attribution", "slider", "start")


def main(names):
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.exit(f"No benchmark is called {', '.join(unknown)}: choose among {', '.join(PARTS)}")
    for name in names or PARTS:
        print(f"\n== {name}", flush=True)
        # A process each, so that none inherits another's imports, threads or memory.
        if subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]) != 0:
            sys.exit(f"The benchmark {name} failed: the lines above say why")


if __name__ == "__main__":
    main(sys.argv[1:])
