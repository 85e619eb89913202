/** What the parts of search hand each other. */
// eslint-disable-next-line no-var
declare var clausebookSearch: Record<string, any>;
/** What `minisearch.js` provides. */
declare var MiniSearch: new (options: object) => any;

interface Navigator {
  /** Known to some browsers only. */
  readonly connection?: { readonly saveData?: boolean };
}
