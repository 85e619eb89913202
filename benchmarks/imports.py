"""Import: a framework of any size in every format, compared with a Python program that only reads the same file."""

import argparse
import csv
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile
import uuid
import zipfile
from xml.sax.saxutils import escape

import measure

ROOT = pathlib.Path(__file__).resolve().parent.parent
FAN_OUT = 20
WORDS = [
    "Plans a survey of the market and names the groups whom the product is meant for",
    "Explains how each figure was found, and which of them are estimates",
    "Works out the price with the cost, the weight and the time of delivery",
    "Keeps records that a colleague can continue without asking",
]
SOURCE = "https://framework.example"


def items(count):
    """Yields `count` items as (place, place of the parent or None, words): a tree in which an item has up to FAN_OUT children."""
    for place in range(count):
        parent = (place - FAN_OUT) // FAN_OUT if place >= FAN_OUT else None
        yield place, parent, f"{WORDS[place % len(WORDS)]}, in case {place + 1}"


def code(place):
    return f"S{place + 1:06}"


def identifier(place):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{SOURCE}/{place}"))


def case(file, count):
    changed = {"lastChangeDateTime": "2025-01-01T00:00:00Z"}

    def link(name):
        known = identifier(name)
        return {"title": str(name), "identifier": known, "uri": f"{SOURCE}/uri/{known}"}

    document = {"identifier": identifier("document"), "uri": f"{SOURCE}/document", "creator": "An office", "title": "Framework"}
    statements, relations = [], []
    for place, parent, words in items(count):
        own = {"identifier": identifier(place), "uri": f"{SOURCE}/uri/{identifier(place)}"}
        statements.append({**own, "CFDocumentURI": link("document"), "fullStatement": words, "humanCodingScheme": code(place), **changed})
        relations.append(
            {
                **{"identifier": identifier(f"{place} in"), "uri": f"{SOURCE}/uri/{identifier(f'{place} in')}"},
                **{"associationType": "isChildOf", "sequenceNumber": place, "originNodeURI": link(place)},
                **{"destinationNodeURI": link("document" if parent is None else parent), **changed},
            }
        )
    document = {**document, **changed, "language": "en", "CFPackageURI": link("package")}
    file.write_text(json.dumps({"CFDocument": document, "CFItems": statements, "CFAssociations": relations}))


def skos(file, count):
    lines = [
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        f"@prefix item: <{SOURCE}/> .",
        'item:scheme a skos:ConceptScheme ; skos:prefLabel "Framework"@en .',
    ]
    for place, parent, words in items(count):
        above = "skos:topConceptOf item:scheme" if parent is None else f"skos:broader item:{code(parent)}"
        own = f'skos:notation "{code(place)}" ; skos:prefLabel "{words}"@en'
        lines.append(f"item:{code(place)} a skos:Concept ; skos:inScheme item:scheme ; {own} ; {above} .")
    file.write_text("\n".join(lines) + "\n")


def rows(count):
    yield ["id", "parent", "text"]
    for place, parent, words in items(count):
        yield [code(place), "" if parent is None else code(parent), words]


def table(file, count):
    with file.open("w", newline="") as out:
        csv.writer(out).writerows(rows(count))


def workbook(file, count):
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{sheets}" xmlns:r="{office}"><sheets><sheet name="Framework" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    lines = []
    for number, row in enumerate(rows(count), 1):
        cells = (
            f'<c r="{column}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for column, text in zip("ABC", row)
            if text
        )
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{sheets}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def moodle(file, count):
    columns = "Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration"
    columns += ",Rule type (optional),Rule outcome (optional),Rule config (optional)"
    columns += ",Cross-referenced competency ID numbers,Exported ID (optional),Is framework,Taxonomy"
    scale = '[{""scaleid"":""1""},{""id"":1,""scaledefault"":1,""proficient"":0},{""id"":2,""scaledefault"":0,""proficient"":1}]'
    with file.open("w", newline="") as out:
        out.write(columns + "\r\n")
        out.write(f',F,Framework,A framework,1,"Not yet,Yes","{scale}",,,,,,1,"competency,competency,competency,competency"\r\n')
        for place, parent, words in items(count):
            above = "" if parent is None else code(parent)
            out.write(f'{above},{code(place)},"Case {place + 1}","{words}",1,,,,0,,,{place + 1},,\r\n')


FORMATS = {
    # The format's name, the ending of its files, what writes one, and a program that only reads it.
    "CASE": ("case", "json", case, "json.load(open(file))"),
    "SKOS": ("skos", "ttl", skos, "re.findall(r'\"[^\"]*\"|\\S+', open(file).read())"),
    "CSV": ("table", "csv", table, "list(csv.reader(open(file, newline='')))"),
    "XLSX": (
        "table",
        "xlsx",
        workbook,
        "list(xml.etree.ElementTree.iterparse(zipfile.ZipFile(file).open('xl/worksheets/sheet1.xml')))",
    ),
    "Moodle": ("moodle", "csv", moodle, "list(csv.reader(open(file, newline='')))"),
}


def main():
    default = "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", default=default)
    parser.add_argument("--format", choices=FORMATS, action="append", help="only this one; may be given more than once")
    options = parser.parse_args()
    subprocess.run(["cargo", "build", "--locked", "--workspace", "--bins", "--examples", "--release"], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    program = target / "release" / "clausebook"
    print(f"{options.items} items; medians of {options.runs} runs")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for name in options.format or FORMATS:
            argument, ending, write, read = FORMATS[name]
            file = pathlib.Path(folder) / f"{name}.{ending}"
            # A program starts with the memory of the one that starts it, so the items are made by another.
            writer = multiprocessing.Process(target=write, args=(file, options.items))
            writer.start()
            writer.join()
            places = iter(range(options.runs + 1))

            def imported():
                into = pathlib.Path(folder) / f"{name}-{next(places)}"
                given = ["--id", "framework", "--language", "en", "--into", into]
                return [program, "import", argument, file, *given], {}

            def only_read():
                script = f"import csv, json, re, sys, xml.etree.ElementTree, zipfile; file = sys.argv[1]; {read}"
                return [sys.executable, "-c", script, file], {}

            own, other = measure.turns(options.runs, imported, only_read)
            wall, processor, memory = (measure.median(own, figure) for figure in range(3))
            print(
                f"{name:7} {file.stat().st_size / 1e6:6.1f} MB of file  {wall:6.2f} s  {processor:6.2f} s of processor time  "
                f"{memory:5.0f} MB of memory  {measure.ratio(own, other, 1):6.2f} times as long as reading it in Python",
                flush=True,
            )


if __name__ == "__main__":
    main()
