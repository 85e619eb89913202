//! Ids of what is imported: the codes of the source where they can be ids, otherwise words of the title.

use std::collections::{HashMap, HashSet};

use super::romanised::romanised;
use crate::check::names::taken;
use crate::language::message::Message;
use crate::model::requirement::place;
use crate::site::reserved::{Folder, reserved_names};
use crate::source::format::text::Id;
use crate::source::position::Position;

/// The most characters of an id that is made of a title.
const LONGEST: usize = 40;

/// The ids of one kind in a standard, compared without regard to case.
#[derive(Debug)]
pub(super) struct FreshIds {
    used: HashSet<String>,
    /// The next number to try after each beginning, since many parts may want the same id.
    next: HashMap<String, usize>,
    reserved: Vec<&'static str>,
    /// Whether small letters are the names of the items of lists.
    has_letters: bool,
}

impl FreshIds {
    /// The ids of clauses and requirements.
    pub(super) fn of_parts() -> Self {
        let mut reserved = reserved_names(Folder::Standard);
        reserved.push("main");
        FreshIds {
            used: HashSet::new(),
            next: HashMap::new(),
            reserved,
            has_letters: true,
        }
    }

    /// The ids of standards in a handbook that has `known` ones.
    pub(super) fn of_standards(known: &[String]) -> Self {
        FreshIds {
            used: known.iter().map(|id| id.to_lowercase()).collect(),
            next: HashMap::new(),
            reserved: reserved_names(Folder::Reading),
            has_letters: false,
        }
    }

    /// The ids of anything else.
    pub(super) fn of_values() -> Self {
        FreshIds {
            used: HashSet::new(),
            next: HashMap::new(),
            reserved: Vec::new(),
            has_letters: false,
        }
    }

    /// Takes an id for a thing with this code and these words. `fallback` is the beginning of an id of something that has
    /// neither, such as `role`.
    pub(super) fn take(&mut self, code: Option<&str>, words: &str, fallback: &str) -> String {
        let code = code.and_then(id_of);
        let slug = slug(words, LONGEST);
        // A year is not what a title is about: `要求表（2024版）`.
        let is_year = slug.len() == 4 && slug.bytes().all(|byte| byte.is_ascii_digit());
        let is_year = is_year && words.chars().any(char::is_alphabetic);
        let wanted = code.or_else(|| id_of(&slug).filter(|_| !is_year));
        match wanted {
            Some(wanted) => self.free(&wanted),
            None => self.numbered(fallback, 1),
        }
    }

    /// Takes the next id that begins with `above` and ends in a number: `2.1.4` for `2.1`.
    pub(super) fn below(&mut self, above: &str, place: usize) -> String {
        self.free(&format!("{above}.{place}"))
    }

    /// Takes exactly this id, if it is free.
    pub(super) fn exactly(&mut self, id: &str) -> bool {
        self.is_free(id) && self.used.insert(id.to_lowercase())
    }

    /// Takes the first free id with this beginning and a number, from `first`.
    fn numbered(&mut self, beginning: &str, first: usize) -> String {
        let key = beginning.to_lowercase();
        let mut count = self.next.get(&key).map_or(first, |next| first.max(*next));
        loop {
            let id = format!("{beginning}-{count}");
            count += 1;
            if self.exactly(&id) {
                self.next.insert(key, count);
                return id;
            }
        }
    }

    /// Takes `wanted`, or else the first free id that begins with it.
    fn free(&mut self, wanted: &str) -> String {
        match self.exactly(wanted) {
            true => wanted.to_owned(),
            false => self.numbered(wanted, 2),
        }
    }

    fn is_free(&self, id: &str) -> bool {
        let is_letter = self.has_letters && id.len() <= 2 && place(id).is_some();
        Id::is_valid(id)
            && !is_letter
            && !self.used.contains(&id.to_lowercase())
            && taken(Message::NONE, id, &Position::file(""), &self.reserved).is_none()
    }
}

