//! The names of languages in these languages themselves, for new handbooks.

use super::Profile;

/// The names of languages by their tags: every language of ISO 639-1, and some others. As in the CLDR, with a capital letter
/// where the language has it at the start of a line.
const OWN_NAMES: &[(&str, &str)] = &[
    ("aa", "Qafar af"),
    ("ab", "Аԥсуа"),
    ("ae", "Avesta"),
    ("af", "Afrikaans"),
    ("ak", "Akan"),
    ("am", "አማርኛ"),
    ("an", "Aragonés"),
    ("ar", "العربية"),
    ("as", "অসমীয়া"),
    ("av", "Авар"),
    ("ay", "Aymar aru"),
    ("az", "Azərbaycan"),
    ("ba", "Башҡорт"),
    ("be", "Беларуская"),
    ("bg", "Български"),
    ("bho", "भोजपुरी"),
    ("bi", "Bislama"),
    ("bm", "Bamanakan"),
    ("bn", "বাংলা"),
    ("bo", "བོད་སྐད་"),
    ("br", "Brezhoneg"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("ce", "Нохчийн"),
    ("ch", "Chamoru"),
    ("co", "Corsu"),
    ("cr", "ᓀᐦᐃᔭᐍᐏᐣ"),
    ("cs", "Čeština"),
    ("cu", "Словѣньскъ"),
    ("cv", "Чӑваш чӗлхи"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("dv", "ދިވެހި"),
    ("dz", "རྫོང་ཁ"),
    ("ee", "Eʋegbe"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("ff", "Pulaar"),
    ("fi", "Suomi"),
    ("fil", "Filipino"),
    ("fj", "Na Vosa Vakaviti"),
    ("fo", "Føroyskt"),
    ("fr", "Français"),
    ("fy", "Frysk"),
    ("ga", "Gaeilge"),
    ("gd", "Gàidhlig"),
    ("gl", "Galego"),
    ("gn", "Avañe’ẽ"),
    ("gu", "ગુજરાતી"),
    ("gv", "Gaelg"),
    ("ha", "Hausa"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("ho", "Hiri Motu"),
    ("hr", "Hrvatski"),
    ("ht", "Kreyòl ayisyen"),
    ("hu", "Magyar"),
    ("hy", "Հայերեն"),
    ("hz", "Otjiherero"),
    ("ia", "Interlingua"),
    ("id", "Bahasa Indonesia"),
    ("ie", "Interlingue"),
    ("ig", "Igbo"),
    ("ii", "ꆈꌠꉙ"),
    ("ik", "Iñupiaq"),
    ("io", "Ido"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("iu", "ᐃᓄᒃᑎᑐᑦ"),
    ("ja", "日本語"),
    ("jv", "Basa Jawa"),
    ("ka", "ქართული"),
    ("kg", "Kikongo"),
    ("ki", "Gikuyu"),
    ("kj", "Oshikwanyama"),
    ("kk", "Қазақ тілі"),
    ("kl", "Kalaallisut"),
    ("km", "ខ្មែរ"),
    ("kn", "ಕನ್ನಡ"),
    ("ko", "한국어"),
    ("kok", "कोंकणी"),
    ("kr", "Kanuri"),
    ("ks", "کٲشُر"),
    ("ku", "Kurdî"),
    ("kv", "Коми"),
    ("kw", "Kernewek"),
    ("ky", "Кыргызча"),
    ("la", "Latina"),
    ("lb", "Lëtzebuergesch"),
    ("lg", "Luganda"),
    ("li", "Limburgs"),
    ("ln", "Lingála"),
    ("lo", "ລາວ"),
    ("lt", "Lietuvių"),
    ("lu", "Tshiluba"),
    ("lv", "Latviešu"),
    ("mai", "मैथिली"),
    ("mg", "Malagasy"),
    ("mh", "Kajin Majeḷ"),
    ("mi", "Māori"),
    ("mk", "Македонски"),
    ("ml", "മലയാളം"),
    ("mn", "Монгол"),
    ("mr", "मराठी"),
    ("ms", "Bahasa Melayu"),
    ("mt", "Malti"),
    ("my", "မြန်မာ"),
    ("na", "Dorerin Naoero"),
    ("nb", "Norsk bokmål"),
    ("nd", "isiNdebele"),
    ("ne", "नेपाली"),
    ("ng", "Oshindonga"),
    ("nl", "Nederlands"),
    ("nn", "Norsk nynorsk"),
    ("no", "Norsk"),
    ("nr", "isiNdebele"),
    ("nv", "Diné bizaad"),
    ("ny", "Chichewa"),
    ("oc", "Occitan"),
    ("oj", "ᐊᓂᔑᓈᐯᒧᐎᓐ"),
    ("om", "Afaan Oromoo"),
    ("or", "ଓଡ଼ିଆ"),
    ("os", "Ирон"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pi", "Pāli"),
    ("pl", "Polski"),
    ("ps", "پښتو"),
    ("pt", "Português"),
    ("qu", "Runasimi"),
    ("rm", "Rumantsch"),
    ("rn", "Ikirundi"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("rw", "Ikinyarwanda"),
    ("sa", "संस्कृतम्"),
    ("sat", "ᱥᱟᱱᱛᱟᱲᱤ"),
    ("sc", "Sardu"),
    ("sd", "سنڌي"),
    ("se", "Davvisámegiella"),
    ("sg", "Sängö"),
    ("si", "සිංහල"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sm", "Gagana Samoa"),
    ("sn", "chiShona"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sr-Latn", "Srpski"),
    ("ss", "siSwati"),
    ("st", "Sesotho"),
    ("su", "Basa Sunda"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("tg", "Тоҷикӣ"),
    ("th", "ไทย"),
    ("ti", "ትግርኛ"),
    ("tk", "Türkmen dili"),
    ("tl", "Tagalog"),
    ("tn", "Setswana"),
    ("to", "Lea fakatonga"),
    ("tr", "Türkçe"),
    ("ts", "Xitsonga"),
    ("tt", "Татарча"),
    ("tw", "Twi"),
    ("ty", "Reo Tahiti"),
    ("ug", "ئۇيغۇرچە"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("uz", "O‘zbek"),
    ("ve", "Tshivenḓa"),
    ("vi", "Tiếng Việt"),
    ("vo", "Volapük"),
    ("wa", "Walon"),
    ("wo", "Wolof"),
    ("xh", "isiXhosa"),
    ("yi", "ייִדיש"),
    ("yo", "Èdè Yorùbá"),
    ("yue", "粵語"),
    ("za", "Vahcuengh"),
    ("zh", "中文"),
    ("zh-Hant", "繁體中文"),
    ("zu", "isiZulu"),
];

/// The name of the language with a tag in its own words and script: `Deutsch` for `de-AT`. `None` if it is not known.
pub fn own_name(tag: &str) -> Option<&'static str> {
    let named = |own: &str| OWN_NAMES.iter().find(|(tag, _)| *tag == own);
    let language = tag.split(['-', '_']).next().unwrap_or_default();
    let profile = Profile::of(tag);
    let alike = || {
        let mut names = OWN_NAMES.iter();
        names.find(|(own, _)| {
            own.split('-').next() == Some(language) && Profile::of(own).is_written_like(&profile)
        })
    };
    named(tag).or_else(alike).map(|(_, name)| *name)
}

/// The tag of the language that calls itself `name`, in small or capital letters.
pub fn tag_of_own_name(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let mut named = OWN_NAMES.iter();
    let named = named.find(|(_, own)| own.to_lowercase() == name);
    named.map(|(tag, _)| *tag)
}

#[cfg(test)]
mod tests {
    use super::super::code_fault;
    use super::*;

    #[test]
    fn every_language_with_a_code_of_two_letters_has_its_own_name() {
        let letters = || 'a'..='z';
        let codes = letters().flat_map(|one| letters().map(move |other| format!("{one}{other}")));
        let codes: Vec<String> = codes.filter(|code| code_fault(code).is_none()).collect();
        assert!(codes.len() > 180, "{}", codes.len());
        let lacking = codes.iter().filter(|code| own_name(code).is_none());
        // Codes that ISO has withdrawn.
        assert_eq!(
            lacking.collect::<Vec<_>>(),
            ["bh", "in", "iw", "ji", "jw", "mo", "sh"]
        );
    }

    #[test]
    fn a_name_is_that_of_the_language_in_its_script() {
        for (tag, name) in [
            ("de", Some("Deutsch")),
            ("de-AT", Some("Deutsch")),
            ("pl", Some("Polski")),
            ("zh-TW", Some("繁體中文")),
            ("zh-CN", Some("中文")),
            ("sr", Some("Српски")),
            ("sr-Latn", Some("Srpski")),
            ("uz-Cyrl", None),
            ("qaa", None),
        ] {
            assert_eq!(own_name(tag), name, "{tag}");
        }
        assert_eq!(tag_of_own_name("POLSKI"), Some("pl"));
        assert_eq!(tag_of_own_name("polish"), None);
    }
}
