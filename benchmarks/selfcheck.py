"""Self-check: the sizes of the widgets, and the time of one assessment, natively and as WASM."""

import argparse
import gzip
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
PKG = ROOT / "selfcheck-wasm" / "pkg"


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    widgets = ("selfcheck", "selfcheck-profile")
    for name, limit in [(name + end, limit) for name in widgets for end, limit in ((".wasm", 10240), (".js", 20480))]:
        data = (PKG / name).read_bytes()
        print(f"{name:22} {len(data):6} bytes, gzipped {len(gzip.compress(data, 9)):5} of {limit}", flush=True)
    subprocess.run(
        ["cargo", "run", "--release", "--locked", "-q", "-p", "selfcheck-wasm", "--example", "assessment_time"],
        cwd=ROOT, check=True,
    )
    subprocess.run(["node", "benchmarks/selfcheck.mjs"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
