//! A disk in memory for tests: any call can fail, the power can go, and what was not synced may
//! or may not survive.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use super::disk::{Disk, Guard, Pen, Stamp, folder_of};

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    NoSpace,
    Broken,
    NoRights,
    ReadOnly,
}

impl Failure {
    pub(crate) const ALL: [Failure; 4] =
        [Failure::NoSpace, Failure::Broken, Failure::NoRights, Failure::ReadOnly];

    /// What the disk says then.
    pub(crate) fn error(self) -> io::Error {
        match self {
            Failure::NoSpace => io::ErrorKind::StorageFull.into(),
            Failure::Broken => io::Error::other("input/output error"),
            Failure::NoRights => io::ErrorKind::PermissionDenied.into(),
            Failure::ReadOnly => io::ErrorKind::ReadOnlyFilesystem.into(),
        }
    }
}

/// One thing that happened to the disk, in the order in which it happened.
#[derive(Debug, Clone)]
enum Effect {
    Create(PathBuf, u64),
    Write(u64, Vec<u8>),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

#[derive(Debug, Clone, Default)]
struct State {
    folders: BTreeSet<PathBuf>,
    names: BTreeMap<PathBuf, u64>,
    contents: BTreeMap<u64, (Vec<u8>, u128)>,
    /// What has happened and is not yet sure to survive.
    unsynced: Vec<Effect>,
    /// The names and contents that survive anything.
    safe_names: BTreeMap<PathBuf, u64>,
    safe_contents: BTreeMap<u64, Vec<u8>>,
    locked: BTreeSet<PathBuf>,
    calls: usize,
    writes: u128,
    inodes: u64,
    plan: Option<Plan>,
    asleep: bool,
    /// How long each sync takes.
    slow: Duration,
}

#[derive(Debug, Clone, Copy)]
struct Plan {
    from: usize,
    failure: Failure,
    forever: bool,
}

/// A disk in memory; copies of it are the same disk.
#[derive(Debug, Clone, Default)]
pub(crate) struct MemoryDisk {
    state: Arc<Mutex<State>>,
    moved: Arc<Condvar>,
}

impl MemoryDisk {
    pub(crate) fn with_folder(folder: &str) -> MemoryDisk {
        let disk = MemoryDisk::default();
        disk.state().folders.insert(folder.into());
        disk
    }

    /// The `call`-th call from now fails, and those after it work.
    pub(crate) fn fail_once(&self, call: usize, failure: Failure) {
        self.plan(call, failure, false);
    }

    /// The `call`-th call from now and all after it fail.
    pub(crate) fn fail_for_ever(&self, call: usize, failure: Failure) {
        self.plan(call, failure, true);
    }

    /// The power goes before the `call`-th call from now.
    pub(crate) fn cut_at(&self, call: usize) {
        self.plan(call, Failure::Broken, true);
    }

    /// The cause of the failures is gone.
    pub(crate) fn mend(&self) {
        self.state().plan = None;
    }

    /// Every call waits from now on, as on a disk that sleeps, until it is woken.
    pub(crate) fn sleep(&self) {
        self.state().asleep = true;
    }

    /// Every sync of a file takes so long from now on.
    pub(crate) fn slow(&self, each: Duration) {
        self.state().slow = each;
    }

    /// The calls that wait go on.
    pub(crate) fn wake(&self) {
        self.state().asleep = false;
        self.moved.notify_all();
    }

    /// The folder is taken away with all that lies in it.
    pub(crate) fn take_away(&self, folder: &Path) {
        let mut state = self.state();
        state.folders.remove(folder);
        state.names.retain(|path, _| folder_of(path) != folder);
    }

    /// Whether the planned failure has not happened.
    pub(crate) fn is_failure_left(&self) -> bool {
        let state = self.state();
        state.plan.is_some_and(|plan| plan.from >= state.calls)
    }

    /// Puts a file there as another program would: at once, whole, with a new inode.
    pub(crate) fn put(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        state.inodes += 1;
        let inode = state.inodes;
        state.happen(Effect::Create(path.into(), inode));
        state.happen(Effect::Write(inode, bytes.to_vec()));
        state.sync_file(inode);
        state.sync_names(folder_of(path));
    }

