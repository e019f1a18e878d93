//! An event as a line of text.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Tag};

pub struct Printer<'a> {
    /// What is parsed.
    pub text: &'a str,
}

impl Printer<'_> {
    pub fn event(&self, event: &Event, range: &Range<usize>) -> String {
        let said = match event {
            Event::Start(tag) => format!("Start({})", self.tag(tag)),
            Event::End(tag) => format!("End({})", self.tag(tag)),
            Event::Text(s) => format!("Text({})", self.cow(s)),
            Event::Code(s) => format!("Code({})", self.cow(s)),
            Event::Html(s) => format!("Html({})", self.cow(s)),
            Event::FootnoteReference(s) => format!("FootnoteReference({})", self.cow(s)),
            Event::SoftBreak => "SoftBreak".into(),
            Event::HardBreak => "HardBreak".into(),
            Event::Rule => "Rule".into(),
            Event::TaskListMarker(checked) => format!("TaskListMarker({checked})"),
        };
        format!("{}..{} {said}", range.start, range.end)
    }

    pub fn broken_link(&self, link: &BrokenLink) -> String {
        let reference = self.cow(&link.reference);
        format!(
            "{}..{} ? {:?} {reference}",
            link.span.start, link.span.end, link.link_type
        )
    }

    fn tag(&self, tag: &Tag) -> String {
        match tag {
            Tag::Paragraph => "Paragraph".into(),
            Tag::Heading(level, id, classes) => {
                let id = id.map_or_else(|| "-".into(), |id| self.borrowed(id));
                let classes: Vec<String> = classes.iter().map(|s| self.borrowed(s)).collect();
                format!("Heading({level:?}, {id}, [{}])", classes.join(", "))
            }
            Tag::BlockQuote => "BlockQuote".into(),
            Tag::CodeBlock(CodeBlockKind::Indented) => "CodeBlock(Indented)".into(),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                format!("CodeBlock(Fenced({}))", self.cow(info))
            }
            Tag::List(first) => {
                format!("List({})", first.map_or("-".into(), |n| n.to_string()))
            }
            Tag::Item => "Item".into(),
            Tag::FootnoteDefinition(label) => format!("FootnoteDefinition({})", self.cow(label)),
            Tag::Table(columns) => {
                let columns: Vec<String> = columns.iter().map(|a| format!("{a:?}")).collect();
                format!("Table([{}])", columns.join(", "))
            }
            Tag::TableHead => "TableHead".into(),
            Tag::TableRow => "TableRow".into(),
            Tag::TableCell => "TableCell".into(),
            Tag::Emphasis => "Emphasis".into(),
            Tag::Strong => "Strong".into(),
            Tag::Strikethrough => "Strikethrough".into(),
            Tag::Link(kind, url, title) => {
                format!("Link({kind:?}, {}, {})", self.cow(url), self.cow(title))
            }
            Tag::Image(kind, url, title) => {
                format!("Image({kind:?}, {}, {})", self.cow(url), self.cow(title))
            }
        }
    }

    fn cow(&self, s: &CowStr) -> String {
        match s {
            CowStr::Borrowed(s) => self.borrowed(s),
            CowStr::Boxed(_) | CowStr::Inlined(_) => format!("+{}", quoted(s)),
        }
    }

    /// `&`, where it stands in the text, and what it says: what is empty stands nowhere, and literals stand elsewhere.
    fn borrowed(&self, s: &str) -> String {
        let text = self.text.as_bytes().as_ptr_range();
        let part = s.as_bytes().as_ptr_range();
        if !s.is_empty() && text.start <= part.start && part.end <= text.end {
            let offset = part.start as usize - text.start as usize;
            format!("&{offset}{}", quoted(s))
        } else {
            format!("&{}", quoted(s))
        }
    }
}

fn quoted(s: &str) -> String {
    let escaped = s
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
        .replace('\r', "\\r");
    format!("\"{escaped}\"")
}
