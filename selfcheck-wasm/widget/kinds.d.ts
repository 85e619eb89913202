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
    differ: (marks: (Mark | undefined)[]) => boolean;
  };
  path: {
    FIELD: string;
    level: () => { id: string } | undefined;
    isLevelOpen: () => boolean;
    groups: () => Group[];
    soFar: (result: Assessment & ProfileAssessment) => string | Node;
  };
  posting: {
    copyOf: (id: string) => Element;
    status: (item: DOMStringMap, check: Entries) => Standing;
  };
  result: { summary: (check: Check) => [string | Node, Node] };
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
  posting: typeof import("./posting.js");
  result: typeof import("./result.js");
  show: typeof import("./show.js");
}

interface ProfileKind extends Kind<RatedCheck> {
  entry: typeof import("./profile/entry.js");
  compare: typeof import("./profile/compare.js");
  path: typeof import("./profile/path.js");
  posting: typeof import("./profile/posting.js");
  result: typeof import("./profile/result.js");
  show: typeof import("./profile/show.js");
}
