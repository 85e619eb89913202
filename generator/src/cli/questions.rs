//! Questions to the author on a terminal, each with a default.

use std::io::{BufRead, Write};

use super::help::Refusal;
use crate::language::ProgramLanguage;
use crate::language::message::Message;

/// Asks on one stream and reads answers from another.
pub(super) struct Questions<R, W> {
    answers: R,
    questions: W,
    language: ProgramLanguage,
}

impl<R: BufRead, W: Write> Questions<R, W> {
    /// Creates questions that are written to `questions` in `language` and answered from `answers`.
    pub(super) fn new(answers: R, questions: W, language: ProgramLanguage) -> Self {
        Questions {
            answers,
            questions,
            language,
        }
    }

    /// Asks a question until the answer can be read. An empty answer means `default`. Returns `None` if the answers have
    /// ended.
    pub(super) fn ask<T>(
        &mut self,
        question: Message,
        default: &str,
        read: impl Fn(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        loop {
            let shown = if default.is_empty() {
                String::new()
            } else {
                format!(" [{default}]")
            };
            let asked = question.text(self.language);
            write!(self.questions, "{asked}{shown}: ").ok()?;
            self.questions.flush().ok()?;
            let mut answer = String::new();
            if self.answers.read_line(&mut answer).ok()? == 0 {
                return None;
            }
            let answer = match answer.trim() {
                "" => default,
                answer => answer,
            };
            match read(answer) {
                Ok(value) => return Some(value),
                Err(help) => writeln!(self.questions, "  {}", help.0.text(self.language)).ok()?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_repeated_until_the_answer_can_be_read() {
        let mut asked = Vec::new();
        let number = |answer: &str| {
            let refused = |_| Refusal(Message::verbatim("write a number"));
            answer.parse::<u8>().map_err(refused)
        };
        let mut questions =
            Questions::new(&b"many\n\n5\n"[..], &mut asked, ProgramLanguage::English);
        assert_eq!(
            questions.ask(Message::verbatim("How many"), "3", number),
            Some(3)
        );
        assert_eq!(
            questions.ask(Message::verbatim("How many"), "3", number),
            Some(5)
        );
        assert_eq!(
            questions.ask(Message::verbatim("How many"), "3", number),
            None
        );
        let asked = String::from_utf8(asked).unwrap();
        assert_eq!(asked.matches("How many [3]: ").count(), 4);
    }
}
