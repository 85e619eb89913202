//! The taxonomy of a framework: the kind of competency at each of the four depths for which Moodle has one.

use super::framework::MoodleFramework;
use crate::index::ClauseIndex;
use crate::source::format::text::Id;

/// The kinds that Moodle knows.
const KINDS: [&str; 11] = [
    "behaviour",
    COMPETENCY,
    "concept",
    "domain",
    "indicator",
    "level",
    "outcome",
    "practice",
    "proficiency",
    "skill",
    "value",
];

/// The kind of depths whose competencies have no other.
const COMPETENCY: &str = "competency";

/// The number of depths.
const DEPTHS: usize = 4;

/// The kind at a depth, as far as it is known.
#[derive(Clone, Copy)]
enum DepthKind {
    /// Nothing is at this depth.
    Open,
    /// Everything at this depth has a type of this name.
    Same(&'static str),
    /// Types differ, or Moodle does not know them.
    Mixed,
}

impl DepthKind {
    /// The kind of a depth with one more competency.
    fn with(self, kind: Option<&Id>) -> Self {
        let kind = kind.and_then(|id| KINDS.into_iter().find(|known| *id == **known));
        match (self, kind) {
            (DepthKind::Open, Some(kind)) => DepthKind::Same(kind),
            (DepthKind::Same(known), Some(kind)) if known == kind => self,
            (DepthKind::Open | DepthKind::Same(_) | DepthKind::Mixed, _) => DepthKind::Mixed,
        }
    }

    fn word(self) -> &'static str {
        match self {
            DepthKind::Same(kind) => kind,
            DepthKind::Open | DepthKind::Mixed => COMPETENCY,
        }
    }
}

impl MoodleFramework<'_> {
    /// The kinds of all depths. They are the types of the clauses and requirements, where all at a depth have the same.
    pub(super) fn taxonomy(&self) -> String {
        self.kinds().map(DepthKind::word).join(",")
    }

    /// Whether a source's own kinds are those of all depths that have competencies. The last kind holds for what is deeper.
    pub(super) fn has_kinds(&self, own: &str) -> bool {
        let own: Vec<&str> = own.split(',').map(str::trim).collect();
        let kinds = self.kinds().into_iter().enumerate();
        let mut kinds = kinds.map(|(depth, kind)| (own.get(depth).or(own.last()), kind));
        kinds.all(|(own, kind)| match kind {
            DepthKind::Open => true,
            DepthKind::Same(_) | DepthKind::Mixed => own == Some(&kind.word()),
        })
    }

    fn kinds(&self) -> [DepthKind; DEPTHS] {
        let standard = self.standard;
        let mut kinds = [DepthKind::Open; DEPTHS];
        let mut add = |depth: usize, kind: Option<&Id>| {
            if let Some(known) = kinds.get_mut(depth) {
                *known = known.with(kind);
            }
        };
        for (index, clause) in standard.clauses.indexed() {
            if clause.within == 0 {
                continue;
            }
            let depth = self.depth(index);
            let kind = clause.as_clause().and_then(|body| body.r#type.as_ref());
            let below = match standard.only_holds(index) {
                true => depth,
                false => {
                    add(depth, kind);
                    depth + 1
                }
            };
            for requirement in clause.requirements.clone() {
                let above = standard.above(requirement).count();
                let kind = standard.requirements[requirement].item().r#type.as_ref();
                add(below + above, kind);
            }
        }
        kinds
    }

    /// The number of clauses that a clause is in.
    fn depth(&self, index: ClauseIndex) -> usize {
        let parent = |clause: &ClauseIndex| self.standard.clauses[*clause].parent;
        std::iter::successors(parent(&index), parent).count()
    }
}
