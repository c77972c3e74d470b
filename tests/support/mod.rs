//! What the end-to-end tests share.

#![allow(dead_code, reason = "what one test file uses, another may not")]

#[cfg(unix)]
pub(crate) mod garden;
#[cfg(unix)]
pub(crate) mod picture;
#[cfg(unix)]
pub(crate) mod pty;

/// Does something with each of these, a few at a time: what mostly waits may wait side by side.
pub(crate) fn side_by_side<T: Send>(things: Vec<T>, with: impl Fn(T) + Sync) {
    let things = std::sync::Mutex::new(things.into_iter());
    let next = || things.lock().ok().and_then(|mut things| things.next());
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_A_TIME)
            .map(|_| scope.spawn(|| std::iter::from_fn(next).for_each(&with)))
            .collect();
        for worker in workers {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
}

/// So many programs run side by side.
const AT_A_TIME: usize = 6;

/// Between its beginning and its first step a new program holds whatever this one has locked. So
/// programs are started alone, and sessions opened while none is being started.
static STARTS: std::sync::RwLock<()> = std::sync::RwLock::new(());

/// While this lives, no program is started.
pub(crate) fn nothing_starts() -> impl Sized {
    STARTS.read().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// While this lives, sessions are not opened here.
pub(crate) fn something_starts() -> impl Sized {
    STARTS.write().unwrap_or_else(std::sync::PoisonError::into_inner)
}
