"""Runs main() of every tests/benchmarks/bench_*.py, each in a process of its own; one that fails does not hide the others."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CALL_MAIN = "import runpy, sys; runpy.run_path(sys.argv[1])['main']()"


def main(words: list) -> int:
    """Run the benchmarks whose name holds any of `words`, or all; return 1 when one failed."""
    files = [path for path in sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py"))
             if not words or any(word in path.stem[len("bench_"):] for word in words)]
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])))
    failed = []
    for path in files:
        print(f"\n== {path.stem[len('bench_'):]}", flush=True)
        command = [sys.executable, "-c", CALL_MAIN, str(path)]
        if subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL).returncode:
            failed.append(path.name)
    print(f"\n{len(files) - len(failed)} of {len(files)} benchmarks ran" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
