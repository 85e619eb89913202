//! Records of the content format: the declaration of a record, and everything that is generated from it.
//!
//! A field's documentation is also its description in `docs/content/pages/en/reference.md` and in the JSON Schema,
//! so it is written for authors. A record whose name ends in `Record` has the name without it in
//! the schema.

/// Declares a record of the content format.
///
/// Each field has a kind: `required`, `optional` (an `Option`), or `default` (the type's default if the key is absent).
/// Every record also has its `position`.
///
/// A field that holds a text in several languages declares the role of its words with `#[text(…)]`: `source`, `label`,
/// `quote`, `ours` or `markdown`, see [`TextRole`](crate::source::texts::TextRole). Without it, the record does not compile. The walk over
/// the record's texts, [`Texts`](crate::source::texts::Texts), is generated from it, so that checks, keywords and search
/// need no change for a new text.
///
/// A field whose ids name things that are defined elsewhere declares their kind with `#[names(…)]`, one of
/// [`Namespace`](crate::source::namespace::Namespace), so that editors can complete them.
///
/// ```ignore
/// record! {
///     /// A tool.
///     "a tool" Tool {
///         /// The tool's id.
///         required id: Id,
///         /// The name, as printed.
///         #[text(label)]
///         required name: Text,
///         /// How the tool is used; ours, not the source's.
///         #[text(ours)]
///         optional usage: Text,
///         /// The role that uses it.
///         #[names(Role)]
///         optional role: Id,
///     }
/// }
/// ```
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $called:literal $name:ident {
            $( $(#[doc = $field_doc:literal])* $(#[text($role:ident)])? $(#[names($names:ident)])? $kind:ident $field:ident: $type:ty, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            $( $(#[doc = $field_doc])* pub $field: $crate::source::record::record!(@type $kind $type), )*
            /// The position of the record.
            pub position: $crate::source::position::Position,
        }

        impl $crate::source::decode::Decode for $name {
            const EXAMPLE: &'static str = concat!("{…}, ", $called);

            fn decode(
                node: &$crate::source::yaml::Node,
                faults: &mut Vec<$crate::source::diagnostic::Diagnostic>,
            ) -> Option<Self> {
                let fields = $crate::source::decode::Fields::open(
                    node,
                    &$crate::language::message::message!($called),
                    &[$( $crate::source::decode::key(stringify!($field)) ),*],
                    faults,
                )?;
                $( let $field = $crate::source::record::record!(@read $kind $type, fields, $called, $field, concat!($($field_doc),*), faults); )*
                Some($name {
                    $( $field: $crate::source::texts::declared(
                        $field?,
                        $crate::source::record::record!(@role $($role)?),
                    ), )*
                    position: node.position.clone(),
                })
            }

            fn schema(definitions: &mut $crate::source::decode::Definitions) -> serde_json::Value {
                let name = stringify!($name);
                let record = $crate::source::definitions::RecordDefinition {
                    name: name.strip_suffix("Record").unwrap_or(name),
                    called: $called,
                    description: concat!($($doc),*).trim(),
                    keys: Vec::new(),
                };
                definitions.reference(record, |definitions| vec![$(
                    $crate::source::definitions::KeyDefinition {
                        name: $crate::source::decode::key(stringify!($field)),
                        description: concat!($($field_doc),*).trim(),
                        is_required: stringify!($kind) == "required",
                        names: $crate::source::record::record!(@names $($names)?),
                        values: <$type as $crate::source::decode::Decode>::schema(definitions),
                    },
                )*])
            }
        }

        impl $crate::source::encode::Encode for $name {
            fn encode(&self) -> $crate::source::emit::Yaml {
                let mut keys = $crate::source::encode::Keys::new();
                $( keys.$kind($crate::source::decode::key(stringify!($field)), &self.$field); )*
                keys.record()
            }
        }

        impl $crate::source::texts::Texts<()> for $name {
            fn texts<'a>(&'a self, (): (), walk: &mut $crate::source::texts::Walk<'_, 'a>) {
                $( walk.field(
                    $crate::source::decode::key(stringify!($field)),
                    &self.$field,
                    $crate::source::record::record!(@role $($role)?),
                ); )*
            }
        }
    };
    // The role of a field's text; `()` for a field without a text of its own.
    (@role) => { () };
    (@role source) => { $crate::source::texts::TextRole::Source };
    (@role label) => { $crate::source::texts::TextRole::Label };
    (@role quote) => { $crate::source::texts::TextRole::Quote };
    (@role ours) => { $crate::source::texts::TextRole::Ours };
    (@role markdown) => { $crate::source::texts::TextRole::Markdown };
    // The kind of things that a field names; `None` for a field that names nothing.
    (@names) => { None };
    (@names $names:ident) => { Some($crate::source::namespace::Namespace::$names) };
    (@type required $type:ty) => { $type };
    (@type optional $type:ty) => { Option<$type> };
    (@type default $type:ty) => { $type };
    (@read required $type:ty, $fields:ident, $called:literal, $field:ident, $description:expr, $faults:ident) => {
        $fields.required::<$type>(&$crate::language::message::message!($called), $crate::source::decode::key(stringify!($field)), $description, $faults)
    };
    (@read optional $type:ty, $fields:ident, $called:literal, $field:ident, $description:expr, $faults:ident) => {
        $fields.optional::<$type>($crate::source::decode::key(stringify!($field)), $faults)
    };
    (@read default $type:ty, $fields:ident, $called:literal, $field:ident, $description:expr, $faults:ident) => {
        $fields
            .optional::<$type>($crate::source::decode::key(stringify!($field)), $faults)
            .map(Option::unwrap_or_default)
    };
}
pub(crate) use record;
