//! Prompts are Markdown; here they become blocks. Emphasis, links and code keep their words.

use super::block::{Block, Line};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let mut reading = Reading::default();
    for event in Parser::new(markdown) {
        reading.take(event);
    }
    reading.blocks
}

#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    words: String,
    items: Vec<Line>,
    lists: usize,
}

impl Reading {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.words.push_str(&text);
            }
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::Start(Tag::List(_)) => {
                self.flush_item();
                self.lists += 1;
            }
            Event::End(TagEnd::List(_)) => self.end_list(),
            Event::End(TagEnd::Item) => self.flush_item(),
            Event::End(TagEnd::Heading(_)) => {
                let words = self.flush();
                self.push(words, Block::Heading);
            }
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock)
                if self.lists == 0 =>
            {
                let words = self.flush();
                self.push(words, Block::Text);
            }
            _ => {}
        }
    }

    fn flush(&mut self) -> String {
        std::mem::take(&mut self.words).trim().to_owned()
    }

    fn push(&mut self, words: String, block: impl Fn(String) -> Block) {
        if !words.is_empty() {
            self.blocks.push(block(words));
        }
    }

    fn flush_item(&mut self) {
        let words = self.flush();
        if !words.is_empty() {
            self.items.push(Line::item(words));
        }
    }

    fn end_list(&mut self) {
        self.lists = self.lists.saturating_sub(1);
        if self.lists == 0 && !self.items.is_empty() {
            self.blocks.push(Block::Lines(std::mem::take(&mut self.items)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_becomes_heading_prose_and_lines() {
        let blocks = blocks("# Who *owns* it?\n\nOne person\nanswers.\n\n- first\n- second\n");
        let lines = vec![Line::item("first"), Line::item("second")];
        let expected = [
            Block::heading("Who owns it?"),
            Block::text("One person answers."),
            Block::Lines(lines),
        ];
        assert_eq!(blocks, expected);
    }
}
