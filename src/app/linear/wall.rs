//! The wall line by line: what the room sees is told whenever it is another page.

use super::lines::{Ends, Lines};
use crate::app::inbox::{Event, Inbox};
use crate::app::setting::Setting;
use crate::app::watching::{News, Wanted, Watching};
use crate::export::spoken;
use crate::linear::page;
use crate::session::Seen;
use anyhow::Context;
use std::io;

/// Tells each page until nobody listens any more; the terminal's own Ctrl-C ends it.
///
/// # Errors
/// When there is no thread to watch the file on, or nothing can be told.
pub fn run(wanted: Wanted, setting: &Setting) -> anyhow::Result<u8> {
    let inbox: Inbox<News> = Inbox::new();
    let mut watching = Watching::new(wanted, setting);
    let mut news = watching.look();
    watching.start(inbox.sender()).context("the session cannot be watched")?;
    let mut lines = Lines::new(io::empty(), io::stdout().lock(), Ends::default());
    let mut told = String::new();
    loop {
        if let Some(page) = news.take().map(|news| in_words(&news, setting))
            && page != told
        {
            match lines.tell(&page) {
                // Whoever closes the pipe has heard enough.
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(0),
                heard => heard?,
            }
            told = page;
        }
        match inbox.next(None) {
            Event::News(next) => news = Some(next),
            Event::TerminalGone => return Ok(0),
            _ => {}
        }
    }
}

fn in_words(news: &News, setting: &Setting) -> String {
    let page = news.seen.as_deref().map(|seen| page_of(seen, setting));
    page.into_iter().chain(news.says.clone()).collect::<Vec<_>>().join("\n\n")
}

fn page_of(seen: &Seen, setting: &Setting) -> String {
    let mut blocks = page::head(seen, seen.here());
    if seen.blank {
        return format!("{}\nThe wall is blank.", spoken::render(&blocks));
    }
    blocks.extend(page::page(seen, &seen.at, &setting.reader()));
    spoken::render(&blocks)
}
