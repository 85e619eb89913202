// What the parts of search hand each other, since each is loaded on its own: `search-index.js` and `search-records.js` their
// functions, the files in `data/search/` the records of their languages under `data`.

/** @type {ClausebookSearch} */
export const search = (globalThis.clausebookSearch ??= /** @type {ClausebookSearch} */ ({}));
