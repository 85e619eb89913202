"""Page: the compressed size of each kind of page with everything that it loads."""

import argparse
import gzip
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "site"
        subprocess.run(
            ["cargo", "run", "--release", "--locked", "-q", "-p", "clausebook", "--", "build", "--out", out],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
        )
        for name in ("5.3.1.2", "A", "whole", "role/logistics", "role/logistics/junior", "selfcheck/logistics"):
            page = out / "zh-en" / "cbec-export-operations" / f"{name}.html"
            if page.exists():
                measure(page)


def measure(page):
    html = page.read_text()
    files = [page] + [
        (page.parent / link).resolve()
        for link in re.findall(r'<(?:link rel="stylesheet" href|script src|img src)="([^"]+)"', html)
    ]
    sizes = [len(gzip.compress(file.read_bytes(), 9)) for file in files]
    parts = ", ".join(f"{file.name} {size / 1000:.1f}" for file, size in zip(files, sizes))
    print(f"{sum(sizes) / 1000:6.1f} kB  {parts}")


if __name__ == "__main__":
    main()
