//! A light reader of pages, for tests: it takes a page apart and finds what does not fit together.

use std::collections::BTreeSet;

/// What stands in a page.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// All words in reading order, single spaces between.
    pub(super) words: String,
    /// The names of elements in order.
    pub(super) tags: Vec<String>,
    /// Attributes in order: of which element, which, and what.
    attributes: Vec<[String; 3]>,
}

/// Elements that have no end.
const VOID: [&str; 2] = ["meta", "br"];

impl Read {
    /// Takes a page apart.
    ///
    /// # Panics
    /// If a tag of it is not closed where it should be, or an attribute is not quoted.
    pub(super) fn of(page: &[u8]) -> Read {
        let page = std::str::from_utf8(page).expect("a page is UTF-8");
        let mut rest = page.strip_prefix("<!doctype html>\n").expect("it says that it is HTML");
        let mut read = Read::default();
        let mut open: Vec<String> = Vec::new();
        while let Some((words, tag)) = rest.split_once('<') {
            read.say(words);
            let (tag, after) = tag.split_once('>').expect("a tag ends");
            rest = after;
            if let Some(closed) = tag.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(closed), "closed after {}", read.words);
                continue;
            }
            let name = read.opened(tag);
            if name == "style" {
                rest = &rest[rest.find("</style>").expect("the style ends")..];
            }
            if !VOID.contains(&name.as_str()) {
                open.push(name);
            }
        }
        assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} left open, then {rest:?}");
        read
    }

    fn say(&mut self, words: &str) {
        let marks =
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
        assert!(!words.contains(['>', '"', '\'']), "not escaped: {words}");
        let words =
            marks.iter().fold(words.to_owned(), |it, (mark, means)| it.replace(mark, means));
        for word in words.split_whitespace() {
            if !self.words.is_empty() {
                self.words.push(' ');
            }
            self.words.push_str(word);
        }
    }

    fn opened(&mut self, tag: &str) -> String {
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        while !rest.is_empty() {
            let (attribute, value) = rest.split_once("=\"").expect("a value is quoted");
            let (value, after) = value.split_once('"').expect("a value ends");
            self.attributes.push([name, attribute, value].map(str::to_owned));
            rest = after.trim_start();
        }
        self.tags.push(name.to_owned());
        name.to_owned()
    }

    /// The values of an attribute, wherever it is.
    pub(super) fn values(&self, attribute: &str) -> Vec<&str> {
        let named = self.attributes.iter().filter(|[_, name, _]| name == attribute);
        named.map(|[_, _, value]| value.as_str()).collect()
    }

    /// So often an element of this name is there.
    pub(super) fn count(&self, tag: &str) -> usize {
        self.tags.iter().filter(|name| *name == tag).count()
    }

    /// The ranks of the headings in order.
    fn ranks(&self) -> Vec<u32> {
        let rank = |tag: &String| tag.strip_prefix('h').and_then(|rank| rank.parse().ok());
        self.tags.iter().filter_map(rank).collect()
    }

    /// What of it fetches, runs, leads nowhere, is named twice, or skips a rank of headings.
    pub(super) fn faults(&self) -> Vec<String> {
        let names: BTreeSet<&str> = self.values("id").into_iter().collect();
        let mut faults = Vec::new();
        if names.len() < self.values("id").len() {
            faults.push("a name is there twice".to_owned());
        }
        for link in self.values("href") {
            if !link.strip_prefix('#').is_some_and(|name| names.contains(name)) {
                faults.push(format!("{link} leads nowhere here"));
            }
        }
        for name in self.values("aria-labelledby") {
            if !names.contains(name) {
                faults.push(format!("nothing is named {name}"));
            }
        }
        let does = |[tag, name, _]: &&[String; 3]| {
            name.starts_with("on")
                || ["src", "style", "xlink:href", "action", "data"].contains(&name.as_str())
                || (name == "href" && tag != "a")
        };
        faults.extend(self.attributes.iter().filter(does).map(|it| format!("{it:?}")));
        let ranks = self.ranks();
        if ranks.first() != Some(&1) || ranks.iter().filter(|rank| **rank == 1).count() != 1 {
            faults.push(format!("one heading of the first rank, at the beginning: {ranks:?}"));
        }
        if ranks.windows(2).any(|pair| pair[1] > pair[0] + 1) {
            faults.push(format!("a rank is skipped: {ranks:?}"));
        }
        let known = ["html", "head", "meta", "title", "style", "body", "header", "nav", "main"];
        let known = known.into_iter().chain(["footer", "section", "div", "details", "summary"]);
        let known = known.chain(["h1", "h2", "h3", "h4", "p", "br", "ul", "li", "a", "span"]);
        let known = known.chain(["table", "thead", "tbody", "tfoot", "tr", "th", "td"]);
        let known = known.chain(["svg", "g", "rect", "line", "circle", "text"]);
        let known: BTreeSet<&str> = known.collect();
        let strange = self.tags.iter().filter(|tag| !known.contains(tag.as_str()));
        faults.extend(strange.map(|tag| format!("an element {tag}")));
        faults
    }
}
