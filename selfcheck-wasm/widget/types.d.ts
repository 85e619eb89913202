/** The words of the script in one language, by their keys, and the tags of the languages from which it borrows some. */
type Words = Record<string, string> & { borrowed?: Record<string, string> };
/** The parts of a sentence. */
type Spoken = string | number | Node | Spoken[];
/** Returns a sentence in one language. */
type Speech = (words: Words) => Spoken;
/** Returns a name in one language. */
type Naming = (words: Words) => string;

/**
 * The reader's entries. Grades (`g`), answers (`q`) and ratings (`p`) have one character for each row or requirement;
 * `-` means none. Forms have grades, answers and the level that they are evaluated as; profiles have ratings.
 */
interface Check {
  g?: string;
  as?: string;
  target?: string;
  posting?: string;
  q?: string;
  p?: string;
  /** The reader's own texts. */
  own: Record<string, string>;
}
/** The entries as the form has them. */
type ReadCheck = Check & { g: string; q: string };
/** The entries as the page of a profile has them. */
type RatedCheck = Check & { p: string };

/** A check as it is saved. */
type SavedCheck = Record<string, string | Record<string, string>>;

/** The evidence of a check: a note, a link or both for each row and each requirement that has some. */
interface Evidence {
  rows?: Record<string, Piece>;
  requirements?: Record<string, Piece>;
}
interface Piece {
  note?: string;
  link?: string;
}

/** A grade or rating: the cell of the scale that it is in, how high it is (-1 if it is not counted), and its name. */
interface ScaleMark {
  cell: number;
  height: number;
  text: Node;
}
/** Several checks beside each other. */
interface Beside {
  caption: Node;
  /** The heading of the first column. */
  subject: Node;
  /** The rows, with the mark of each check on the scale with these labels. */
  lines: { title: Node; marks: (ScaleMark | undefined)[]; labels: string[] }[];
  totals: { title: Node; texts: (Node | string)[] }[];
}

/** A check in a list: its grades, its result, and its total as shown, with its share of the greatest. */
type Summary = [string | Node, Node, { value: string | number; share: number } | undefined];

/** The status of a posting's requirement, and the key of the sentence on its source, if there is one, with its values. */
interface Standing {
  state: "met" | "partly" | "not_yet" | "unknown";
  by: string;
  values?: Record<string, unknown>;
}

/** An item of the rubric's lists. */
interface RubricItem {
  id: string;
  /** Scores in hundredths. */
  scores: number[];
  /** Positions in another list. */
  places: number[];
}

/** The result of the rows of a level. Scores are in hundredths; -1 means none. */
interface LevelResult {
  graded: number;
  rows: number;
  sum: number;
  least: number;
  most: number;
  greatest: number;
  total: number;
  band: number;
}

/** A row to raise: its position, its grades, the points gained, and 1 if the shortest way to the band needs it. */
interface PlanLine {
  row: number;
  /** -1 if the row has no grade. */
  from: number;
  to: number;
  gain: number;
  isNeeded: number;
}

/** The points missing for a band, and the rows to raise, in the order of the plan. */
interface Advice {
  /** 0 for the next band, 1 for the aim, 2 if there is no band to reach. */
  kind: number;
  level: number;
  band: number;
  bound: number;
  missing: number;
  greatest: number;
  steps: number;
  lines: PlanLine[];
}

/** The assessment of a check. */
interface Assessment {
  as: number;
  chosen: number;
  indicative: number;
  forms: LevelResult[];
  advice: Advice[];
}

/** The levels whose totals fall in the same band. */
interface Interpretation {
  band: number;
  places: number[];
}

/** The grade proposed by the answers to a row's requirements; `grade` is the position of a grade, or negative. */
interface Proposal {
  grade: number;
  requirements: number;
  answered: number;
  points: number;
  possible: number;
}

/**
 * The result for the requirements that a target asks for: how many have each state, and shares in whole percent. Not an
 * interface, so that sentences can take its members as their values.
 */
type Attained = {
  asked: number;
  met: number;
  partly: number;
  not_yet: number;
  unrated: number;
  excluded: number;
  /** The number that are rated or excluded. */
  rated: number;
  /** The share attained; -1 if no requirement applies. */
  percent: number;
  /** The share that would be attained if all unrated requirements were met. */
  possible: number;
};

