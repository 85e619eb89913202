/** The words of a facet's value: a role, a level or a dimension. */
interface SearchValue {
  id: string;
  label: string;
  /** The titles of the groups of a role. */
  group?: string;
}

/** The rows of records, split only when they are needed. */
interface SearchRows {
  /** All rows in one string. */
  joined: string;
  length(place: number): number;
  everyPlace(pattern: RegExp, found: (place: number, cell: SearchField) => void): void;
  cells(place: number): string[];
}

/** The fields of a record that are searched. */
type SearchField = "number" | "title" | "other" | "also" | "text" | "note";
/** The facets by which results can be filtered. */
type SearchFacet = CommonFacet | "type" | `axis-${string}`;
/** The facets that every handbook may have. */
type CommonFacet = "kind" | "role" | "level" | "dimension";

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
  /** The position of the record that this one is part of. */
  readonly within: number | undefined;
  readonly cells: string[];
  language: SearchLanguage;
  place: number;
  cut: string[] | undefined;
  /** The letters and digits of its fields, once they have been needed. */
  plainly?: { number: string; title: string; names: string[] };
  plainText?: string;
}

/** A language as in its file in `data/search/`: the rows and facets as texts. */
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
  expires?: Record<string, string>;
  /** The groups of Han characters that count as the same, separated by spaces. */
  variants?: string;
  rows: string;
  facets: string;
}

/** A language with its records. */
interface SearchLanguage extends Omit<SearchSource, "rows" | "facets"> {
  rows: SearchRows;
  facets: string[][];
  records: SearchRecord[];
  /** The long texts that have arrived, and their rows. */
  texts?: string;
  long?: SearchRows;
}

/** A term of a text, and its position. */
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
  score: number;
}

/** The results of a query. */
interface SearchAnswer {
  isExact: boolean;
  results: SearchResult[];
}

/** The index of records, which grows as records are added. */
interface SearchIndex {
  index: MiniSearch;
  languages: SearchLanguage[];
  records: SearchRecord[];
  grow(milliseconds?: number, query?: string): boolean;
  lengthen(): void;
}

/** The object that the parts of search share. */
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
/** What roles ask for, as HTML, by their ids. */
declare var clausebookCompared: Record<string, string>;

/** The texts of a long self-check, as HTML. */
declare var clausebookRated: string;

/** The texts of a long picker, as HTML. */
declare var clausebookPicked: string;

/** A result of `minisearch.js`. */
interface MiniSearchResult {
  id: number;
  score: number;
  terms: string[];
  queryTerms: string[];
  match: Record<string, string[]>;
}

/** The interface of `minisearch.js`. */
interface MiniSearch {
  readonly documentCount: number;
  add(document: object): void;
  discard(id: number): void;
  search(query: string, options: object): MiniSearchResult[];
}
declare var MiniSearch: new (options: object) => MiniSearch;

interface Navigator {
  /** Supported by some browsers only. */
  readonly connection?: { readonly saveData?: boolean };
}