    /// Every file there is, with its bytes.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let state = self.state();
        let bytes = |inode: &u64| state.contents[inode].0.clone();
        state.names.iter().map(|(path, inode)| (path.clone(), bytes(inode))).collect()
    }

    /// The disks that may be found after the power went: each with another choice of what was not
    /// synced. Nobody holds a lock on them.
    pub(crate) fn survivors(&self) -> Vec<MemoryDisk> {
        let state = self.state();
        let doubtful = state.unsynced.len().min(6);
        (0..1_u32 << doubtful)
            .map(|choice| {
                let after = state.after_power_cut(choice, doubtful);
                MemoryDisk { state: Arc::new(Mutex::new(after)), ..MemoryDisk::default() }
            })
            .collect()
    }

    fn plan(&self, call: usize, failure: Failure, forever: bool) {
        let mut state = self.state();
        state.plan = Some(Plan { from: state.calls + call, failure, forever });
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The state, for a call: waits while the disk sleeps, counts, and fails when that is planned.
    fn call(&self) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.let_go();
        state.call()?;
        Ok(state)
    }

    /// The state, as soon as the disk does not sleep.
    fn let_go(&self) -> MutexGuard<'_, State> {
        self.moved.wait_while(self.state(), |state| state.asleep).unwrap()
    }

    fn pen(&self, inode: u64) -> Box<dyn Pen> {
        Box::new(MemoryPen { disk: self.clone(), inode })
    }
}

impl State {
    /// Counts a call, and fails it when that is planned.
    fn call(&mut self) -> io::Result<()> {
        let now = self.calls;
        self.calls += 1;
        match self.plan {
            Some(plan) if now == plan.from || (plan.forever && now > plan.from) => {
                Err(plan.failure.error())
            }
            _ => Ok(()),
        }
    }

    fn happen(&mut self, effect: Effect) {
        self.apply(&effect);
        self.unsynced.push(effect);
    }

    fn apply(&mut self, effect: &Effect) {
        match effect {
            Effect::Create(path, inode) => {
                self.names.insert(path.clone(), *inode);
                self.contents.entry(*inode).or_default();
            }
            Effect::Write(inode, bytes) => {
                self.writes += 1;
                let (content, modified) = self.contents.entry(*inode).or_default();
                content.extend_from_slice(bytes);
                *modified = self.writes;
            }
            Effect::Rename(from, to) => {
                if let Some(inode) = self.names.remove(from) {
                    self.names.insert(to.clone(), inode);
                }
            }
            Effect::Remove(path) => {
                self.names.remove(path);
            }
        }
    }

    fn sync_file(&mut self, inode: u64) {
        let content = self.contents[&inode].0.clone();
        self.safe_contents.insert(inode, content);
        self.unsynced.retain(|effect| !matches!(effect, Effect::Write(of, _) if *of == inode));
    }

    fn sync_names(&mut self, folder: &Path) {
        self.safe_names.retain(|path, _| folder_of(path) != folder);
        let names = self.names.iter().filter(|(path, _)| folder_of(path) == folder);
        self.safe_names.extend(names.map(|(path, inode)| (path.clone(), *inode)));
        self.unsynced.retain(|effect| match effect {
            Effect::Write(..) => true,
            Effect::Create(path, _) | Effect::Remove(path) | Effect::Rename(_, path) => {
                folder_of(path) != folder
            }
        });
    }

    /// What is found when of the last `doubtful` effects only the chosen ones survived.
    fn after_power_cut(&self, choice: u32, doubtful: usize) -> State {
        let mut after = State {
            folders: self.folders.clone(),
            names: self.safe_names.clone(),
            inodes: self.inodes,
            writes: self.writes + 1,
            ..State::default()
        };
        after.contents = self
            .safe_contents
            .iter()
            .map(|(inode, content)| (*inode, (content.clone(), 0)))
            .collect();
        let sure = self.unsynced.len() - doubtful;
        for (place, effect) in self.unsynced.iter().enumerate() {
            if place < sure || choice & (1 << (place - sure)) != 0 {
                // A rename whose file's name was lost still moves the file.
                if let Effect::Rename(from, to) = effect
                    && let Some(inode) = self.inode_of_lost(from)
                {
                    after.names.remove(from);
                    after.names.insert(to.clone(), inode);
                    continue;
                }
                after.apply(effect);
            }
        }
        let named: Vec<u64> = after.names.values().copied().collect();
        for inode in named {
            after.contents.entry(inode).or_default();
        }
        // A name that is found lies in a folder that is found.
        after.folders.extend(after.names.keys().map(|path| folder_of(path).to_path_buf()));
        after.safe_names = after.names.clone();
        after.safe_contents =
            after.contents.iter().map(|(inode, (content, _))| (*inode, content.clone())).collect();
        after
    }