/// A code as an id: characters that no id has become hyphens. `None` if nothing of it is left, or if it would be too long.
pub(super) fn id_of(code: &str) -> Option<String> {
    let latin = romanised(code);
    let code = latin.as_deref().unwrap_or(code).trim();
    // A code in another script would lose its meaning.
    let letters = code.chars().filter(|c| c.is_alphanumeric()).count();
    let kept = code.chars().filter(char::is_ascii_alphanumeric).count();
    if kept == 0 || kept * 2 < letters {
        return None;
    }
    let mut id = String::with_capacity(code.len());
    for c in code.chars() {
        let c = if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') {
            c
        } else {
            '-'
        };
        let repeats = matches!(c, '-' | '.') && id.ends_with(['-', '.']);
        if !repeats {
            id.push(c);
        }
    }
    let id = id.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    (Id::is_valid(id) && id.len() <= 100).then(|| id.to_owned())
}

/// Words as a part of an address: small letters and digits with hyphens between words, at most `longest`.
pub(super) fn slug(words: &str, longest: usize) -> String {
    let latin = romanised(words);
    let words = latin.as_deref().unwrap_or(words);
    let mut slug = String::new();
    for c in words.chars().flat_map(char::to_lowercase) {
        match plain_letter(c) {
            Some(letters) => slug.push_str(letters),
            None if c.is_ascii_alphanumeric() => slug.push(c),
            None if c == '\'' || c == '’' => {}
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
        if slug.len() > longest {
            break;
        }
    }
    if slug.len() > longest {
        slug.truncate(longest);
        if let Some((whole, _)) = slug
            .rsplit_once('-')
            .filter(|(whole, _)| whole.len() > longest / 2)
        {
            slug = whole.to_owned();
        }
    }
    slug.trim_matches('-').to_owned()
}

/// A letter of a European language without its accent.
fn plain_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ő' | 'ō' => "o",
        'ö' | 'ø' | 'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ť' | 'ţ' => "t",
        'ù' | 'ú' | 'û' | 'ů' | 'ű' | 'ū' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_source_are_ids_where_they_can_be() {
        let mut ids = FreshIds::of_parts();
        for (code, id) in [
            ("5.3.1.2", "5.3.1.2"),
            ("K 0001", "K-0001"),
            ("k-0001", "k-0001-2"),
            ("A..B", "A.B"),
            ("D&E", "D-E"),
            ("Terms", "Terms-2"),
            ("a", "a-2"),
            ("con", "con-2"),
        ] {
            assert_eq!(ids.take(Some(code), "", "x"), id, "{code}");
        }
        assert_eq!(
            ids.take(Some("知识"), "Wissen über Öle", "x"),
            "wissen-ueber-oele"
        );
        assert_eq!(ids.take(Some("知识"), "知识", "clause"), "clause-1");
        assert_eq!(ids.take(None, "要求表（2024版）", "clause"), "clause-2");
        assert_eq!(ids.take(None, "第3章", "clause"), "3");
        assert_eq!(ids.take(None, "2024", "clause"), "2024");
    }

    #[test]
    fn other_alphabets_and_syllables_are_ids_in_latin_letters() {
        let mut ids = FreshIds::of_values();
        for (code, words, id) in [
            (None, "Менеджер по продажам", "menedzher-po-prodazham"),
            (None, "プロジェクトマネージャー", "purojekutomaneja"),
            (None, "품질 관리자", "pumjil-gwanrija"),
            (None, "Διευθυντής πωλήσεων", "dieythyntis-poliseon"),
            (None, "مدير المبيعات", "mdyr-almbyaat"),
            (Some("ПК-1.2"), "", "PK-1.2"),
            (None, "営業マネージャー", "role-1"),
            (None, "数据", "role-2"),
        ] {
            assert_eq!(ids.take(code, words, "role"), id);
        }
    }

    #[test]
    fn a_slug_ends_with_a_word() {
        assert_eq!(
            slug("Communicating with people’s teams across borders", 30),
            "communicating-with-peoples"
        );
        assert_eq!(slug("数据", 30), "");
    }
}
