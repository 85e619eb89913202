// Declares the modules that the shared ones import from `widget:kind/`, and checks that each kind of self-check
// provides them.

/** The modules of a kind whose page has entries of the type `Entries`. */
interface Kind<Entries extends Check> {
  entry: {
    /** The standard, the edition and, if there is one, the role. */
    identity: { id: string }[];
    KEYS: string[];
    WHOLE: string[];
    OWN: string[];
    PREFIX: string;
    read: () => Entries;
    write: (check: Partial<Check>) => void;
    choose: (name: string, chosen?: string) => void;
    toLink: (check: Check) => string;
    isEmpty: (check: Check) => boolean;
  };
  compare: { compared: (one: Check, two: Check) => Comparison };
  measure: {
    data: string;
    SCORED: ("assess" | "propose")[];
    subject: string;
    ids: string[];
    aims: { id: string; name: Naming }[];
    results: Naming[];
    columns: Naming[];
    unit: string;
    measure: (own: Check, aim: Aim) => Measured;
  };
  posting: {
    copyOf: (id: string) => Element;
    status: (item: DOMStringMap, check: Entries) => Standing;
  };
  result: { summary: (check: Check) => [string | Node, Node] };
  show: {
    data: string;
    SCORED: ("assess" | "propose")[];
    showFirst: (check: Entries, link: string) => void;
    showRest: (check: Entries, link: string) => void;
    actions: Record<string, (button: HTMLButtonElement) => unknown>;
  };
}

interface FormKind extends Kind<ReadCheck> {
  entry: typeof import("./entry.js");
  compare: typeof import("./compare.js");
  measure: typeof import("./measure.js");
  posting: typeof import("./posting.js");
  result: typeof import("./result.js");
  show: typeof import("./show.js");
}

interface ProfileKind extends Kind<RatedCheck> {
  entry: typeof import("./profile/entry.js");
  compare: typeof import("./profile/compare.js");
  measure: typeof import("./profile/measure.js");
  posting: typeof import("./profile/posting.js");
  result: typeof import("./profile/result.js");
  show: typeof import("./profile/show.js");
}
