"""The workbooks of handbooks, read back by openpyxl and computed by LibreOffice.

A form's workbook computes the totals, bands and results that the printed rules give: for every grading of one form, and
for a sample of the others. The rules are written here once more, from the annexes, since a workbook that agrees only with
the program that made it proves nothing.

Run by `tests/run`, with the sites in SITE and BUILT.
"""

import csv
import itertools
import json
import os
import pathlib
import random
import subprocess
import tempfile
import time
import unittest

import openpyxl
import uno
from com.sun.star.beans import PropertyValue

SITE = pathlib.Path(os.environ["SITE"])
POTTERY = pathlib.Path(os.environ["BUILT"]) / "pottery"
# How long LibreOffice may take to start, in seconds.
PATIENCE = 300
FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures"


class Rules:
    """The rules of a form, as the standard prints them: points by row, rows by level, and bands from the highest."""

    def __init__(self, grades, rows, left_out, bands):
        self.grades, self.rows, self.left_out, self.bands = grades, rows, left_out, bands

    def total(self, grading, level):
        """The sum of a level's rows; nothing if one of them has no grade."""
        points = [
            self.rows[row][self.grades.index(grade)] if grade else None
            for row, grade in zip(self.rows, grading)
            if row not in self.left_out[level]
        ]
        return "" if None in points else float(sum(points))

    def band(self, total):
        return "" if total == "" else next(name for least, name in self.bands if total >= least)

    def results(self, grading, aim=""):
        """The total and the band of each level, and the band of the level that is checked, or else of the highest."""
        totals = [self.total(grading, level) for level in self.left_out]
        bands = [self.band(total) for total in totals]
        levels = list(self.left_out)
        graded = [band for band in bands if band]
        result = bands[levels.index(aim)] if aim else (graded[-1] if graded else "")
        return totals, bands, result


TRADE = Rules(
    "ABCD",
    {
        "literacy": (20, 16, 12, 8),
        "knowledge": (20, 16, 12, 8),
        "skills-junior": (20, 16, 12, 8),
        "skills-mid": (10, 8, 6, 4),
        "skills-senior": (10, 8, 6, 4),
        "development": (20, 16, 12, 8),
    },
    {"初级": ("skills-mid", "skills-senior"), "中级": ("skills-senior",), "高级": ()},
    ((90, "高级"), (80, "中级"), (60, "初级"), (0, "不合格")),
)

CLAY = Rules(
    "PQRS",
    {
        "care": (10, 8, 6, 4),
        "material": (10, 8, 6, 4),
        "craft-apprentice": (10, 8, 6, 4),
        "craft-journeyman": (5, 4, 3, 2),
        "craft-master": (5, 4, 3, 2),
        "growth": (10, 8, 6, 4),
    },
    {
        "Apprentice": ("craft-journeyman", "craft-master"),
        "Journeyman": ("craft-master",),
        "Master": (),
    },
    ((45, "Master"), (40, "Journeyman"), (30, "Apprentice"), (0, "On trial")),
)


# Grades, rows and totals of its own, the totals for levels that only its role has.
RIDE = Rules(
    ("Distinction", "Pass", "Not yet"),
    {"flat": (10, 6, 1), "road": (8, 4, 0), "fence": (6, 3, 0)},
    {"Novice": ("road", "fence"), "Tourer": ("fence",), "Jumper": ()},
    ((18, "Jumper"), (12, "Tourer"), (6, "Novice"), (0, "None yet")),
)


class FormSheet:
    """The places in the sheet of a form, found by what a person sees there."""

    def __init__(self, path, rules):
        self.path, self.rules = path, rules
        self.sheet, self.team = openpyxl.load_workbook(path).worksheets
        cells = {cell.value: cell for row in self.sheet.iter_rows() for cell in row if cell.value is not None}
        best = cells[rules.grades[0]]
        self.first_row = best.row + 1
        self.last_row = best.row + len(rules.rows)
        self.grade_column = best.column + len(rules.grades)
        self.score_column = self.grade_column + 1
        levels = [
            row for row in range(self.last_row + 1, self.sheet.max_row + 1)
            if self.sheet.cell(row, 1).value in rules.left_out
            and str(self.sheet.cell(row, self.score_column).value).startswith("=")
        ]
        self.first_total, self.last_total = levels[0], levels[-1]
        self.band_column = best.column
        self.aim_row, self.result_row = self.last_total + 1, self.last_total + 2


