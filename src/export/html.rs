//! HTML in one file that opens anywhere: no script, nothing fetched, and no mark that stands in
//! anybody's text obeyed.
//!
//! What is markup is `&'static str`, so it was written here; what people wrote comes in through
//! [`Html::text`] alone. An attribute holds what [`Value`] can hold, and that is nothing of theirs.

mod attribute;
mod blocks;
mod charts;
#[cfg(test)]
mod reading;
pub(super) mod record;

use super::draw::one_line;
use crate::text::clean_block;
use attribute::Value;
pub(super) use blocks::{block, table};

/// Markup that is safe to stand in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(String);

impl Html {
    /// What somebody wrote, on one line.
    pub(super) fn text(words: &str) -> Html {
        Html(escaped(&one_line(words)))
    }

    /// An element of this class (which may be empty) with what stands in it.
    pub(super) fn element(
        tag: &'static str,
        class: &'static str,
        inside: impl IntoIterator<Item = Html>,
    ) -> Html {
        match class {
            "" => Html::with(tag, [], inside),
            class => Html::with(tag, [("class", class.into())], inside),
        }
    }

    /// An element with attributes.
    fn with<const COUNT: usize>(
        tag: &'static str,
        attributes: [(&'static str, Value); COUNT],
        inside: impl IntoIterator<Item = Html>,
    ) -> Html {
        let written = attributes.map(|(name, value)| format!(" {name}=\"{value}\"")).concat();
        let Html(inside) = inside.into_iter().collect();
        Html(format!("<{tag}{written}>{inside}</{tag}>"))
    }

    /// An element that holds words alone.
    pub(super) fn words(tag: &'static str, class: &'static str, words: &str) -> Html {
        Html::element(tag, class, [Html::text(words)])
    }

    /// What stands between words.
    fn space() -> Html {
        Html(" ".into())
    }

    /// An element with nothing in it, so many times: a circle, a line to write on.
    pub(super) fn drawn(class: &'static str, times: usize) -> Html {
        std::iter::repeat_n(Html::element("i", class, []), times).collect()
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<I: IntoIterator<Item = Html>>(parts: I) -> Html {
        Html(parts.into_iter().map(|Html(part)| part).collect())
    }
}

/// A whole page, with the style of all pages and what this one adds to it.
pub(super) fn page(title: &str, style: &'static str, body: Html) -> Vec<u8> {
    let (Html(title), Html(body)) = (Html::text(title), body);
    format!("{HEAD}<title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n")
        .into_bytes()
}

/// The policy forbids scripts and fetching even if the escaping had a hole.
const HEAD: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src \
    'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

const STYLE: &str = include_str!("html/page.css");

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Paragraphs of prose; a line of the text stays a line.
pub(super) fn prose(class: &'static str, text: &str) -> Html {
    let text = clean_block(text);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs
        .map(|lines| {
            let breaks = |(at, line): (usize, &&str)| {
                let ends = if at == 0 { "" } else { "<br>" };
                Html(format!("{ends}{}", escaped(line)))
            };
            Html::element("p", class, lines.iter().enumerate().map(breaks))
        })
        .collect()
}

#[cfg(test)]
mod tests;
