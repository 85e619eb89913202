//! The rules: every kind of fault, with its name, its code and its severity.
//!
//! A rule is declared once, in the table at the end of this file. Its explanation is `rules/NAME.md`, beside this file, and
//! `rules/NAME.zh.md` in Chinese; a rule without both does not compile.
//!
//! Codes and names are stable: users write them in their scripts. A new rule takes the next free code of its group, and
//! the code of a removed rule is never given again. Codes begin with `E` for an error and `W` for a warning; the groups
//! are
//!
//! | codes | subject |
//! | --- | --- |
//! | 001–099 | files, YAML, and single values |
//! | 100–199 | the handbook, its languages, names |
//! | 200–299 | standards, clauses, references |
//! | 300–399 | rubric and forms |
//! | 400–499 | texts, links, notes, translations |
//! | 500–599 | curricula and postings |
//! | 600–699 | permalinks and editions |
//! | 700–799 | themes |

use std::fmt;

use super::closest::closest;
use crate::language::ProgramLanguage;

/// The severity of a diagnostic.
///
/// Ordered by weight, errors first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stops the build.
    Error,
    /// Deserves attention, but does not stop the build.
    Warning,
}

impl Severity {
    /// The word for it: `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// Declares the rules: variant, code and name of each, by severity.
macro_rules! rules {
    ($( $severity:ident { $( $variant:ident $code:literal $name:literal, )* } )*) => {
        /// A kind of fault, with a name and a code that users can look up and refer to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(
                #[doc = concat!("`", $code, "`, `", $name, "`")]
                $variant,
            )*)*
        }

        impl Rule {
            /// Every rule: errors, then warnings, each in the order of their codes.
            pub const ALL: &[Rule] = &[$($( Rule::$variant, )*)*];

            /// The code, which never changes: `E020`.
            pub fn code(self) -> &'static str {
                match self {
                    $($( Rule::$variant => $code, )*)*
                }
            }

            /// The name, which never changes: `unknown-key`.
            pub fn name(self) -> &'static str {
                match self {
                    $($( Rule::$variant => $name, )*)*
                }
            }

            /// The severity of its diagnostics, unless the user sets another one.
            pub fn severity(self) -> Severity {
                match self {
                    $($( Rule::$variant => Severity::$severity, )*)*
                }
            }

            /// The explanation, in Markdown: what is wrong, why it matters, an example, and the way out.
            pub fn explanation(self, language: ProgramLanguage) -> &'static str {
                match language {
                    ProgramLanguage::English => match self {
                        $($( Rule::$variant => include_str!(concat!("rules/", $name, ".md")), )*)*
                    },
                    ProgramLanguage::Chinese => match self {
                        $($( Rule::$variant => include_str!(concat!("rules/", $name, ".zh.md")), )*)*
                    },
                }
            }
        }
    };
}

impl Rule {
    /// The heading of the explanation: the fault in a few words. E.g. for the list that `clausebook
    /// explain` prints.
    pub fn title(self, language: ProgramLanguage) -> &'static str {
        let first = self
            .explanation(language)
            .lines()
            .next()
            .unwrap_or_default();
        first.trim_start_matches('#').trim()
    }

    /// The rule with a name or a code, in capital or small letters. `None` if there is none.
    pub fn find(written: &str) -> Option<Rule> {
        let mut rules = Rule::ALL.iter().copied();
        rules.find(|rule| {
            rule.name().eq_ignore_ascii_case(written) || rule.code().eq_ignore_ascii_case(written)
        })
    }

    /// The name or code that `written`, which no rule has, was probably meant to be. `None` if
    /// nothing is close.
    pub fn meant(written: &str) -> Option<&'static str> {
        if let Some(code) = Rule::meant_code(written) {
            return Some(code);
        }
        let small = written.to_ascii_lowercase();
        closest(&small, Rule::ALL.iter().map(|rule| rule.name()))
    }

    /// The code with the number in `written`, which may lack the letter or zeros or have the other letter. A code with
    /// another number is not suggested: it is as close to a mistyped code as many others are.
    fn meant_code(written: &str) -> Option<&'static str> {
        let digits = written.trim_start_matches(['E', 'W', 'e', 'w']);
        let is_code = written.len() - digits.len() <= 1
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = format!("{:03}", digits.parse::<u32>().ok().filter(|_| is_code)?);
        let mut codes = Rule::ALL.iter().map(|rule| rule.code());
        let letter = written.chars().next()?.to_ascii_uppercase();
        let same = codes
            .clone()
            .find(|code| code.starts_with(letter) && code[1..] == number);
        same.or_else(|| codes.find(|code| code[1..] == number))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