class Office:
    """LibreOffice without windows, which computes workbooks."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        pipe = f"clausebook{os.getpid()}"
        self.process = subprocess.Popen(
            [
                "soffice", "--headless", "--norestore", "--nologo", "--nodefault",
                f"-env:UserInstallation=file://{self.folder.name}", f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for tries in range(PATIENCE * 10):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                if self.process.poll() is not None or tries == PATIENCE * 10 - 1:
                    raise
                time.sleep(0.1)
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        return self

    def open(self, path):
        hidden = PropertyValue(Name="Hidden", Value=True)
        document = self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
        return document, [document.Sheets.getByIndex(place) for place in range(document.Sheets.Count)]

    def __exit__(self, *_):
        try:
            self.desktop.terminate()
        except Exception:
            self.process.kill()
        self.process.wait(60)
        self.folder.cleanup()


def cells(sheet, first_column, first_row, last_column, last_row):
    """A range of a LibreOffice sheet, by columns and rows from 1."""
    return sheet.getCellRangeByPosition(first_column - 1, first_row - 1, last_column - 1, last_row - 1)


def gradings(rules, count, seed):
    """A sample of gradings, some of them with rows that have no grade."""
    chance = random.Random(seed)
    options = [*rules.grades, ""]
    return [tuple(chance.choice(options) for _ in rules.rows) for _ in range(count)]


class FormWorkbooks(unittest.TestCase):
    maxDiff = None

    def compute(self, office, places, all_gradings, aims):
        """Fills in each grading, and compares what LibreOffice computes with the rules."""
        rules = places.rules
        document, (sheet, _) = office.open(places.path)
        column = places.grade_column
        entered = cells(sheet, column, places.first_row, column, places.last_row)
        totals = cells(sheet, places.score_column, places.first_total, places.score_column, places.last_total)
        bands = cells(sheet, places.band_column, places.first_total, places.band_column, places.last_total)
        aim_cell = cells(sheet, places.band_column, places.aim_row, places.band_column, places.aim_row)
        result = cells(sheet, places.band_column, places.result_row, places.band_column, places.result_row)
        for grading, aim in zip(all_gradings, aims):
            entered.setDataArray(tuple((grade,) for grade in grading))
            aim_cell.setDataArray(((aim,),))
            found = (
                [value for (value,) in totals.getDataArray()],
                [value for (value,) in bands.getDataArray()],
                result.getDataArray()[0][0],
            )
            self.assertEqual(found, rules.results(grading, aim), (places.path.name, grading, aim))
        document.close(True)

    def test_every_grading_of_one_form_and_a_sample_of_the_others(self):
        folder = SITE / "data/cbec-export-operations/forms"
        every = list(itertools.product(TRADE.grades, repeat=len(TRADE.rows)))
        self.assertEqual(len(every), 4096)
        with Office() as office:
            first = FormSheet(folder / "A.zh.xlsx", TRADE)
            self.compute(office, first, every, itertools.repeat(""))
            aims = ["", *TRADE.left_out]
            for seed, letter in enumerate("ABCDE"):
                sample = gradings(TRADE, 80, seed)
                places = FormSheet(folder / f"{letter}.zh.xlsx", TRADE)
                self.compute(office, places, sample, itertools.cycle(aims))
            made_up = FormSheet(POTTERY / "data/pottery/forms/A.en.xlsx", CLAY)
            self.compute(office, made_up, gradings(CLAY, 80, 9), itertools.cycle(["", *CLAY.left_out]))

    def test_a_form_with_grades_and_totals_of_its_own(self):
        with tempfile.TemporaryDirectory() as folder, Office() as office:
            build = [os.environ["CLAUSEBOOK"], "build", "--root", str(FIXTURES / "forms"), "--out", folder]
            subprocess.run(build, check=True, capture_output=True)
            places = FormSheet(pathlib.Path(folder) / "data/riding/forms/A.en.xlsx", RIDE)
            every = list(itertools.product((*RIDE.grades, ""), repeat=len(RIDE.rows)))
            for aim in ("", *RIDE.left_out):
                self.compute(office, places, every, itertools.repeat(aim))

    def test_the_sheet_for_a_team(self):
        for path, rules in [
            (SITE / "data/cbec-export-operations/forms/C.zh.xlsx", TRADE),
            (POTTERY / "data/pottery/forms/B.en.xlsx", CLAY),
        ]:
            people = gradings(rules, 60, 3)
            with Office() as office:
                document, (_, team) = office.open(path)
                count = len(rules.rows)
                cells(team, 2, 4, 1 + count, 63).setDataArray(tuple(people))
                width = 2 * len(rules.left_out)
                shown = cells(team, 2 + count, 4, 1 + count + width, 63).getDataArray()
                document.close(True)
            for grading, found in zip(people, shown):
                totals, bands, _ = rules.results(grading)
                self.assertEqual(list(found), list(itertools.chain(*zip(totals, bands))), (path.name, grading))

    def test_only_the_fields_are_open_and_grades_are_chosen_from_a_list(self):
        places = FormSheet(SITE / "data/cbec-export-operations/forms/B.zh.xlsx", TRADE)
        sheet = places.sheet
        self.assertTrue(sheet.protection.sheet)
        grades = {(row, places.grade_column) for row in range(places.first_row, places.last_row + 1)}
        is_open = {
            (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if not cell.protection.locked
        }
        self.assertLessEqual(grades, is_open)
        for row, column in is_open:
            self.assertIsNone(sheet.cell(row, column).value, (row, column))
        chosen = [validation for validation in sheet.data_validations.dataValidation if validation.type == "list"]
        covered = {place for validation in chosen for block in validation.sqref.ranges for place in block.cells}
        self.assertEqual(covered, grades | {(places.aim_row, places.band_column)})
        # One sheet of A4 paper; a file need not state a number of 1.
        setup = sheet.page_setup
        self.assertEqual((setup.paperSize, setup.fitToHeight or 1, setup.fitToWidth or 1), (9, 1, 1))
        self.assertNotEqual(setup.fitToHeight, 0)
        self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)

    def test_a_reading_from_right_to_left_has_sheets_from_right_to_left(self):
        for name, direction in [("A.ar.xlsx", True), ("A.en.xlsx", False)]:
            for sheet in openpyxl.load_workbook(POTTERY / "data/pottery/forms" / name).worksheets:
                self.assertEqual(bool(sheet.sheet_view.rightToLeft), direction, name)

    def test_headings_are_aligned_as_the_cells_below_them(self):
        for name, start, direction in [("A.ar.xlsx", "right", 2), ("A.en.xlsx", "left", 1)]:
            sheet = openpyxl.load_workbook(POTTERY / "data/pottery/forms" / name).worksheets[0]
            # The headings are below the title, the standard, the field for the person, and an empty row.
            for heading, cell in zip(sheet[5], sheet[6]):
                self.assertEqual(heading.alignment.horizontal, cell.alignment.horizontal, (name, cell.coordinate))
                expected = "center" if cell.column > 2 else start
                self.assertEqual(cell.alignment.horizontal, expected, (name, cell.coordinate))
            # Bounds of bands have no letters by which a program could tell where they begin.
            bounds = [cell for row in sheet.iter_rows(min_col=2, max_col=2) for cell in row if "≥" in str(cell.value)]
            self.assertTrue(bounds, name)
            for cell in bounds:
                self.assertEqual((cell.alignment.horizontal, cell.alignment.readingOrder), (start, direction), name)
                self.assertEqual("\u200f" in cell.value, direction == 2, name)


class StandardWorkbooks(unittest.TestCase):
    maxDiff = None

    def test_the_workbook_has_every_requirement_of_the_table_in_the_same_words(self):
        folder = SITE / "data/cbec-export-operations"
        with open(folder / "requirements.csv", encoding="utf-8-sig", newline="") as file:
            table = list(csv.DictReader(file))
        standard = json.loads((folder / "standard.json").read_text("utf-8"))
        for name, columns, titles in [
            ("standard.zh.xlsx", ["text (zh)"], ["要求", "条款"]),
            ("standard.en.xlsx", ["text (en)"], ["Requirements", "Clauses"]),
            ("standard.zh-en.xlsx", ["text (zh)", "text (en)"], ["要求 Requirements", "条款 Clauses"]),
        ]:
            requirements, clauses, hidden = openpyxl.load_workbook(folder / name).worksheets
            self.assertEqual([requirements.title, clauses.title], titles)
            self.assertEqual(hidden.sheet_state, "hidden")
            heads = [cell.value for cell in requirements[1]]
            self.assertEqual(requirements.auto_filter.ref, requirements.dimensions)
            self.assertEqual(requirements.freeze_panes, "B2")
            lines = [[cell.value or "" for cell in row] for row in requirements.iter_rows(min_row=2)]
            self.assertEqual(len(lines), len(table))
            first = next(place for place, value in enumerate(lines[0]) if value == table[0][columns[0]])
            for line, entry in zip(lines, table):
                self.assertEqual(line[first:first + len(columns)], [entry[column] for column in columns], heads)
                self.assertEqual(line[-1], entry["permalink"])
            self.assertEqual(clauses.max_row - 1, len(standard["clauses"]) + len(standard["annexes"]))


if __name__ == "__main__":
    unittest.main(verbosity=2)
