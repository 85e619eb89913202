//! The built program, run as from a shell.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

/// The longest time for a run; after that it counts as hanging. It is long enough for a machine that is busy with other work,
/// since no test measures speed (`benchmarks/` does).
pub const LIMIT: Duration = Duration::from_secs(600);

/// The result of a run of the program.
#[derive(Debug)]
pub struct Run {
    /// The exit code; `None` if a signal ended the program.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// The duration.
    pub took: Duration,
}

impl Run {
    /// The output of both streams.
    pub fn said(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// The numbers of written and unchanged files that a build prints.
    #[track_caller]
    pub fn files_written(&self) -> (usize, usize) {
        let said = self.said();
        let last = said.trim().lines().last().unwrap_or_default();
        // "12 pages in 0.34 s; 56 files written, 7 unchanged"
        let numbers: Vec<usize> = last
            .rsplit(';')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .filter_map(|word| word.replace(',', "").parse().ok())
            .collect();
        match numbers[..] {
            [written, unchanged] => (written, unchanged),
            _ => panic!("the last line does not count files: {last}"),
        }
    }

    /// Asserts the exit code and that the program did not panic.
    #[track_caller]
    pub fn expect_code(self, code: i32) -> Run {
        let said = shortened(&self.said());
        assert!(
            !said.contains("panicked at"),
            "the program panicked:\n{said}"
        );
        assert_eq!(
            self.code,
            Some(code),
            "exit code; the program said:\n{said}"
        );
        self
    }

    /// Asserts that the program exited with 1 or 2 and did not panic.
    #[track_caller]
    pub fn expect_refusal(self) -> Run {
        let code = if self.code == Some(2) { 2 } else { 1 };
        let run = self.expect_code(code);
        assert!(!run.stderr.trim().is_empty(), "it refused without a word");
        run
    }
}

/// The beginning of a text, short enough for a failed test to print.
fn shortened(text: &str) -> String {
    text.chars().take(4000).collect()
}

/// The site of this repository's handbook, built once for all tests, in `folder`. Tests must not change it.
pub fn handbook(folder: &str) -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let out = empty_folder(folder, "handbook");
        run([
            "build".as_ref(),
            "--root".as_ref(),
            repository().as_os_str(),
            "--out".as_ref(),
            out.as_os_str(),
        ])
        .expect_code(0);
        out
    })
}

/// The check of this repository's handbook, which must have no errors and cover what its curricula claim to cover. It is run
/// once for all tests.
pub fn checked_handbook() -> &'static Run {
    static CHECK: OnceLock<Run> = OnceLock::new();
    CHECK.get_or_init(|| {
        let root = repository().as_os_str();
        let deny = ["--deny", "uncovered", "--root"].map(OsStr::new);
        let arguments = [OsStr::new("check")].into_iter().chain(deny);
        run(arguments.chain([root])).expect_code(0)
    })
}

/// The path of a folder `name` below `folder` that is not there, even if a previous run left one.
pub fn empty_folder(folder: &str, name: &str) -> PathBuf {
    let path = Path::new(folder).join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).expect("the last run's folder can be removed");
    }
    path
}

/// The program's file: the value of the environment variable `CLAUSEBOOK`, or the program built here.
///
/// Cargo does not build another package's program for a test, and a program left from an earlier build would not match
/// the source. So it is built here, once per process, with the test's profile; if nothing changed, that takes a fraction
/// of a second. Cargo holds no lock while tests run.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| std::env::var_os("CLAUSEBOOK").map_or_else(build, PathBuf::from))
}

fn build() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own file");
    // target/PROFILE/deps/TEST
    let folder = test
        .ancestors()
        .nth(2)
        .expect("a test is in a target folder");
    let target = folder
        .parent()
        .expect("a profile's folder is in a target folder");
    let profile = match folder.file_name().and_then(OsStr::to_str) {
        Some("debug") | None => "dev",
        Some(name) => name,
    };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args([
            "build",
            "--workspace",
            "--bins",
            "--quiet",
            "--profile",
            profile,
        ])
        .arg("--target-dir")
        .arg(target)
        .current_dir(repository())
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&built.stderr);
    assert!(
        built.status.success(),
        "the program does not build:\n{errors}"
    );
    folder.join(format!("clausebook{}", std::env::consts::EXE_SUFFIX))
}

/// The repository's folder.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests are in the repository")
}

/// A command that calls the program without a terminal, colours, a locale or standard input.
pub fn call<I, A>(arguments: I) -> Command
where
    I: IntoIterator<Item = A>,
    A: AsRef<OsStr>,
{
    let mut command = Command::new(program());
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C")
        .env_remove("RUST_BACKTRACE");
    command
}

/// Runs the program with arguments.
#[track_caller]
pub fn run<I, A>(arguments: I) -> Run
where
    I: IntoIterator<Item = A>,
    A: AsRef<OsStr>,
{
    finish(call(arguments).spawn().expect("the program starts"))
}

/// Waits for a process to end and collects its output. A process that hangs is killed, and the test fails.
#[track_caller]
pub fn finish(child: Child) -> Run {
    let run = finish_within(child, LIMIT);
    assert!(
        run.took < LIMIT,
        "the program hangs; it said:\n{}",
        shortened(&run.said())
    );
    run
}

/// Waits for a process to end and collects its output. A process that takes longer than `limit` is killed.
pub fn finish_within(mut child: Child, limit: Duration) -> Run {
    let started = Instant::now();
    let stdout = child.stdout.take().map(read_all);
    let stderr = child.stderr.take().map(read_all);
    let status = wait(&mut child, limit);
    let took = if status.is_some() {
        started.elapsed().min(limit)
    } else {
        limit
    };
    let text = |reader: Option<thread::JoinHandle<Vec<u8>>>| {
        let bytes = reader
            .map(|thread| thread.join().expect("a reader ends"))
            .unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    Run {
        code: status.and_then(|status| status.code()),
        stdout: text(stdout),
        stderr: text(stderr),
        took,
    }
}

/// Waits until a process ends. Kills it and returns `None` if it takes longer than `limit`.
pub fn wait(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let until = Instant::now() + limit;
    loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            return Some(status);
        }
        if Instant::now() > until {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn read_all(mut stream: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        bytes
    })
}
