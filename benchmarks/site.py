"""Build: compared with Hugo on the same text and with a program that only writes the same files, at several sizes."""

import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile

import content
import measure

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    default = "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 5000, 20000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", default=default)
    options = parser.parse_args()
    for binary in (["-p", "clausebook"], ["-p", "clausebook-tests", "--example", "write_only"]):
        subprocess.run(["cargo", "build", "--release", "--locked", *binary], cwd=ROOT, check=True)
    release = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    program, writer = release / "clausebook", release / "examples" / "write_only"
    hugo = shutil.which("hugo")
    if not hugo:
        print("Hugo is not on the path, so the comparison with it is skipped")
    for pages in options.pages:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            compare(pathlib.Path(folder), pages, options.runs, program, writer, hugo)


def compare(folder, pages, runs, program, writer, hugo):
    content.clausebook(folder / "book", pages)
    out, copy = folder / "out", folder / "copy"

    def first_build():
        shutil.rmtree(out, ignore_errors=True)
        return [program, "--root", folder / "book", "build", "--out", out], {}

    def second_build():
        return [program, "--root", folder / "book", "build", "--out", out], {}

    def write():
        shutil.rmtree(copy, ignore_errors=True)
        return [writer, out, copy], {}

    makers = [first_build, second_build, write]
    if hugo:
        content.hugo(folder / "hugo", pages)
        published = folder / "published"

        def with_hugo():
            shutil.rmtree(published, ignore_errors=True)
            return [hugo, "--source", folder / "hugo", "--destination", published, "--quiet"], {}

        makers.append(with_hugo)
    results = measure.turns(runs, *makers)
    files = sum(1 for path in out.rglob("*.html"))
    first = measure.median(results[0])
    print(f"{files} pages")
    print(f"  build            {first:7.3f} s  {first / files * 1e6:6.1f} µs per page  {measure.median(results[0], 2):6.0f} MB")
    print(f"  nothing changed  {measure.median(results[1]):7.3f} s  {measure.ratio(results[1], results[0]):.2f} times as long as a build")
    print(f"  only writing     {measure.median(results[2]):7.3f} s  the build takes {measure.ratio(results[0], results[2]):.2f} times as long")
    if hugo:
        hugo_pages = sum(1 for path in (folder / 'published').rglob('*.html'))
        per_page = measure.ratio(results[3], results[0]) * files / hugo_pages
        print(f"  Hugo             {measure.median(results[3]):7.3f} s  {hugo_pages} pages; per page {per_page:.1f} times as long as the build")


if __name__ == "__main__":
    main()
