//! The records that templates receive, read from the source of the program: the structs and enums that are serialised, with the
//! documentation of their fields.

use std::collections::BTreeMap;

/// A struct or an enum that templates receive.
#[derive(Clone, Debug, Default)]
pub struct TemplateRecord {
    /// Its documentation, as one line.
    pub about: String,
    /// The fields of a struct, in the order of their declaration.
    pub fields: Vec<TemplateField>,
    /// The values of an enum, as templates see them; empty for a struct.
    pub values: Vec<String>,
}

/// A field of a record.
#[derive(Clone, Debug)]
pub struct TemplateField {
    /// Its name.
    pub name: String,
    /// Its type, as Rust writes it on one line.
    pub kind: String,
    /// Its documentation, as one line.
    pub about: String,
    /// Whether its own fields take its place.
    pub is_flat: bool,
}

/// Reads all public records from the text of a source file. A record is a struct or an enum that derives `Serialize`, or that
/// `by_hand` names because it is serialised by its own code.
pub fn records(text: &str, by_hand: &[&str]) -> BTreeMap<String, TemplateRecord> {
    let mut found = BTreeMap::new();
    let mut lines = text.lines().peekable();
    let (mut about, mut attributes) = (Vec::new(), String::new());
    while let Some(line) = lines.next() {
        if let Some(words) = line.strip_prefix("///") {
            about.push(words.trim());
        } else if line.starts_with("#[") {
            attributes.push_str(line);
        } else {
            let declared = line.strip_prefix("pub").and_then(|rest| {
                let rest = rest.strip_prefix("(super)").unwrap_or(rest).trim_start();
                let keyword = ["struct ", "enum "].into_iter();
                let mut keyword = keyword.filter(|keyword| rest.starts_with(keyword));
                let keyword = keyword.next()?;
                let name = &rest[keyword.len()..];
                let end = name.find(|c: char| !c.is_alphanumeric())?;
                line.ends_with('{').then_some((keyword, &name[..end]))
            });
            if let Some((keyword, name)) = declared
                && (attributes.contains("Serialize") || by_hand.contains(&name))
            {
                let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "}").collect();
                let mut record = TemplateRecord {
                    about: about.join(" "),
                    ..TemplateRecord::default()
                };
                if keyword == "struct " {
                    record.fields = fields(&body);
                } else {
                    record.values = values(&body, &attributes);
                }
                found.insert(name.to_owned(), record);
            }
            about.clear();
            attributes.clear();
        }
    }
    found
}

/// The fields of a struct that are serialised.
fn fields(body: &[&str]) -> Vec<TemplateField> {
    let mut fields = Vec::new();
    let (mut about, mut attributes, mut declared) = (Vec::new(), String::new(), String::new());
    for line in body.iter().map(|line| line.trim()) {
        if let Some(words) = line.strip_prefix("///") {
            about.push(words.trim());
        } else if line.starts_with("#[") {
            attributes.push_str(line);
        } else if !line.is_empty() && !line.starts_with("//") {
            declared.push_str(line);
            // A long type goes on in the next line.
            let open = declared.matches(['<', '(']).count();
            if !line.ends_with(',') || open > declared.matches(['>', ')']).count() {
                continue;
            }
            let whole = declared.trim_end_matches(',');
            let (visible, kind) = whole
                .split_once(": ")
                .unwrap_or_else(|| panic!("not a field: {whole}"));
            let name = visible.rsplit(' ').next().unwrap_or(visible);
            if !attributes.contains("serde(skip)") {
                fields.push(TemplateField {
                    name: name.to_owned(),
                    kind: kind.to_owned(),
                    about: about.join(" "),
                    is_flat: attributes.contains("serde(flatten)"),
                });
            }
            about.clear();
            attributes.clear();
            declared.clear();
        }
    }
    fields
}

/// The values of an enum without data, as serde writes them.
fn values(body: &[&str], attributes: &str) -> Vec<String> {
    let names = body.iter().filter_map(|line| line.trim().strip_suffix(','));
    let separator = if attributes.contains("kebab-case") {
        "-"
    } else {
        assert!(attributes.contains("lowercase"), "{attributes}");
        ""
    };
    let written = |name: &str| {
        let mut value = String::new();
        for letter in name.chars() {
            if letter.is_uppercase() && !value.is_empty() {
                value.push_str(separator);
            }
            value.extend(letter.to_lowercase());
        }
        value
    };
    names.map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn fields_are_read_with_their_documentation_and_types() {
        let text = "/// A page.\n/// It is shown.\n#[derive(Debug, Serialize)]\npub struct PageView {\n    /// Its\n    /// title.\n    \
                    pub title: Option<TextView>,\n    /// For us.\n    #[serde(skip)]\n    pub index: usize,\n    #[serde(flatten)]\n    \
                    pub(super) link: LinkView,\n    /// Long.\n    long: Vec<(\n        String,\n        Html,\n    )>,\n}\n\
                    pub struct Hidden {\n    pub a: B,\n}\n";
        let found = records(text, &[]);
        assert_eq!(found.keys().collect::<Vec<_>>(), ["PageView"]);
        let page = &found["PageView"];
        assert_eq!(page.about, "A page. It is shown.");
        let fields = page.fields.iter();
        let fields: Vec<_> = fields
            .map(|field| (&*field.name, &*field.kind, &*field.about, field.is_flat))
            .collect();
        let expected = [
            ("title", "Option<TextView>", "Its title.", false),
            ("link", "LinkView", "", true),
            ("long", "Vec<(String,Html,)>", "Long.", false),
        ];
        assert_eq!(fields, expected);
    }

    #[test]
    fn values_of_an_enum_are_written_as_serde_writes_them() {
        let text = "#[derive(Serialize)]\n#[serde(rename_all = \"kebab-case\")]\npub enum Facet {\n    /// A.\n    Standard,\n    \
                    FullTime,\n}\n";
        assert_eq!(
            records(text, &[])["Facet"].values,
            ["standard", "full-time"]
        );
    }
}
