// The card as a picture in a file, drawn in the page from the same data.

import { find } from "../dom.js";
import { fill, inEach, plainly } from "../words.js";
import { shortOf, STATES } from "./card.js";

/** The width, the margin and the resolution of the picture. */
const WIDTH = 800;
const EDGE = 48;
const DENSITY = 2;

/**
 * A sentence in each language, as plain text.
 * @param {Sentence} sentence
 */
export const written = ({ key, values = {} }) => inEach((words) => fill(words, key, values)
  .map((part) => (part instanceof Node ? part.textContent : part)).join(""));

/**
 * Draws the card.
 * @param {Outlook} outlook
 * @param {string} date
 * @returns {HTMLCanvasElement}
 */
export function picture(outlook, date) {
  const canvas = document.createElement("canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  // Drawn once to find its height: setting that clears the canvas.
  const height = paint(context, outlook, date);
  canvas.width = WIDTH * DENSITY;
  canvas.height = Math.ceil(height) * DENSITY;
  context.scale(DENSITY, DENSITY);
  context.fillStyle = colour("paper");
  context.fillRect(0, 0, WIDTH, height);
  paint(context, outlook, date);
  return canvas;
}

/** @param {string} name */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/**
 * Paints all parts from top to bottom. Returns the height.
 * @param {CanvasRenderingContext2D} context
 * @param {Outlook} outlook
 * @param {string} date
 */
function paint(context, outlook, date) {
  const pen = new Pen(context);
  const { level, verdict, ruler, bars } = outlook;
  pen.texts(linesOf(find("h1")), 22, "ink", "600");
  if (date) pen.text(date, 15, "ink-soft");
  pen.y += 12;
  if (level) {
    pen.text(find(".indicative .label")?.innerText.replaceAll("\n", " / ") ?? "", 15, "ink-soft");
    pen.text(plainly(level), 40, "vermilion", "600");
    pen.y += 8;
  }
  verdict.forEach((sentence, at) => {
    pen.texts(written(sentence), 17, at ? "ink-soft" : "ink", at ? "400" : "600");
  });
  if (ruler) scale(pen, ruler, shortOf(outlook));
  pen.y += 12;
  for (const bar of bars) row(pen, bar);
  const marks = bars.flatMap((bar) => bar.marks);
  if (marks.length) legend(pen, marks);
  pen.y += 8;
  pen.texts(linesOf(find(".promises li")), 13, "ink-soft");
  return pen.y + EDGE;
}

/**
 * The text of an element, with a line for each language.
 * @param {HTMLElement | null} element
 */
function linesOf(element) {
  if (!element) return [];
  const parts = [.../** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll(":scope > [lang]"))];
  return (parts.length ? parts : [element]).map((part) => /** @type {string} */ (part.textContent).trim());
}

/** Writes and draws below what is there already. */
class Pen {
  /** @param {CanvasRenderingContext2D} context */
  constructor(context) {
    this.context = context;
    this.y = EDGE;
    this.isFromRight = document.documentElement.dir === "rtl";
    /** The faces of the languages. */
    this.faces = inEach(({ lang }) => getComputedStyle(find(`.brief [lang="${lang}"]`) ?? find(".brief")).getPropertyValue("--sans"));
  }

  /**
   * @param {number} size
   * @param {string} ink
   * @param {string} weight
   * @param {number} language its position in the reading
   */
  set(size, ink, weight = "400", language = 0) {
    this.context.font = `${weight} ${size}px ${this.faces[language]}`;
    this.context.fillStyle = colour(ink);
    this.context.textBaseline = "alphabetic";
    this.context.direction = this.isFromRight ? "rtl" : "ltr";
  }

  /**
   * Writes a text in each language.
   * @param {string[]} texts
   * @param {number} size
   * @param {string} ink
   * @param {string} [weight]
   */
  texts(texts, size, ink, weight) {
    texts.forEach((text, language) => this.text(text, size, ink, weight, language));
  }

  /**
   * Writes a text in as many lines as it needs.
   * @param {string} text
   * @param {number} size
   * @param {string} ink
   * @param {string} [weight]
   * @param {number} [language]
   */
  text(text, size, ink, weight, language) {
    this.set(size, ink, weight, language);
    let line = "";
    const flush = () => {
      this.y += size * 1.45;
      this.label(line.trim(), this.along(0), this.y - size * 0.35, "start");
      line = "";
    };
    // Han characters and kana may be parted anywhere, but not before a mark.
    for (const part of text.match(/[\u2E80-\uFFEF][，。、；：！？）」』》]*|[^\u2E80-\uFFEF\s]+[^\S\u00A0]*|\s+/gu) ?? []) {
      if (line && this.context.measureText(line + part.trimEnd()).width > WIDTH - 2 * EDGE) flush();
      line += part;
    }
    if (line.trim()) flush();
  }

  /**
   * Writes a short text at a place, without moving on.
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {CanvasTextAlign} align
   */
  label(text, x, y, align) {
    this.context.textAlign = align;
    this.context.fillText(text, x, y);
  }

  /**
   * A length in the direction of the text.
   * @param {number} length
   */
  onward(length) {
    return this.isFromRight ? -length : length;
  }

  /**
   * The place of a share of the width.
   * @param {number} share
   */
  along(share) {
    return (this.isFromRight ? WIDTH - EDGE : EDGE) + this.onward((WIDTH - 2 * EDGE) * Math.min(1, Math.max(0, share)));
  }

  /**
   * Draws a bar from one share of the width to another.
   * @param {number} from
   * @param {number} to
   * @param {number} y
   * @param {number} height
   * @param {string} ink
   */
  bar(from, to, y, height, ink) {
    this.box(this.along(from), y, this.along(to) - this.along(from), height, ink);
  }

  /**
   * Draws a box; with a negative width, to the left of its place.
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {string} ink
   */
  box(x, y, width, height, ink) {
    this.context.fillStyle = colour(ink);
    this.context.fillRect(x, y, width, height);
  }
}

/**
 * @param {Pen} pen
 * @param {Ruler} ruler
 * @param {number} missing
 */
function scale(pen, { max, value, most, aim, unit, zones }, missing) {
  const share = (/** @type {number} */ points) => points / (max || 1);
  const x = (/** @type {number} */ points) => pen.along(share(points));
  const head = pen.y + 14;
  const y = head + 22 * zones.length;
  pen.bar(0, 1, y, 14, "rule");
  pen.bar(0, share(most), y, 14, "rule-strong");
  pen.bar(0, share(value), y, 14, "vermilion");
  /**
   * Writes beside a place of the scale, towards its middle.
   * @param {string} text
   * @param {number} points
   * @param {number} top
   * @param {number} [gap]
   */
  const beside = (text, points, top, gap = 0) => {
    const isHigh = points > max / 2;
    pen.label(text, x(points) + pen.onward(isHigh ? -gap : gap), top, isHigh ? "end" : "start");
  };
  zones.forEach(({ from, name }, at) => {
    const top = y - 22 * (at + 1);
    const isAim = from === aim;
    pen.box(x(from) - (isAim ? 1 : 0), top + 4, isAim ? 2 : 1, y + 14 - top - 4, isAim ? "ink" : "rule-strong");
    pen.set(15, isAim ? "ink" : "ink-soft", isAim ? "600" : "400");
    beside(`${plainly(name)} ${from || ""}`.trim(), from, top + 16, 6);
  });
  if (aim >= 0 && !zones.some(({ from }) => from === aim)) pen.box(x(aim) - 1, y - 4, 2, 22, "ink");
  if (missing && aim > value) pen.bar(share(value), share(aim), y + 18, 2, "vermilion");
  pen.set(15, "ink", "600");
  const short = missing ? written({ key: "outlook_short_by", values: { missing } }).join(" / ") : "";
  beside([`${value}${unit}`, short].filter(Boolean).join(" · "), value, y + 34);
  if (value <= max / 2) {
    pen.set(15, "ink-soft");
    beside(`${max}${unit}`, max, y + 34);
  }
  pen.y = y + 44;
}

/**
 * @param {Pen} pen
 * @param {CardBar} bar
 */
function row(pen, { name, value, aim, sentence, marks }) {
  pen.y += 24;
  pen.set(15, "ink");
  pen.label(plainly(name), pen.along(0), pen.y, "start");
  pen.set(15, "ink-soft");
  pen.label(sentence ? written(sentence)[0] : "–", pen.along(1), pen.y, "end");
  pen.bar(0, 1, pen.y + 8, 10, "rule");
  pen.bar(0, value, pen.y + 8, 10, "ink-soft");
  if (aim >= 0) pen.box(pen.along(aim) - 1, pen.y + 5, 2, 16, "ink");
  pen.y += 18;
  let x = 6;
  if (marks.length) pen.y += 14;
  for (const mark of marks) {
    if (x > WIDTH - 2 * EDGE) {
      x = 6;
      pen.y += 16;
    }
    dot(pen, mark, x, pen.y);
    x += 16;
  }
  if (marks.length) pen.y += 6;
}

/**
 * @param {Pen} pen
 * @param {Mark} mark
 * @param {number} from its distance from where lines begin
 * @param {number} y
 */
function dot(pen, mark, from, y) {
  const { context } = pen;
  const x = pen.along(0) + pen.onward(from);
  context.lineWidth = 1.5;
  context.strokeStyle = context.fillStyle = colour(mark === "not_yet" ? "vermilion" : "ink-soft");
  context.beginPath();
  context.arc(x, y, mark === "unknown" ? 2 : 5, 0, 2 * Math.PI);
  if (mark === "met" || mark === "unknown") context.fill();
  context.stroke();
  if (mark !== "partly") return;
  context.beginPath();
  context.arc(x, y, 5, Math.PI / 2, 1.5 * Math.PI);
  context.fill();
}

/**
 * @param {Pen} pen
 * @param {Mark[]} marks
 */
function legend(pen, marks) {
  pen.y += 30;
  let x = 6;
  for (const state of STATES.filter((one) => marks.includes(one))) {
    const text = `${marks.filter((one) => one === state).length} ${plainly((words) => words[state])}`;
    dot(pen, state, x, pen.y - 5);
    pen.set(14, "ink-soft");
    pen.label(text, pen.along(0) + pen.onward(x + 12), pen.y, "start");
    x += 36 + pen.context.measureText(text).width;
  }
  pen.y += 12;
}
