//! The codes of countries (ISO 3166-1) and currencies (ISO 4217), and what people write in their place.

use crate::language::message::{Message, message};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::text::Id;
use crate::source::rule::Rule;

/// The codes of countries and territories, ISO 3166-1 alpha-2.
const COUNTRIES: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD \
CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF \
GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA \
NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI \
SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI \
VN VU WF WS YE YT ZA ZM ZW";

/// The codes of currencies that are in use or were until recently, ISO 4217. Without those of metals and funds.
const CURRENCIES: &str = "\
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY \
COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR \
IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR \
MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD \
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD \
XCG XOF XPF YER ZAR ZMW ZWG";

/// The abbreviations, three-letter codes and names that people write in place of a code.
const MEANT: [(&str, &str); 42] = [
    ("UK", "GB"),
    ("ENGLAND", "GB"),
    ("GREAT BRITAIN", "GB"),
    ("UNITED KINGDOM", "GB"),
    ("GBR", "GB"),
    ("英国", "GB"),
    ("CHINA", "CN"),
    ("CHN", "CN"),
    ("PRC", "CN"),
    ("中国", "CN"),
    ("HONG KONG", "HK"),
    ("HKG", "HK"),
    ("香港", "HK"),
    ("SINGAPORE", "SG"),
    ("SGP", "SG"),
    ("新加坡", "SG"),
    ("USA", "US"),
    ("UNITED STATES", "US"),
    ("美国", "US"),
    ("GERMANY", "DE"),
    ("DEU", "DE"),
    ("德国", "DE"),
    ("FRANCE", "FR"),
    ("FRA", "FR"),
    ("法国", "FR"),
    ("JAPAN", "JP"),
    ("JPN", "JP"),
    ("日本", "JP"),
    ("KOREA", "KR"),
    ("KOR", "KR"),
    ("韩国", "KR"),
    ("RMB", "CNY"),
    ("CNH", "CNY"),
    ("人民币", "CNY"),
    ("元", "CNY"),
    ("NTD", "TWD"),
    ("EURO", "EUR"),
    ("欧元", "EUR"),
    ("DOLLAR", "USD"),
    ("美元", "USD"),
    ("YEN", "JPY"),
    ("日元", "JPY"),
];

/// A kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// A country, ISO 3166-1 alpha-2.
    Country,
    /// A currency, ISO 4217.
    Currency,
}

impl CodeKind {
    /// The codes.
    pub fn all(self) -> impl Iterator<Item = &'static str> {
        let codes = match self {
            CodeKind::Country => COUNTRIES,
            CodeKind::Currency => CURRENCIES,
        };
        codes.split(' ')
    }

    /// The name of the kind, with its article.
    fn name(self) -> Message {
        match self {
            CodeKind::Country => message!("a country"),
            CodeKind::Currency => message!("a currency"),
        }
    }

    /// The form of the codes, with an example.
    fn form(self) -> Message {
        match self {
            CodeKind::Country => {
                message!("write the two capital letters of ISO 3166-1, such as `CN`")
            }
            CodeKind::Currency => {
                message!("write the three capital letters of ISO 4217, such as `CNY`")
            }
        }
    }
}

/// The fault of an id that is not a code of this kind. `E512`.
pub fn code_fault(id: &Id, kind: CodeKind) -> Option<Diagnostic> {
    let written = id.as_str();
    if kind.all().any(|code| code == written) {
        return None;
    }
    let capital = written.to_ascii_uppercase();
    let same = kind.all().find(|code| *code == capital);
    let meant =
        same.or_else(|| code_meant(written).filter(|meant| kind.all().any(|code| code == *meant)));
    Some(Rule::InvalidCode.at(
        &id.position,
        message!(
            "`{written}` is not a code for {name}",
            written,
            name = kind.name()
        ),
        match meant {
            Some(meant) => message!("write `{meant}`", meant),
            None => kind.form(),
        },
    ))
}

/// The code that people mean by an abbreviation or a name.
pub fn code_meant(written: &str) -> Option<&'static str> {
    let capital = written.trim().to_uppercase();
    let known = MEANT.iter().find(|(name, _)| *name == capital);
    known.map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::position::Position;

    fn help(written: &str, kind: CodeKind) -> Option<String> {
        let position = Position::file("x");
        let value = written.into();
        code_fault(&Id { value, position }, kind).map(|fault| fault.help.english())
    }

    #[test]
    fn codes_are_in_order_and_what_is_meant_is_a_code() {
        for (kind, count) in [(CodeKind::Country, 249), (CodeKind::Currency, 157)] {
            let codes: Vec<&str> = kind.all().collect();
            assert!(codes.is_sorted(), "{kind:?}");
            assert_eq!(codes.len(), count, "{kind:?}");
        }
        for (name, code) in MEANT {
            let is_code = |kind: CodeKind| kind.all().any(|known| known == code);
            assert!(
                is_code(CodeKind::Country) || is_code(CodeKind::Currency),
                "{name}"
            );
        }
    }

    #[test]
    fn the_code_that_was_meant_is_named() {
        for (written, kind, meant) in [
            ("UK", CodeKind::Country, "write `GB`"),
            ("cn", CodeKind::Country, "write `CN`"),
            ("China", CodeKind::Country, "write `CN`"),
            ("RMB", CodeKind::Currency, "write `CNY`"),
            ("usd", CodeKind::Currency, "write `USD`"),
        ] {
            assert_eq!(help(written, kind).as_deref(), Some(meant), "{written}");
        }
        for written in ["XX", "RMB"] {
            let form = CodeKind::Country.form().english();
            assert_eq!(help(written, CodeKind::Country), Some(form), "{written}");
        }
        assert_eq!(help("GB", CodeKind::Country), None);
        assert_eq!(help("JPY", CodeKind::Currency), None);
    }
}