    fn inode_of_lost(&self, path: &Path) -> Option<u64> {
        self.unsynced.iter().find_map(|effect| match effect {
            Effect::Create(created, inode) if created == path => Some(*inode),
            _ => None,
        })
    }

    fn inode(&self, path: &Path) -> io::Result<u64> {
        if self.folders.contains(path) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn new_file(&mut self, path: &Path) -> io::Result<u64> {
        if !self.folders.contains(folder_of(path)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        self.inodes += 1;
        let inode = self.inodes;
        self.happen(Effect::Create(path.into(), inode));
        Ok(inode)
    }
}

impl Disk for MemoryDisk {
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.into())
    }

    fn read(&self, path: &Path, most: u64) -> io::Result<Vec<u8>> {
        let state = self.call()?;
        let inode = state.inode(path)?;
        let content = &state.contents[&inode].0;
        Ok(content[..content.len().min(most as usize)].to_vec())
    }

    fn stamp(&self, path: &Path) -> io::Result<Stamp> {
        let state = self.call()?;
        let inode = state.inode(path)?;
        let (content, modified) = &state.contents[&inode];
        Ok(Stamp { inode, modified: *modified, length: content.len() as u64 })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let state = self.call()?;
        if !state.folders.contains(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(state.names.keys().filter(|path| folder_of(path) == folder).cloned().collect())
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Pen>> {
        let mut state = self.call()?;
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let inode = state.new_file(path)?;
        Ok(self.pen(inode))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Pen>> {
        let mut state = self.call()?;
        let inode = match state.inode(path) {
            Ok(inode) => inode,
            Err(error) if error.kind() == io::ErrorKind::NotFound => state.new_file(path)?,
            Err(error) => return Err(error),
        };
        Ok(self.pen(inode))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.call()?;
        state.inode(from)?;
        state.happen(Effect::Rename(from.into(), to.into()));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.call()?;
        state.inode(path)?;
        state.happen(Effect::Remove(path.into()));
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.call()?;
        state.sync_names(folder);
        Ok(())
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.call()?;
        state.folders.extend(folder.ancestors().map(Path::to_path_buf));
        Ok(())
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.call()?;
        if state.names.keys().any(|path| folder_of(path) == folder) {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        if !state.folders.remove(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(())
    }

    fn try_lock(&self, path: &Path, holder: &str) -> io::Result<Option<Guard>> {
        {
            let mut state = self.call()?;
            if !state.locked.insert(path.into()) {
                return Ok(None);
            }
        }
        self.put(path, holder.as_bytes());
        Ok(Some(Box::new(MemoryLock { disk: self.clone(), path: path.into() })))
    }
}

struct MemoryPen {
    disk: MemoryDisk,
    inode: u64,
}

impl Pen for MemoryPen {
    /// A write that fails has written half: that is how a full disk behaves.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.disk.let_go();
        if let Err(error) = state.call() {
            state.happen(Effect::Write(self.inode, bytes[..bytes.len() / 2].to_vec()));
            return Err(error);
        }
        // In two parts, so that a power cut can keep one of them.
        let (first, second) = bytes.split_at(bytes.len() / 2);
        state.happen(Effect::Write(self.inode, first.to_vec()));
        state.happen(Effect::Write(self.inode, second.to_vec()));
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let slow = self.disk.state().slow;
        drop(self.disk.moved.wait_timeout_while(self.disk.state(), slow, |_| true));
        let mut state = self.disk.call()?;
        state.sync_file(self.inode);
        Ok(())
    }
}

struct MemoryLock {
    disk: MemoryDisk,
    path: PathBuf,
}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        self.disk.state().locked.remove(&self.path);
    }
}
