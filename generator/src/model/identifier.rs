//! Universally unique identifiers (RFC 9562) for programs that know the parts of a standard by these and not by addresses.
//!
//! An identifier is made of the absolute address of its part, so it is the same in every build. The address is the one
//! under which the handbook was first published ([`super::published::Published::origin`]): identifiers do not change
//! when a site moves. A part that was imported keeps the identifier that it had.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::source::format::relation::RelationTarget;

/// The length of an identifier as text.
const LENGTH: usize = uuid::fmt::Hyphenated::LENGTH;

/// An identifier, as text in small letters: `c6f0b1a4-3f7e-5d0e-9c57-0d7a8f1f6f0a`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Identifier([u8; LENGTH]);

impl Identifier {
    /// The identifier of the thing with this absolute address: version 5, in the name space of URLs.
    pub fn of(address: &str) -> Self {
        Identifier::from(Uuid::new_v5(&Uuid::NAMESPACE_URL, address.as_bytes()))
    }

    /// The identifier of a `name` within something that has an identifier itself.
    pub fn within(self, name: &str) -> Self {
        let above = Uuid::try_parse_ascii(&self.0).unwrap_or(Uuid::NAMESPACE_URL);
        Identifier::from(Uuid::new_v5(&above, name.as_bytes()))
    }

    /// The identifier of an association within its framework. `extensions` is what else it says, as JSON, or empty.
    pub fn of_association(
        self,
        kind: &str,
        [origin, destination]: [&str; 2],
        extensions: &str,
    ) -> Self {
        let mut name = format!("{origin} {kind} {destination}");
        if !extensions.is_empty() {
            name.push(' ');
            name.push_str(extensions);
        }
        self.within(&name)
    }

    /// The identifier that a framework in CASE gives to something: the last part of an address such as
    /// `https://example.org/ims/case/v1p1/CFItems/UUID`, or of `urn:uuid:UUID`.
    ///
    /// `None` for other addresses, even if they end in an identifier, since that may be of something else. CASE 1.1 has
    /// identifiers of the versions 1 to 5 of RFC 4122 only.
    pub fn of_case(address: &str) -> Option<Self> {
        let written = match RelationTarget::of(address) {
            RelationTarget::Identifier(to) => to.strip_prefix("urn:uuid:")?,
            RelationTarget::Web(to) => {
                let path = to.split(['?', '#']).next().unwrap_or_default();
                let (folder, last) = path.trim_end_matches('/').rsplit_once('/')?;
                let is_case = ["/CFItems", "/CFDocuments", "/uri"]
                    .iter()
                    .any(|end| folder.ends_with(end));
                is_case.then_some(last)?
            }
            RelationTarget::Own(_) | RelationTarget::Other(..) => return None,
        };
        let is_hyphenated = written.len() == LENGTH;
        let uuid = Uuid::try_parse(written).ok().filter(|_| is_hyphenated)?;
        Identifier::allowed_in_case(uuid)
    }

    /// The identifier, if CASE 1.1 allows it.
    pub fn allowed_in_case(uuid: Uuid) -> Option<Self> {
        let is_of_rfc = uuid.get_variant() == uuid::Variant::RFC4122;
        (is_of_rfc && (1..=5).contains(&uuid.get_version_num())).then(|| Identifier::from(uuid))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl From<Uuid> for Identifier {
    fn from(uuid: Uuid) -> Self {
        let mut text = [0; LENGTH];
        uuid.hyphenated().encode_lower(&mut text);
        Identifier(text)
    }
}

impl Hash for Identifier {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Identifier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Identifier;

    #[test]
    fn an_identifier_is_that_of_its_address() {
        // Computed with Python: uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/id/demo/2.1-a.html").
        let address = "https://example.org/id/demo/2.1-a.html";
        let identifier = Identifier::of(address);
        assert_eq!(identifier.as_str(), "859f7f15-e8b9-5d81-8953-c533782d347e");
        assert_eq!(
            identifier.within("x").as_str(),
            "66f72fe5-0153-5467-a967-87d209b72969"
        );
    }

    #[test]
    fn only_addresses_of_case_keep_their_identifiers() {
        let known = "6b65a0c8-d7cb-11e8-824f-0242ac160002";
        for address in [
            "https://case.example/ims/case/v1p0/CFItems/6B65A0C8-d7cb-11e8-824f-0242ac160002",
            "https://case.example/ims/case/v1p1/CFDocuments/6b65a0c8-d7cb-11e8-824f-0242ac160002",
            "https://case.example/uri/6b65a0c8-d7cb-11e8-824f-0242ac160002/",
            "urn:uuid:6b65a0c8-d7cb-11e8-824f-0242ac160002",
        ] {
            let found = Identifier::of_case(address);
            assert_eq!(
                found.map(|found| found.to_string()).as_deref(),
                Some(known),
                "{address}"
            );
        }
        for address in [
            "https://skills.example/skill/6b65a0c8-d7cb-11e8-824f-0242ac160002",
            "https://case.example/ims/case/v1p0/CFItems/5.1",
            // Neither the version nor the variant is one of RFC 4122.
            "urn:uuid:6b65a0c8-d7cb-71e8-824f-0242ac160002",
            "urn:uuid:6b65a0c8-d7cb-11e8-024f-0242ac160002",
            "urn:uuid:6b65a0c8d7cb11e8824f0242ac160002",
            "urn:example:42",
            "2.1-a",
        ] {
            assert_eq!(Identifier::of_case(address), None, "{address}");
        }
    }
}
