//! Questions to the author on a terminal, each with a default.

use std::io::{BufRead, Write};

/// Asks on one stream and reads answers from another.
pub(super) struct Questions<R, W> {
    answers: R,
    questions: W,
}

impl<R: BufRead, W: Write> Questions<R, W> {
    /// Creates questions that are written to `questions` and answered from `answers`.
    pub(super) fn new(answers: R, questions: W) -> Self {
        Questions { answers, questions }
    }

    /// Asks a question until the answer can be read. An empty answer means `default`. Returns `None` if the answers have
    /// ended.
    pub(super) fn ask<T>(
        &mut self,
        question: &str,
        default: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        loop {
            let shown = if default.is_empty() {
                String::new()
            } else {
                format!(" [{default}]")
            };
            write!(self.questions, "{question}{shown}: ").ok()?;
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
                Err(help) => writeln!(self.questions, "  {help}").ok()?,
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
        let number = |answer: &str| answer.parse::<u8>().map_err(|error| error.to_string());
        let mut questions = Questions::new(&b"many\n\n5\n"[..], &mut asked);
        assert_eq!(questions.ask("How many", "3", number), Some(3));
        assert_eq!(questions.ask("How many", "3", number), Some(5));
        assert_eq!(questions.ask("How many", "3", number), None);
        let asked = String::from_utf8(asked).unwrap();
        assert_eq!(asked.matches("How many [3]: ").count(), 4);
    }
}
