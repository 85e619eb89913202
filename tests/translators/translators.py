"""Translations as translators' tools write them: opened, changed and saved by the translate-toolkit and by polib.

These libraries lay a file out in their own way when they save it. The handbook must get exactly the words that were
translated, and nothing else.

Run by `tests/run`, with the program in CLAUSEBOOK.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import polib
from translate.storage import factory, po, xliff

CLAUSEBOOK = os.environ["CLAUSEBOOK"]
FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures"
CLAUSES = "content/standards/bicycle-repair/clauses/02-requirements.yaml"
NOTE = "An inner tube is meant."


class Translators(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(FIXTURES / "small" / "content", self.folder / "content")
        self.before = self.files()

    def files(self):
        content = self.folder / "content"
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in content.rglob("*") if path.is_file()}

    def call(self, *arguments):
        command = [CLAUSEBOOK, *arguments, "--root", str(self.folder)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def out(self, name, form, *more):
        file = self.folder / name
        self.call("translate", "out", "--to", "zh", "--format", form, "--out", str(file), *more)
        return file

    def read_back(self, file):
        return self.call("translate", "in", str(file))

    def changed(self):
        after = self.files()
        return sorted(name for name in self.before.keys() | after.keys() if self.before.get(name) != after.get(name))

    def expect_one_change(self, old, new):
        self.assertEqual(self.changed(), [CLAUSES, "content/translations.lock"])
        expected = self.before[CLAUSES].replace(old.encode(), new.encode())
        self.assertNotEqual(expected, self.before[CLAUSES])
        self.assertEqual((self.folder / CLAUSES).read_bytes(), expected)

    def test_files_saved_untouched_change_nothing(self):
        for form, name in [("xliff", "a.xlf"), ("po", "a.po")]:
            file = self.out(name, form)
            store = factory.getobject(str(file))
            self.assertGreater(len([unit for unit in store.units if unit.source]), 50)
            store.save()
            self.assertIn("wrote 0 translations", self.read_back(file))
        file = self.out("b.po", "po")
        polib.pofile(str(file)).save()
        self.assertIn("wrote 0 translations", self.read_back(file))
        self.assertEqual(self.changed(), [])

    def test_a_unit_changed_with_the_toolkit_as_xliff(self):
        file = self.out("a.xlf", "xliff")
        store = xliff.xlifffile.parsefile(str(file))
        unit = next(unit for unit in store.units if unit.source == NOTE)
        self.assertFalse(unit.isfuzzy())
        self.assertIn("2.2.1-a", unit.getnotes("developer"))
        unit.target = "即<内胎> & 外胎。"
        store.save()
        self.read_back(file)
        self.expect_one_change("指内胎。", "即<内胎> & 外胎。")

    def test_a_unit_changed_with_the_toolkit_as_po(self):
        file = self.out("a.po", "po")
        store = po.pofile.parsefile(str(file))
        unit = next(unit for unit in store.units if unit.source == NOTE)
        unit.target = '即"内胎"。'
        store.save()
        self.read_back(file)
        self.expect_one_change("指内胎。", "即\"内胎\"。")

    def test_a_unit_changed_with_polib(self):
        file = self.out("a.po", "po")
        entries = polib.pofile(str(file), wrapwidth=20)
        entry = next(entry for entry in entries if entry.msgid == NOTE)
        entry.msgstr = "即内胎。"
        entries.save()
        self.read_back(file)
        self.expect_one_change("指内胎。", "即内胎。")

    def test_a_unit_that_needs_review_is_a_draft_until_it_is_reviewed(self):
        file = self.out("a.xlf", "xliff")
        store = xliff.xlifffile.parsefile(str(file))
        unit = next(unit for unit in store.units if unit.source == NOTE)
        unit.markfuzzy(True)
        store.save()
        self.assertIn("1 changed in state only", self.read_back(file))
        self.assertEqual(self.changed(), ["content/translations.lock"])
        left = polib.pofile(str(self.out("a.po", "po", "--missing")))
        self.assertEqual([(entry.msgid, entry.fuzzy) for entry in left], [(NOTE, True)])
        left[0].flags.remove("fuzzy")
        left.save()
        self.read_back(self.folder / "a.po")
        self.assertEqual(len(polib.pofile(str(self.out("b.po", "po", "--missing")))), 0)

    def test_words_of_the_interface_changed_with_both(self):
        handbook = self.folder / "content" / "handbook.yaml"
        text = handbook.read_text().replace("  - {id: zh,", "  - {id: fr, tag: fr, name: Français}\n  - {id: zh,")
        handbook.write_text(text)
        words = self.folder / "themes" / "default" / "words.fr.yaml"
        for form, name in [("po", "a.po"), ("xliff", "a.xlf")]:
            file = self.folder / name
            self.call("translate", "out", "--to", "fr", "--format", form, "--words", "--out", str(file))
            if form == "po":
                entries = polib.pofile(str(file))
                entry = next(entry for entry in entries if entry.msgctxt == "words/next")
                entry.msgstr = "Suivant"
                entries.save()
            else:
                store = xliff.xlifffile.parsefile(str(file))
                unit = next(unit for unit in store.units if unit.xmlelement.get("id") == "words/previous")
                unit.target = "Précédent : ici"
                store.save()
            self.assertIn("wrote 1 translation", self.read_back(file))
        self.assertEqual(words.read_text(), "next: Suivant\nprevious: 'Précédent : ici'\n")

    def test_a_word_of_the_interface_that_needs_review_is_a_draft_in_both(self):
        theme = self.folder / "themes" / "default"
        theme.mkdir(parents=True)
        (theme / "words.en.yaml").write_text("next: Onward\n")
        file = self.out("a.po", "po", "--words")
        entries = polib.pofile(str(file))
        entry = next(entry for entry in entries if entry.msgctxt == "words/next")
        entry.msgstr = "向前"
        entry.flags.append("fuzzy")
        entries.save()
        self.read_back(file)
        file = self.out("a.xlf", "xliff", "--words", "--missing")
        store = xliff.xlifffile.parsefile(str(file))
        self.assertEqual([(unit.source, unit.isfuzzy()) for unit in store.units], [("Onward", True)])
        store.save()
        self.assertIn("1 unchanged", self.read_back(file))
        store.units[0].markfuzzy(False)
        store.save()
        self.assertIn("1 changed in state only", self.read_back(file))
        self.assertEqual((theme / "words.zh.yaml").read_text(), "next: 向前\n")


if __name__ == "__main__":
    unittest.main()
