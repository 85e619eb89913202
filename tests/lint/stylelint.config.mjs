// Rules for the theme's styles: the standard ones, with these exceptions, and sizes and gaps from one scale.

import { resolve } from "node:path";

/** A length of 1.5 rem or more: a gap between things, and not the room within a line, a cell or a control. */
const GAP = /(?<![\d.])(1\.[5-9]\d*|[2-9](\.\d+)?|\d{2,}(\.\d+)?)rem/u;

/** A size of type in rem. Sizes in em follow the words around them, and those in pt and px are of paper and drawings. */
const SIZE = /^(calc\(|clamp\()?[\d.]+rem/u;

export default {
  extends: "stylelint-config-standard",
  reportNeedlessDisables: true,
  rules: {
    // Rules are grouped by subject, and layers decide which one wins.
    "no-descending-specificity": null,
    // Phones of 2022 and earlier do not support ranges such as `(width >= 48rem)`.
    "media-feature-range-notation": "prefix",
    // Safari on phones supports it only with its prefix.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["-webkit-text-size-adjust"] }],
    // Names of faces are written as their makers write them.
    "value-keyword-case": ["lower", { ignoreProperties: ["/^--(serif|sans)-/"] }],
    // Gaps and sizes are in tokens.css: --gap, --gap-parts, --gap-groups, and --size-*.
    "declaration-property-value-disallowed-list": [
      { "/^(margin(-block|-top|-bottom)?(-start|-end)?|gap|row-gap)$/": [GAP], "font-size": [SIZE] },
      { message: (property, value) => `${property}: ${value} is not of the scale in tokens.css` },
    ],
  },
  overrides: [
    {
      // The preview shows errors without the theme, and so without its tokens.
      files: [resolve(import.meta.dirname, "../../generator/src/serve/preview.css")],
      rules: { "declaration-property-value-disallowed-list": null },
    },
  ],
};
