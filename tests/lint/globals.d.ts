/** The words of a facet's value: a role, a level or a dimension. */
interface SearchValue {
  id: string;
  label: string;
}

/** The rows of records, cut only where they are needed. */
interface SearchRows {
  length(place: number): number;
  everyPlace(pattern: RegExp, found: (place: number, cell: SearchField) => void): void;
  cells(place: number): string[];
}

/** The fields of a record in which words are sought. */
type SearchField = "number" | "title" | "other" | "also" | "text" | "note";
/** What results can be filtered by. */
type SearchFacet = "kind" | "role" | "level" | "dimension" | "type" | `axis-${string}`;

/** The choices of a facet that only some handbooks have: an axis of dimensions, or the type. */
interface FurtherFacet {
  key: SearchFacet;
  label: string;
  any: string;
  choices: SearchValue[];
}

/** Something that search finds, in one language. */
interface SearchRecord extends Record<SearchField, string>, Record<SearchFacet, string> {
  readonly path: string;
  /** The place of the record that it is part of. */
  readonly within: number | undefined;
  readonly cells: string[];
  language: SearchLanguage;
  place: number;
  cut: string[] | undefined;
  /** What it says in letters and digits alone, once that was needed. */
  plainly?: { number: string; title: string; names: string[] };
  plainText?: string;
}

/** A language, as its file in `data/search/` gives it: the rows and facets as texts. */
interface SearchSource {
  tag: string;
  /** The direction of its script, if a language of the reading has another. */
  dir?: string;
  /** The tags of the languages from which it borrows words, by their keys. */
  borrowed?: Record<string, string>;
  words: Record<string, string>;
  roles: SearchValue[];
  levels: SearchValue[];
  dimensions: SearchValue[];
  further?: FurtherFacet[];
  rows: string;
  facets: string;
}

/** A language with its records. */
interface SearchLanguage extends Omit<SearchSource, "rows" | "facets"> {
  rows: SearchRows;
  facets: string[][];
  records: SearchRecord[];
  /** The long texts that have come, and their rows. */
  texts?: string;
  long?: SearchRows;
}

/** A term of a text, and where it stands. */
interface SearchTerm {
  term: string;
  start: number;
  end: number;
}

/** A record that answers a query. */
interface SearchResult {
  place: number;
  terms: Set<string>;
  fields: Set<string>;
}

/** What a query finds. */
interface SearchAnswer {
  isExact: boolean;
  results: SearchResult[];
}

/** The index of records, which grows. */
interface SearchIndex {
  index: MiniSearch;
  languages: SearchLanguage[];
  records: SearchRecord[];
  grow(milliseconds?: number, query?: string): boolean;
  lengthen(): void;
}

/** What the parts of search hand each other. */
interface ClausebookSearch {
  data: Record<string, SearchLanguage>;
  unpack(language: object): void;
  lengthen(language: SearchLanguage): number[];
  build(languages: SearchLanguage[]): SearchIndex;
  find(built: SearchIndex, query: string, filters?: Partial<Record<SearchFacet, string>>): SearchAnswer;
  marked(text: string, terms: Set<string>): [string, boolean][];
  excerpt(text: string, terms: Set<string>, room: number): string;
  termsOf(text: string, isQuery?: boolean): SearchTerm[];
  begin(parts: Promise<unknown>, loadTexts: () => Promise<unknown>): Promise<void>;
}
// eslint-disable-next-line no-var
declare var clausebookSearch: ClausebookSearch;

/** What `minisearch.js` finds. */
interface MiniSearchResult {
  id: number;
  score: number;
  terms: string[];
  queryTerms: string[];
  match: Record<string, string[]>;
}

/** What `minisearch.js` provides. */
interface MiniSearch {
  readonly documentCount: number;
  add(document: object): void;
  discard(id: number): void;
  search(query: string, options: object): MiniSearchResult[];
}
declare var MiniSearch: new (options: object) => MiniSearch;

interface Navigator {
  /** Known to some browsers only. */
  readonly connection?: { readonly saveData?: boolean };
}
