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
  compare: {
    compared: (checks: { check: Check; result: Assessment & ProfileAssessment }[]) => Beside;
    differ: (marks: (ScaleMark | undefined)[]) => boolean;
  };
  path: {
    FIELD: string;
    level: () => { id: string } | undefined;
    isLevelOpen: () => boolean;
    groups: () => Group[];
    soFar: (result: Assessment & ProfileAssessment) => string | Node;
  };
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
  result: { summary: (check: Check) => Summary };
  outlook: {
    outlook: (check: Entries, result: any) => Outlook;
    copyOf: (id: string) => Element;
    identity: { id: string }[];
  };
  show: {
    data: string;
    SCORED: ("assess" | "propose")[];
    showFirst: (check: Entries, link: string) => Assessment | ProfileAssessment;
    showRest: (check: Entries, link: string) => void;
    assess: (link: string) => Assessment | ProfileAssessment;
    actions: Record<string, (button: HTMLButtonElement) => unknown>;
  };
}

interface FormKind extends Kind<ReadCheck> {
  entry: typeof import("./entry.js");
  compare: typeof import("./compare.js");
  path: typeof import("./path.js");
  measure: typeof import("./measure.js");
  posting: typeof import("./posting.js");
  result: typeof import("./result.js");
  outlook: typeof import("./outlook.js");
  show: typeof import("./show.js");
}

interface ProfileKind extends Kind<RatedCheck> {
  entry: typeof import("./profile/entry.js");
  compare: typeof import("./profile/compare.js");
  path: typeof import("./profile/path.js");
  measure: typeof import("./profile/measure.js");
  posting: typeof import("./profile/posting.js");
  result: typeof import("./profile/result.js");
  outlook: typeof import("./profile/outlook.js");
  show: typeof import("./profile/show.js");
}
