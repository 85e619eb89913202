// The object that the parts of search share, since each is loaded on its own: `search-index.js` and `search-records.js`
// add their functions, and the files in `data/search/` add the records of their languages under `data`.

/** @type {ClausebookSearch} */
export const search = (globalThis.clausebookSearch ??= /** @type {ClausebookSearch} */ ({}));