/** The result for a target, as a whole and by dimension. */
interface TargetResult {
  /** Whether the target is reached; `undefined` without a rule. */
  status: "reached" | "open" | "missed" | "nothing" | undefined;
  all: Attained;
  dimensions: Attained[];
}

/** A requirement that is rated lower than a target expects: its position, and the steps reached and expected. */
interface Gap {
  requirement: number;
  reached: number;
  expected: number;
  /** 1 if the requirement is required, 0 if it is optional. */
  isMust: number;
}

/**
 * A requirement to raise, from the steps reached (-1 if it is not rated) to others; the share gained in hundredths of a
 * percent, and 1 if the shortest way to the target needs it.
 */
interface GapLine {
  requirement: number;
  from: number;
  to: number;
  gain: number;
  isNeeded: number;
}

/** The assessment of a check by profile. Targets are positions in their list. */
interface ProfileAssessment {
  /** The target that `gaps` and `plan` are for. */
  aim: number;
  /** 1 if the reader chose `aim`, 0 if not. */
  isChosen: number;
  targets: TargetResult[];
  /** The targets that the ratings indicate. */
  indicated: number[];
  gaps: Gap[];
  /** The fewest steps that reach the target, -1 without a rule, and the requirements to raise, in the order of the plan. */
  plan: { steps: number; lines: GapLine[] };
}

/** Questions of the guide that belong together: those of a row or, in a profile, all. Rows have a name and a grade. */
interface Group {
  name?: Naming;
  section?: HTMLElement;
  /** The elements of the requirements that are asked about. */
  items: HTMLElement[];
  /** The radio buttons of the row's grade, and of the one that its answers propose. */
  grade?: () => HTMLInputElement | null;
  proposed?: () => HTMLInputElement | null;
}

/** What a group is measured against: a level, band or target by its id, and the requirements that a posting asks for. */
interface Aim {
  id: string;
  asked?: Set<string>;
}

/** The state of a requirement for one person; `undefined` if it is not asked. */
type NeedState = Standing["state"] | undefined;

/** One person's check, measured against an aim. */
interface Measured {
  /** The total or the share attained; `undefined` if it is not known. */
  value: number | undefined;
  /** The least that the value may be. */
  least: number;
  /** The position of the result; -1 if there is none. */
  place: number;
  /** The points or requirements missing to the aim; `undefined` if nothing is known or there is no aim. */
  missing: number | undefined;
  /** Whether the aim is reached. What is not known may still be missing. */
  isReached: boolean;
  /**
   * What is shown in each column, and how far it is short of the best, from 0 to 1; `undefined` for a column that does not count.
   */
  cells: ({ text: string | Naming; short: number | undefined } | undefined)[];
  needs: NeedState[];
}

/** The file of a person. */
interface Person {
  name: string;
  /** What files of the same person have in common; `undefined` if the file does not name its person. */
  key: string | undefined;
  check: Check;
  content: string;
}

/** A person of a group as the page shows them, with the results of earlier files. */
interface Member {
  name: string;
  date: string | undefined;
  measured: Measured;
  earlier: { date: string | undefined; measured: Measured }[];
}

/** How many people meet a requirement. */
interface Need {
  place: number;
  asked: number;
  met: number;
  partly: number;
  not_yet: number;
  unknown: number;
}

/** A module that closes gaps: how many more than those before it, of how many people, and how many together with these. */
interface Choice {
  module: number;
  gaps: number;
  people: number;
  closed: number;
}

/** The functions of the core. That of profiles has no `propose`. */
interface Core {
  load(rubric: string): boolean;
  assess(link: string): string;
  propose(link: string): string;
  link(fragment: string): string;
  open_file(entries: string): string;
  save_file(link: string): string;
}

/** The form, whose controls are known by their names. It holds either a rubric or a profile. */
interface SelfcheckForm extends HTMLFormElement {
  readonly elements: HTMLFormControlsCollection & Record<string, HTMLInputElement>;
  readonly dataset: DOMStringMap & { words: string; rubric: string; profile: string };
}

declare module "widget:module" {
  const packed: string;
  export default packed;
}
declare module "widget:glue" {
  export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
  export const load: Core["load"];
  export const assess: Core["assess"];
  export const propose: Core["propose"];
  export const link: Core["link"];
  export const open_file: Core["open_file"];
  export const save_file: Core["save_file"];
}
