"""Build and check: a catalogue of statements that many roles share; its time, memory, size and largest pages."""

import argparse
import collections
import os
import pathlib
import re
import subprocess
import tempfile

import measure

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    default = "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=3000)
    parser.add_argument("--roles", type=int, default=60)
    parser.add_argument("--levels", type=int, default=8)
    parser.add_argument("--asked", type=int, default=300, help="statements that each role asks for")
    parser.add_argument("--folder", default=default)
    parser.add_argument("--unoptimised", action="store_true", help="measure the debug build; its sizes are the same")
    options = parser.parse_args()
    # The whole workspace has the features that its tests have, so that nothing is compiled twice.
    optimised = [] if options.unoptimised else ["--release"]
    subprocess.run(["cargo", "build", "--locked", "--workspace", "--bins", "--examples", *optimised], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    built = target / ("debug" if options.unoptimised else "release")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        book, out = pathlib.Path(folder) / "book", pathlib.Path(folder) / "out"
        numbers = [options.statements, options.roles, options.levels, options.asked]
        subprocess.run([built / "examples" / "catalogue", book, *map(str, numbers)], check=True)
        for what, rest in (("check", []), ("build", ["--out", out])):
            wall, processor, memory = measure.run([built / "clausebook", "--root", book, what, *rest])
            print(f"{what}  {wall:7.2f} s  {processor:7.2f} s of processor time  {memory:6.0f} MB of memory")
        show(out)


def show(out):
    """Prints the size of the site, and of each kind of file the number, the total and the largest."""
    kinds = collections.defaultdict(list)
    for path in out.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            kinds[kind(path.relative_to(out), path)].append((path.stat().st_size, str(path.relative_to(out))))
    files = [size for sizes in kinds.values() for size, _ in sizes]
    pages = [size for sizes in kinds.values() for size, path in sizes if path.endswith(".html")]
    large = sum(size > 300_000 for size in pages)
    print(f"{len(files)} files, {sum(files) / 1e6:.1f} MB; {len(pages)} pages, {large} of them over 300 kB")
    for name, sizes in sorted(kinds.items(), key=lambda item: -sum(size for size, _ in item[1])):
        largest, path = max(sizes)
        total = sum(size for size, _ in sizes)
        print(f"  {name:20} {len(sizes):6} {total / 1e6:8.2f} MB  largest {largest / 1e3:7.1f} kB  {path}")


def kind(path, file):
    """The kind of a page by the class of its body; other files by their folder."""
    if path.suffix == ".html":
        found = re.search(rb'<body class="page-([a-z-]+)', file.read_bytes())
        return found.group(1).decode() if found else "other page"
    return f"{path.parent.name or 'root'}/*{path.suffix}"


if __name__ == "__main__":
    main()
