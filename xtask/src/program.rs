//! Starting other programs: in the project folder, with the project's own tools first on the search path.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// What a chore gives: a value, or the sentence that says what went wrong.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The project folder.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Where the chores install programs; git ignores it, and it may be deleted at any time.
pub(crate) fn tools_folder() -> PathBuf {
    root().join(".tools")
}

/// The program `name`, ready for arguments. If it is not installed, running it says so.
pub(crate) fn program(name: &str) -> Command {
    let mut command = Command::new(find(name).unwrap_or_else(|| name.into()));
    command.current_dir(root()).env("PATH", search_path());
    // They would not be added to what .cargo/config.toml says, but take its place.
    for flags in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        command.env_remove(flags);
    }
    command
}

/// Where the program `name` is, if it is installed.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let file_names =
        if cfg!(windows) { vec![format!("{name}.exe"), format!("{name}.cmd")] } else { vec![name.to_owned()] };
    env::split_paths(&search_path())
        .flat_map(|folder| file_names.iter().map(move |file| folder.join(file)))
        .find(|path| path.is_file())
}

fn search_path() -> OsString {
    let ours = [tools_folder().join("bin"), tools_folder().join("node/node_modules/.bin")];
    let path = env::var_os("PATH").unwrap_or_default();
    // A folder with the separator in its name cannot be on a search path; then the plain path has to do.
    env::join_paths(ours.into_iter().chain(env::split_paths(&path))).unwrap_or(path)
}

/// Runs a program to its end, its output shown as it comes.
pub(crate) fn show(command: &mut Command) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{}` ended with {status}", line(command))),
        Err(error) => Err(format!("`{}` did not start: {error}", line(command))),
    }
}

/// Runs a program to its end and returns what it printed; a failure carries the last lines of its complaint.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| format!("`{}` did not start: {error}", line(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = complaint.trim().lines().collect();
    Err(format!(
        "`{}` ended with {}:\n{}",
        line(command),
        output.status,
        lines[lines.len().saturating_sub(20)..].join("\n")
    ))
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words: Vec<_> = std::iter::once(name).chain(command.get_args()).map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

/// A duration in words: `8 s`, `2 min 55 s`.
pub(crate) fn took(duration: Duration) -> String {
    match (duration.as_secs_f64() + 0.5) as u64 {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::{line, program, took};
    use std::time::Duration;

    #[test]
    fn durations_read_as_words() {
        for (seconds, words) in [(0.4, "0 s"), (8.0, "8 s"), (59.6, "1 min 0 s"), (175.0, "2 min 55 s")] {
            assert_eq!(took(Duration::from_secs_f64(seconds)), words);
        }
    }

    #[test]
    fn a_failing_command_is_quoted_as_one_would_type_it() {
        let mut command = program("no-such-program");
        command.args(["test", "-p", "wxplusb"]);
        assert_eq!(line(&command), "no-such-program test -p wxplusb");
    }
}
