"""Every benchmark, or those named: python -m benchmarks training slider."""

import subprocess
import sys

PARTS = {
    name: [f"benchmarks.{name}"]
    for name in ("training", "attribution", "slider", "start", "photographs")
}
PARTS["cold"] = ["benchmarks.start", "--cold"]  # a first `make test`


def main(names):
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.exit(f"No benchmark is called {', '.join(unknown)}: choose among {', '.join(PARTS)}")
    failed = [name for name in names or PARTS if not run(name)]
    if failed:
        sys.exit(f"Not measured: {', '.join(failed)}. The lines above say why")


def run(name):
    """Whether a benchmark ran through, in a process of its own: nothing inherits its threads."""
    print(f"\n== {name}", flush=True)
    return subprocess.call([sys.executable, "-m", *PARTS[name]]) == 0


if __name__ == "__main__":
    main(sys.argv[1:])
