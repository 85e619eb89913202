"""Preview: the time from a save until the new page is served, including the watcher's delay."""

import argparse
import http.client
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

import content

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    default = "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 20000])
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--folder", default=default)
    options = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--locked", "-p", "clausebook"], cwd=ROOT, check=True)
    release = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    for pages in options.pages:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            measure(pathlib.Path(folder), pages, options.saves, release / "clausebook")


def measure(folder, pages, saves, program):
    content.clausebook(folder, pages)
    file = folder / "content/standards/bench/clauses/00001.yaml"
    server = subprocess.Popen(
        [program, "--root", folder, "serve", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        port = None
        for line in server.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                port = int(found.group(1))
                break
        connection = http.client.HTTPConnection("127.0.0.1", port)

        def page():
            connection.request("GET", "/zh/bench/1.2.html")
            return connection.getresponse().read().decode()

        page()
        original = file.read_text()
        times, reference = [], []
        for save in range(saves):
            start = time.perf_counter()
            page()
            reference.append(time.perf_counter() - start)
            mark = f"第1.2条第0款·{save}·"
            text = original.replace("第1.2条第0款：", mark)
            start = time.perf_counter()
            file.write_text(text)
            while mark not in page():
                pass
            times.append(time.perf_counter() - start)
            time.sleep(0.2)  # a pause as between real saves, so that background work can end
        milliseconds = sorted(value * 1000 for value in times)
        print(
            f"{pages} pages: {statistics.median(milliseconds):.1f} ms from save to served page"
            f" (fastest {milliseconds[0]:.1f}, slowest {milliseconds[-1]:.1f});"
            f" a request alone takes {statistics.median(reference) * 1000:.2f} ms"
        )
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
