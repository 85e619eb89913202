// Rules for the theme's styles: the standard ones, with these exceptions.

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
  },
};
