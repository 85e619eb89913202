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
      this.context.textAlign = this.isFromRight ? "right" : "left";
      this.context.fillText(line.trim(), this.isFromRight ? WIDTH - EDGE : EDGE, this.y - size * 0.35);
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

/** @param {number} share */
const along = (share) => EDGE + (WIDTH - 2 * EDGE) * Math.min(1, Math.max(0, share));

/**
 * @param {Pen} pen
 * @param {Ruler} ruler
 * @param {number} missing
 */
function scale(pen, { max, value, most, aim, unit, zones }, missing) {
  const x = (/** @type {number} */ points) => along(points / (max || 1));
  const head = pen.y + 14;
  const y = head + 22 * zones.length;
  pen.box(EDGE, y, WIDTH - 2 * EDGE, 14, "rule");
  pen.box(EDGE, y, x(most) - EDGE, 14, "rule-strong");
  pen.box(EDGE, y, x(value) - EDGE, 14, "vermilion");
  zones.forEach(({ from, name }, at) => {
    const top = y - 22 * (at + 1);
    const isAim = from === aim;
    const isHigh = from > max / 2;
    pen.box(x(from) - (isAim ? 1 : 0), top + 4, isAim ? 2 : 1, y + 14 - top - 4, isAim ? "ink" : "rule-strong");
    pen.set(15, isAim ? "ink" : "ink-soft", isAim ? "600" : "400");
    pen.label(`${plainly(name)} ${from || ""}`.trim(), x(from) + (isHigh ? -6 : 6), top + 16, isHigh ? "right" : "left");
  });
  if (aim >= 0 && !zones.some(({ from }) => from === aim)) pen.box(x(aim) - 1, y - 4, 2, 22, "ink");
  if (missing && aim > value) pen.box(x(value), y + 18, x(aim) - x(value), 2, "vermilion");
  pen.set(15, "ink", "600");
  const isHigh = value > max / 2;
  const short = missing ? written({ key: "outlook_short_by", values: { missing } }).join(" / ") : "";
  pen.label([`${value}${unit}`, short].filter(Boolean).join(" · "), x(value), y + 34, isHigh ? "right" : "left");
  if (!isHigh) {
    pen.set(15, "ink-soft");
    pen.label(`${max}${unit}`, WIDTH - EDGE, y + 34, "right");
  }
  pen.y = y + 44;
}

/**
 * @param {Pen} pen
 * @param {CardBar} bar
 */
function row(pen, { name, value, aim, sentence, marks }) {
  const [start, end] = pen.isFromRight ? [WIDTH - EDGE, EDGE] : [EDGE, WIDTH - EDGE];
  pen.y += 24;
  pen.set(15, "ink");
  pen.label(plainly(name), start, pen.y, pen.isFromRight ? "right" : "left");
  pen.set(15, "ink-soft");
  pen.label(sentence ? written(sentence)[0] : "–", end, pen.y, pen.isFromRight ? "left" : "right");
  pen.box(EDGE, pen.y + 8, WIDTH - 2 * EDGE, 10, "rule");
  pen.box(EDGE, pen.y + 8, along(value) - EDGE, 10, "ink-soft");
  if (aim >= 0) pen.box(along(aim) - 2, pen.y + 5, 2, 16, "ink");
  pen.y += 18;
  let x = EDGE + 6;
  if (marks.length) pen.y += 14;
  for (const mark of marks) {
    if (x > WIDTH - EDGE) {
      x = EDGE + 6;
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
 * @param {number} x
 * @param {number} y
 */
function dot({ context }, mark, x, y) {
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
  let x = EDGE + 6;
  for (const state of STATES.filter((one) => marks.includes(one))) {
    const text = `${marks.filter((one) => one === state).length} ${plainly((words) => words[state])}`;
    dot(pen, state, x, pen.y - 5);
    pen.set(14, "ink-soft");
    pen.context.direction = "ltr";
    pen.label(text, x + 12, pen.y, "left");
    x += 36 + pen.context.measureText(text).width;
  }
  pen.y += 12;
}
