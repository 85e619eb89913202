//! Whoever types what the tutorials of the manual say, in their order, gets what they promise.

use std::fs;
use std::path::PathBuf;

use clausebook_tests::program::{Run, call, finish, repository};
use clausebook_tests::project::Project;

/// A block of code in a tutorial.
enum Block {
    /// A line that is typed in a terminal.
    Command(String),
    /// What is written into the file that the last command made.
    Content(String),
}

/// The blocks of a tutorial, in its order.
fn blocks(document: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            found.push(Block::Content(inside.join("\n") + "\n"));
        } else if let Some(command) = line.strip_prefix("    ") {
            found.push(Block::Command(command.to_owned()));
        }
    }
    found
}

/// A reader who follows tutorials.
struct Reader {
    folder: PathBuf,
    /// The file that the last command wrote.
    file: PathBuf,
}

impl Reader {
    /// Follows a tutorial. Returns the runs of the program, each with its command.
    fn follow(&mut self, language: &str, tutorial: &str) -> Vec<(String, Run)> {
        let path = format!("docs/content/pages/{language}/tutorials/{tutorial}.md");
        let document = fs::read_to_string(repository().join(path)).expect("the tutorial");
        let mut runs = Vec::new();
        for block in blocks(&document) {
            match block {
                Block::Content(content) => self.write(&content),
                Block::Command(command) => {
                    runs.extend(self.run(&command).map(|run| (command, run)));
                }
            }
        }
        runs
    }

    /// Runs a command. The preview, which never ends, is left out.
    fn run(&mut self, command: &str) -> Option<Run> {
        if let Some(folder) = command.strip_prefix("cd ") {
            self.folder.push(folder);
            return None;
        }
        let words = command.strip_prefix("clausebook ").expect("a command");
        if words == "serve" {
            return None;
        }
        // Every other part is in quotes.
        let parts = words.split('"').enumerate();
        let words = parts.flat_map(|(index, part)| match index % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        });
        let child = call(words).current_dir(&self.folder).spawn();
        let run = finish(child.expect("the program starts")).expect_code(0);
        let mut wrote = run
            .stdout
            .lines()
            .filter_map(|line| line.strip_prefix("wrote "));
        if let Some(file) = wrote.next_back() {
            self.file = self.folder.join(file);
        }
        Some(run)
    }

    /// Writes what a tutorial shows: a file as a whole, or keys in place of those that the file has.
    fn write(&self, content: &str) {
        if content.starts_with("- ") || content.starts_with("---") {
            fs::write(&self.file, content).expect("the file can be written");
            return;
        }
        let mut text = fs::read_to_string(&self.file).expect("the file");
        for line in content.lines() {
            let (key, _) = line.split_once(':').expect("a key");
            let kept = |line: &&str| !line.starts_with(&format!("{key}:"));
            let rest: Vec<&str> = text.lines().filter(kept).collect();
            text = format!("{}\n{line}\n", rest.join("\n"));
        }
        fs::write(&self.file, text).expect("the file can be written");
    }
}

fn follow_all(language: &str) {
    let project = Project::empty();
    let mut reader = Reader {
        folder: project.root().to_owned(),
        file: PathBuf::new(),
    };
    let standard = reader.follow(language, "standard");
    let said = |runs: &[(String, Run)], command: &str| {
        let run = runs.iter().find(|(typed, _)| typed == command);
        run.expect("the tutorial has the command").1.said()
    };
    // The warning that the tutorial explains, and no other.
    let checked = said(&standard, "clausebook check");
    assert!(checked.contains("1 warning\n"), "{checked}");
    assert!(checked.contains("warning[W501]"), "{checked}");
    let page = reader.folder.join(format!("site/{language}/skills"));
    assert!(page.join("safety.html").is_file());
    let curriculum = reader.follow(language, "curriculum");
    let status = said(&curriculum, "clausebook status");
    assert!(status.contains("basics: junior"), "{status}");
    let posting = reader.follow(language, "posting");
    // Nothing is wrong or missing in what the reader has written.
    let checked = said(&posting, "clausebook check");
    assert!(!checked.contains("error["), "{checked}");
    assert!(!checked.contains("curricula/basics"), "{checked}");
    assert!(!checked.contains("postings/shop-2027"), "{checked}");
}

#[test]
fn the_english_tutorials_can_be_followed() {
    follow_all("en");
}

#[test]
fn the_chinese_tutorials_can_be_followed() {
    follow_all("zh");
}
