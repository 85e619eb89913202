//! A small, strict reader and writer of JSON (RFC 8259) for the saved file.
//!
//! Strict means: nothing but white space around the one value, no key twice in an object, no lone surrogate, no control character in a string
//! that is not escaped. Limits: depth ([`MAX_DEPTH`]) and members of an object ([`MAX_MEMBERS`]); the length of the text is the caller's to bound.

use std::str::Chars;

/// How deep arrays and objects may lie in each other.
pub const MAX_DEPTH: usize = 8;
/// How many members an object may have: looking for a key that stands twice takes the square of it.
pub const MAX_MEMBERS: usize = 1024;

/// A value. Numbers stay as they are written: the file has only whole ones, and this is exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object, its keys in the order of the text.
    Object(Vec<(String, Value)>),
}

/// Why a text is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Not JSON.
    #[error("not JSON")]
    Syntax,
    /// Deeper than [`MAX_DEPTH`].
    #[error("nested too deeply")]
    TooDeep,
    /// An object has more than [`MAX_MEMBERS`] members.
    #[error("an object has too many members")]
    TooMany,
    /// A key stands twice in an object.
    #[error("a key stands twice")]
    Twice,
}

/// Reads one value, which must be the whole text.
///
/// # Errors
/// Any [`JsonError`].
pub fn read(text: &str) -> Result<Value, JsonError> {
    let mut reader = Reader { rest: text.chars() };
    let value = reader.value(0)?;
    reader.space();
    match reader.rest.next() {
        None => Ok(value),
        Some(_) => Err(JsonError::Syntax),
    }
}

/// Writes a string with its quotation marks.
pub fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\0'..' ' => {
                out.push_str("\\u00");
                out.extend(char::from_digit(letter as u32 / 16, 16));
                out.extend(char::from_digit(letter as u32 % 16, 16));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

struct Reader<'a> {
    rest: Chars<'a>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    /// Takes the next letter if it is this one.
    fn take(&mut self, letter: char) -> bool {
        let found = self.peek() == Some(letter);
        if found {
            self.rest.next();
        }
        found
    }

    fn need(&mut self, letter: char) -> Result<(), JsonError> {
        if self.take(letter) {
            Ok(())
        } else {
            Err(JsonError::Syntax)
        }
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.rest.next();
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, JsonError> {
        if depth > MAX_DEPTH {
            return Err(JsonError::TooDeep);
        }
        self.space();
        match self.peek() {
            Some('{') => self.object(depth),
            Some('[') => self.array(depth),
            Some('"') => self.string().map(Value::String),
            Some('t') => self.word("true", Value::Bool(true)),
            Some('f') => self.word("false", Value::Bool(false)),
            Some('n') => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, JsonError> {
        self.rest = self
            .rest
            .as_str()
            .strip_prefix(word)
            .ok_or(JsonError::Syntax)?
            .chars();
        Ok(value)
    }

    fn object(&mut self, depth: usize) -> Result<Value, JsonError> {
        let mut members: Vec<(String, Value)> = Vec::new();
        self.need('{')?;
        self.space();
        if self.take('}') {
            return Ok(Value::Object(members));
        }
        loop {
            self.space();
            let key = self.string()?;
            if members.iter().any(|(known, _)| *known == key) {
                return Err(JsonError::Twice);
            }
            self.space();
            self.need(':')?;
            let value = self.value(depth + 1)?;
            if members.len() == MAX_MEMBERS {
                return Err(JsonError::TooMany);
            }
            members.push((key, value));
            self.space();
            if !self.take(',') {
                self.need('}')?;
                return Ok(Value::Object(members));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, JsonError> {
        let mut values = Vec::new();
        self.need('[')?;
        self.space();
        if self.take(']') {
            return Ok(Value::Array(values));
        }
        loop {
            values.push(self.value(depth + 1)?);
            self.space();
            if !self.take(',') {
                self.need(']')?;
                return Ok(Value::Array(values));
            }
        }
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.need('"')?;
        let mut text = String::new();
        loop {
            match self.rest.next().ok_or(JsonError::Syntax)? {
                '"' => return Ok(text),
                '\\' => text.push(self.escape()?),
                '\0'..' ' => return Err(JsonError::Syntax),
                letter => text.push(letter),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        Ok(match self.rest.next().ok_or(JsonError::Syntax)? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let mut code = self.four()?;
                if (0xd800..0xdc00).contains(&code) {
                    self.need('\\')?;
                    self.need('u')?;
                    let low = self.four()?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return Err(JsonError::Syntax);
                    }
                    code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                }
                char::from_u32(code).ok_or(JsonError::Syntax)?
            }
            letter @ ('"' | '\\' | '/') => letter,
            _ => return Err(JsonError::Syntax),
        })
    }

    fn four(&mut self) -> Result<u32, JsonError> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.rest.next().and_then(|letter| letter.to_digit(16));
            code = code * 16 + digit.ok_or(JsonError::Syntax)?;
        }
        Ok(code)
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let start = self.rest.as_str();
        self.take('-');
        if !self.take('0') {
            self.digits()?;
        }
        if self.take('.') {
            self.digits()?;
        }
        if self.take('e') || self.take('E') {
            let _sign = self.take('+') || self.take('-');
            self.digits()?;
        }
        let length = start.len() - self.rest.as_str().len();
        Ok(Value::Number(
            start.get(..length).unwrap_or_default().to_owned(),
        ))
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let mut found = false;
        while matches!(self.peek(), Some('0'..='9')) {
            self.rest.next();
            found = true;
        }
        if found {
            Ok(())
        } else {
            Err(JsonError::Syntax)
        }
    }
}
