"""Generates preview.otf from Noto Sans CJK: python3 subset.py NotoSansCJK-Regular.ttc (requires fonttools)."""

import sys

from fontTools import subset
from fontTools.ttLib import TTCollection

NAME = "Clausebook Preview"

fonts = TTCollection(sys.argv[1]).fonts
font = next(font for font in fonts if font["name"].getDebugName(1) == "Noto Sans CJK SC")
rows, cells = range(0xB0, 0xD8), range(0xA1, 0xFF)
han = "".join(bytes([row, cell]).decode("gb2312", "ignore") for row in rows for cell in cells)
latin = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA1, 0x180)]))
marks = "–—‘’“”…·•、。〈〉《》「」『』（），：；！？×"

options = subset.Options()
options.hinting = False
options.layout_features = []
options.name_IDs = [0, 1, 2, 13, 14]
options.drop_tables += ["BASE", "GPOS", "GSUB", "GDEF", "VORG", "vhea", "vmtx", "DSIG"]
options.glyph_names = False
subsetter = subset.Subsetter(options)
subsetter.populate(text=han + latin + marks)
subsetter.subset(font)
for record in font["name"].names:
    if record.nameID == 1:
        record.string = NAME
top = font["CFF "].cff
top.fontNames = [NAME.replace(" ", "")]
top[0].FamilyName = top[0].FullName = NAME
font.save("preview.otf")