rules! {
    Error {
        UnreadableFile "E001" "unreadable-file",
        FileTooLarge "E002" "file-too-large",
        NotUtf8 "E003" "not-utf8",
        BrokenFileLink "E004" "broken-file-link",
        FileLinkOutside "E005" "file-link-outside",
        FileLinkLoop "E006" "file-link-loop",
        MisplacedFile "E007" "misplaced-file",
        FileWithoutLanguage "E008" "file-without-language",
        MissingFrontMatter "E009" "missing-front-matter",
        InvalidYaml "E010" "invalid-yaml",
        YamlTag "E011" "yaml-tag",
        TextAfterHash "E012" "text-after-hash",
        LookalikeCharacter "E013" "lookalike-character",
        YamlBeyondLimits "E014" "yaml-beyond-limits",
        WrongType "E015" "wrong-type",
        ControlCharacter "E016" "control-character",
        RepeatedKey "E017" "repeated-key",
        UnknownKey "E018" "unknown-key",
        MissingKey "E019" "missing-key",
        EmptyText "E020" "empty-text",
        InvalidIdentifier "E021" "invalid-identifier",
        InvalidFileName "E022" "invalid-file-name",
        InvalidDate "E023" "invalid-date",
        InvalidNumber "E024" "invalid-number",
        InvalidColour "E025" "invalid-colour",
        UnknownValue "E026" "unknown-value",
        InvalidReference "E027" "invalid-reference",
        BackwardRange "E028" "backward-range",
        InvalidSiteAddress "E029" "invalid-site-address",
        InvalidWebAddress "E030" "invalid-web-address",
        MergeConflict "E031" "merge-conflict",
        DamagedRecord "E032" "damaged-record",
        UnquotedText "E033" "unquoted-text",
        UnclosedQuote "E034" "unclosed-quote",
        UnclosedBracket "E035" "unclosed-bracket",
        TabInIndentation "E036" "tab-in-indentation",
        WrongIndentation "E037" "wrong-indentation",
        WrongFileKind "E038" "wrong-file-kind",
        UnsafePicture "E039" "unsafe-picture",

        MissingHandbook "E100" "missing-handbook",
        MissingStandardFile "E101" "missing-standard-file",
        UnknownStandard "E102" "unknown-standard",
        EmptyList "E103" "empty-list",
        InvalidLanguageKey "E104" "invalid-language-key",
        InvalidLanguageTag "E105" "invalid-language-tag",
        UnknownLanguage "E106" "unknown-language",
        RepeatedReadingLanguage "E107" "repeated-reading-language",
        InvalidBaseUrl "E108" "invalid-base-url",
        LowContrast "E109" "low-contrast",
        ReservedName "E110" "reserved-name",
        NameDiffersFromFile "E111" "name-differs-from-file",
        DuplicateName "E112" "duplicate-name",
        NamesDifferInCase "E113" "names-differ-in-case",
        ChangeOrder "E114" "change-order",
        AmbiguousReading "E115" "ambiguous-reading",
        InvalidRepository "E116" "invalid-repository",
        UnknownPage "E117" "unknown-page",

        UnknownRole "E200" "unknown-role",
        UnknownDimension "E201" "unknown-dimension",
        UnknownLevel "E202" "unknown-level",
        UnknownClause "E203" "unknown-clause",
        UnknownRequirement "E204" "unknown-requirement",
        ClauseWithoutRequirements "E205" "clause-without-requirements",
        UnknownAnnex "E206" "unknown-annex",
        UnknownDrawing "E207" "unknown-drawing",
        WrongColumnCount "E208" "wrong-column-count",
        ClauseWithoutTitle "E209" "clause-without-title",
        MisplacedPreliminary "E210" "misplaced-preliminary",
        MissingParentClause "E211" "missing-parent-clause",
        ClauseOrder "E212" "clause-order",
        InvalidLetter "E213" "invalid-letter",
        ClauseNamedAsRequirement "E214" "clause-named-as-requirement",
        ClauseCircle "E215" "clause-circle",
        ClausePlacedTwice "E216" "clause-placed-twice",
        UnknownType "E217" "unknown-type",
        RequirementWithoutText "E218" "requirement-without-text",
        UnknownRelation "E219" "unknown-relation",
        UnknownRelationKind "E220" "unknown-relation-kind",
        UnknownGroup "E221" "unknown-group",
        GroupCircle "E222" "group-circle",
        LevelCircle "E230" "level-circle",
        UnknownTier "E231" "unknown-tier",
        InvalidLevelRule "E240" "invalid-level-rule",
        InvalidWeight "E241" "invalid-weight",

        UnknownRow "E300" "unknown-row",
        UnknownBand "E301" "unknown-band",
        UnknownGrade "E302" "unknown-grade",
        IncompleteRubric "E303" "incomplete-rubric",
        LongGrade "E304" "long-grade",
        MissingTotal "E305" "missing-total",
        EmptyTotal "E306" "empty-total",
        TotalOrder "E307" "total-order",
        RowAddedTwice "E308" "row-added-twice",
        LimitedLowestBand "E309" "limited-lowest-band",
        BandWithoutLimit "E310" "band-without-limit",
        BandOrder "E311" "band-order",
        AnnexRoleMismatch "E312" "annex-role-mismatch",
        FormsAlike "E313" "forms-alike",
        MissingHeading "E314" "missing-heading",
        MissingRow "E315" "missing-row",
        RowOrder "E316" "row-order",
        MissingScore "E317" "missing-score",
        ScoreOrder "E318" "score-order",
        RowWithoutCriteria "E319" "row-without-criteria",
        CriterionSource "E320" "criterion-source",
        FormWithoutRubric "E321" "form-without-rubric",
        TotalWithoutLevel "E322" "total-without-level",
        RowWithoutId "E323" "row-without-id",
        RowDefinedTwice "E324" "row-defined-twice",
        RowWithoutLabel "E325" "row-without-label",
        FormWithoutRows "E326" "form-without-rows",
        GeneratedAndStated "E327" "generated-and-stated",
        NothingGenerated "E328" "nothing-generated",
        GradeWithoutPoints "E329" "grade-without-points",
        InexactScore "E330" "inexact-score",
        FormBeyondLimits "E331" "form-beyond-limits",
        InvalidGuidance "E332" "invalid-guidance",

        LanguageWithoutTexts "E400" "language-without-texts",
        MissingTranslation "E401" "missing-translation",
        QuoteNotFound "E403" "quote-not-found",
        HalfWidthMark "E404" "half-width-mark",
        FullWidthMark "E405" "full-width-mark",
        BrokenLink "E406" "broken-link",
        LinkScheme "E407" "link-scheme",
        LinkFromRoot "E408" "link-from-root",
        SpaceInLink "E409" "space-in-link",
        MissingAnchor "E410" "missing-anchor",
        UnknownReference "E411" "unknown-reference",
        CutReference "E412" "cut-reference",
        UnreadableFormula "E413" "unreadable-formula",
        UnsupportedMarkdown "E414" "unsupported-markdown",
        PictureWithoutText "E415" "picture-without-text",
        NotAPicture "E416" "not-a-picture",

        MissingCurriculum "E500" "missing-curriculum",
        MissingOverview "E501" "missing-overview",
        UnknownModule "E502" "unknown-module",
        RepeatedModule "E503" "repeated-module",
        WrongHours "E504" "wrong-hours",
        ModuleWithoutHours "E505" "module-without-hours",
        ModuleLanguagesDiffer "E506" "module-languages-differ",
        UnlistedPrerequisite "E507" "unlisted-prerequisite",
        PrerequisiteCircle "E508" "prerequisite-circle",
        PrerequisiteOrder "E509" "prerequisite-order",
        RequirementOfAnotherRole "E510" "requirement-of-another-role",
        ExpiresBeforePublished "E511" "expires-before-published",
        InvalidCode "E512" "invalid-code",
        InvalidSalary "E513" "invalid-salary",

        PermalinkMoved "E600" "permalink-moved",
        PermalinkReworded "E601" "permalink-reworded",
        PermalinkGone "E602" "permalink-gone",
        PermalinkCollision "E603" "permalink-collision",
        PermalinkTwice "E604" "permalink-twice",
        MismatchedWords "E605" "mismatched-words",
        AddressInUse "E606" "address-in-use",
        RedirectTarget "E607" "redirect-target",
        EditionCircle "E608" "edition-circle",
        ReplacedTwice "E609" "replaced-twice",
        ReplacedWithoutEdition "E610" "replaced-without-edition",
        NotAnEarlierEdition "E611" "not-an-earlier-edition",

        UnknownTheme "E700" "unknown-theme",
        InvalidTemplate "E701" "invalid-template",
        FailedPage "E702" "failed-page",
        MissingLogo "E704" "missing-logo",
        InvalidLogo "E705" "invalid-logo",
        UnsafeLogo "E706" "unsafe-logo",
        InvalidScript "E707" "invalid-script",
        WrongPlaceholders "E708" "wrong-placeholders",
        WrongPluralForms "E709" "wrong-plural-forms",
    }
    Warning {
        NotContent "W001" "not-content",
        LargePicture "W002" "large-picture",
        UnusedFile "W003" "unused-file",
        PictureWithPlace "W004" "picture-with-place",
        UnusedLanguage "W100" "unused-language",
        UnlistedStandard "W101" "unlisted-standard",
        DiffersFromParent "W200" "differs-from-parent",
        NoSelfCheck "W201" "no-self-check",
        AskedOfNobody "W202" "asked-of-nobody",
        LevelsAlike "W203" "levels-alike",
        RowsAlike "W300" "rows-alike",
        RowInNoTotal "W301" "row-in-no-total",
        LevelWithoutBand "W302" "level-without-band",
        UnreachableBand "W303" "unreachable-band",
        LeftOutOfForm "W304" "left-out-of-form",
        TotalsAlike "W305" "totals-alike",
        MissingPageTranslation "W400" "missing-page-translation",
        DoubtfulHalfWidthMark "W401" "doubtful-half-width-mark",
        Untranslated "W402" "untranslated",
        TermNotUsed "W403" "term-not-used",
        LiteralMarkdown "W404" "literal-markdown",
        DoubtfulCharacter "W405" "doubtful-character",
        RemovedHtml "W406" "removed-html",
        SecondTitle "W407" "second-title",
        UnusedFootnote "W408" "unused-footnote",
        UnlistedModule "W500" "unlisted-module",
        Uncovered "W501" "uncovered",
        RequirementAboveLevel "W502" "requirement-above-level",
        UnlockedPermalinks "W600" "unlocked-permalinks",
        UnrecordedTranslations "W601" "unrecorded-translations",
        UnrecordedWords "W602" "unrecorded-words",
        StaleTranslation "W603" "stale-translation",
        UnconfirmedContinuation "W604" "unconfirmed-continuation",
        UntranslatedWords "W700" "untranslated-words",
        UnknownWord "W701" "unknown-word",
        ReplacesNothing "W702" "replaces-nothing",
        MissingThemeFile "W703" "missing-theme-file",
        DanglingLink "W704" "dangling-link",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_and_names_are_given_once_and_have_their_form() {
        let mut taken = BTreeSet::new();
        for rule in Rule::ALL {
            let (code, name) = (rule.code(), rule.name());
            let letter = match rule.severity() {
                Severity::Error => 'E',
                Severity::Warning => 'W',
            };
            let digits = code.strip_prefix(letter).unwrap_or_default();
            assert!(
                digits.len() == 3 && digits.bytes().all(|digit| digit.is_ascii_digit()),
                "{code}"
            );
            assert!(
                name.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{name}"
            );
            assert!(taken.insert(code) && taken.insert(name), "{code} {name}");
        }
        let mut sorted = Rule::ALL.to_vec();
        sorted.sort_by_key(|rule| rule.code());
        assert_eq!(sorted, Rule::ALL);
    }

    #[test]
    fn explanations_have_a_heading_an_example_and_a_way_out() {
        for language in ProgramLanguage::ALL {
            let parts = match language {
                ProgramLanguage::English => ["\nWrong:\n", "\nRight:\n", "\n**To fix it:** "],
                ProgramLanguage::Chinese => ["\n错误：\n", "\n正确：\n", "\n**怎样修改**："],
            };
            for rule in Rule::ALL {
                let text = rule.explanation(language);
                let title = rule.title(language);
                assert!(text.starts_with("# "), "{rule}");
                assert!(!title.is_empty() && !title.ends_with(['.', '。']), "{rule}");
                let blocks = text.matches("\n```").count();
                assert_eq!(blocks, 4, "{rule}: a wrong and a right example");
                for part in parts {
                    assert_eq!(text.matches(part).count(), 1, "{rule}: {part:?}");
                }
            }
        }
    }

    /// The kinds of the examples: `yaml`.
    fn kinds(text: &str) -> Vec<&str> {
        let lines = text.lines().filter_map(|line| line.strip_prefix("```"));
        lines.filter(|kind| !kind.is_empty()).collect()
    }

    #[test]
    fn explanations_in_chinese_have_the_same_kinds_of_examples_and_chinese_punctuation() {
        let is_han = |character: char| ('\u{4e00}'..='\u{9fff}').contains(&character);
        for rule in Rule::ALL {
            let text = rule.explanation(ProgramLanguage::Chinese);
            assert_eq!(
                kinds(text),
                kinds(rule.explanation(ProgramLanguage::English)),
                "{rule}"
            );
            // Prose: outside of examples, of code in a line, and of the targets of links.
            let prose = text.split("\n```").step_by(2).map(|part| {
                let spans = part.split('`').step_by(2);
                spans.collect::<Vec<_>>().join("x")
            });
            for part in prose {
                assert!(part.chars().any(is_han), "{rule}");
                let mut before = ' ';
                for character in part.chars() {
                    let is_half_width = ",.:;!?()\"'".contains(character);
                    assert!(!(is_half_width && is_han(before)), "{rule}: {part}");
                    before = character;
                }
            }
        }
    }

    #[test]
    fn rules_are_found_by_name_and_by_code() {
        assert_eq!(Rule::find("unknown-key"), Some(Rule::UnknownKey));
        assert_eq!(Rule::find("e018"), Some(Rule::UnknownKey));
        assert_eq!(Rule::find("unknown-kex"), None);
        assert_eq!(Rule::meant("unknown-kex"), Some("unknown-key"));
        for (written, meant) in [
            ("E13", Some("E013")),
            ("e0018", Some("E018")),
            ("18", Some("E018")),
            ("W018", Some("E018")),
            ("w100x", None),
            ("E999", None),
            ("E", None),
        ] {
            assert_eq!(Rule::meant(written), meant, "{written}");
        }
    }
}
