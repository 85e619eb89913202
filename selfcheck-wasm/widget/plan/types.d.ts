/** A sentence by its key, with its values, as `say` takes them. */
interface Sentence {
  key: string;
  values?: Record<string, unknown>;
}

/** The status of a requirement. */
type Mark = Standing["state"];

/** A line of the plan. */
interface PlanStep {
  /** The id of the row or the requirement. */
  id: string;
  name: Naming;
  /** The name of the present grade or step; `undefined` if there is none. */
  from: Naming | undefined;
  to: Naming;
  /** The points or percentage points gained; 0 if there are none. */
  gain: number;
  /** Whether the gain is in percent. */
  isShare: boolean;
  steps: number;
  isNeeded: boolean;
  /** The ids of the requirements to work on. */
  requirements: string[];
}

/** A row or a dimension: its share attained, and the one that the plan leads to or that is expected, from 0 to 1. */
interface CardBar {
  name: Naming;
  value: number;
  /** -1 if there is none. */
  aim: number;
  sentence: Sentence | undefined;
  marks: Mark[];
}

/** A scale from 0 to a maximum, in points or percent. */
interface Ruler {
  max: number;
  value: number;
  /** The greatest value that is still possible. */
  most: number;
  /** The least value to reach; -1 if there is none. */
  aim: number;
  unit: "" | "%";
  /** The named parts of the scale, the lowest first, each with its least value. */
  zones: { from: number; name: Naming }[];
}

/** What the card and the plan show of a check. */
interface Outlook {
  /** Whether nothing has been entered. */
  isBlank: boolean;
  /** The state of the aim; `none` if there is neither an aim nor anything entered. */
  state: "none" | "blank" | "reached" | "short" | "open" | "never" | "unreachable";
  /** The verdict. */
  verdict: Sentence[];
  /** The value missing to the aim; 0 if none is. */
  missing: number;
  /** The levels or bands that the result indicates; `undefined` if there is none. */
  level: Naming | undefined;
  ruler: Ruler | undefined;
  /** Whether the page itself already shows the bars. */
  hasBars: boolean;
  bars: CardBar[];
  /** The name of the band or target that the needed lines lead to. */
  target: Naming | undefined;
  lines: PlanStep[];
  /** The result as a table: the keys of the words for its head, and its rows. */
  table: { head: string[]; rows: (Naming | string | number)[][] };
  /** Remarks on the plan. */
  remarks: Sentence[];
}

/** A module that teaches requirements. */
interface TaughtModule {
  key: string;
  /** The item of a list with the link to it. */
  element: HTMLElement;
  hours: number;
  /** The keys of the modules that must be taken before it. */
  before: string[];
  /** Whether its curriculum leads to the role of the page. */
  isOwn: boolean;
  /** Whether nobody offers its curriculum. */
  isExample: boolean;
  /** The position of the curriculum and of the module in it. */
  place: number;
  /** How deeply it covers requirements, by their ids: 1 introduced, 2 practised, 3 assessed. */
  depths: Map<string, number>;
}
