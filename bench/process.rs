//! A bot as a process: started, listened to, looked at, stopped.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, bail};
use salon::clock::monotonic_now;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

/// How long a bot may take for anything that is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running process. Dropped, it is killed.
pub(crate) struct Process {
    child: Child,
    lines: mpsc::UnboundedReceiver<String>,
}

/// What the kernel says of a process's memory, in KiB.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Memory {
    pub(crate) resident: u32,
    pub(crate) peak: u32,
}

impl Process {
    pub(crate) fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stderr = child.stderr.take().context("stderr is piped")?;
        let (sender, lines) = mpsc::unbounded_channel();
        // Read to the end, or a full pipe would hold up the bot.
        tokio::spawn(async move {
            let mut lines_read = BufReader::new(stderr).lines();
            while let Ok(Some(line)) = lines_read.next_line().await {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, lines })
    }

    /// Waits until it says this.
    pub(crate) async fn says(&mut self, part: &str) -> anyhow::Result<()> {
        let mut seen = String::new();
        let said = async {
            while let Some(line) = self.lines.recv().await {
                if line.contains(part) {
                    return true;
                }
                seen.push_str(&line);
                seen.push('\n');
            }
            false
        };
        match tokio::time::timeout(PATIENCE, said).await {
            Ok(true) => Ok(()),
            Ok(false) => bail!("it ended before it said \"{part}\":\n{seen}"),
            Err(_) => bail!("it did not say \"{part}\" in time:\n{seen}"),
        }
    }

    /// Everything said since it was last listened to that is a warning or worse.
    pub(crate) fn complaints(&mut self) -> Vec<String> {
        let mut out = Vec::new();
        while let Ok(line) = self.lines.try_recv() {
            if line.contains("WARN") || line.contains("ERROR") {
                out.push(line);
            }
        }
        out
    }

    pub(crate) fn memory(&self) -> anyhow::Result<Memory> {
        let pid = self.pid()?;
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"))
            .context("memory is read from /proc: measure on Linux")?;
        let figure = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().strip_suffix(" kB")?.parse().ok()
        };
        Ok(Memory {
            resident: figure("VmRSS:").context("no VmRSS")?,
            peak: figure("VmHWM:").context("no VmHWM")?,
        })
    }

    /// The processor time that it has used, of all its threads.
    pub(crate) fn processor(&self) -> anyhow::Result<Duration> {
        /// `USER_HZ`, in which Linux counts for user space: proc(5), `/proc/pid/stat`.
        const TICKS_A_SECOND: u64 = 100;
        let pid = self.pid()?;
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))
            .context("processor time is read from /proc: measure on Linux")?;
        // The name in parentheses may hold anything; utime and stime are the 14th and 15th field.
        let (_, rest) = stat.rsplit_once(')').context("no name")?;
        let ticks = rest.split_whitespace().skip(11).take(2);
        let ticks: u64 = ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
        Ok(Duration::from_millis(ticks * 1_000 / TICKS_A_SECOND))
    }

    /// Asks it to stop, as a supervisor does, and waits; returns how long that took.
    pub(crate) async fn terminate(mut self) -> anyhow::Result<Duration> {
        let pid = self.pid()?.to_string();
        let began = monotonic_now();
        let asked = Command::new("kill").args(["-TERM", &pid]).status().await?;
        anyhow::ensure!(asked.success(), "kill -TERM failed");
        tokio::time::timeout(PATIENCE, self.child.wait())
            .await
            .context("it does not stop")??;
        Ok(began.elapsed())
    }

    /// Ends it with SIGKILL; it is gone afterwards.
    pub(crate) async fn kill(mut self) -> anyhow::Result<()> {
        Ok(self.child.kill().await?)
    }

    fn pid(&self) -> anyhow::Result<u32> {
        self.child.id().context("it ended by itself")
    }
}
