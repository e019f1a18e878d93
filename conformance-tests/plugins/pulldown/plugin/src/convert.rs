//! The crate's types as those of the boundary.
#![forbid(unsafe_code)]

use crate::abi::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Range, Tag,
};
use pulldown_cmark as md;

pub fn options(chosen: Options) -> md::Options {
    let mut options = md::Options::empty();
    options.set(md::Options::ENABLE_TABLES, chosen.tables);
    options.set(md::Options::ENABLE_FOOTNOTES, chosen.footnotes);
    options.set(md::Options::ENABLE_STRIKETHROUGH, chosen.strikethrough);
    options.set(md::Options::ENABLE_TASKLISTS, chosen.tasklists);
    options.set(
        md::Options::ENABLE_SMART_PUNCTUATION,
        chosen.smart_punctuation,
    );
    options.set(
        md::Options::ENABLE_HEADING_ATTRIBUTES,
        chosen.heading_attributes,
    );
    options
}

pub fn range(range: std::ops::Range<usize>) -> Range {
    Range {
        start: range.start,
        end: range.end,
    }
}

pub fn broken_link(link: md::BrokenLink<'_>) -> BrokenLink<'_> {
    BrokenLink {
        span: range(link.span),
        link_type: link_type(link.link_type),
        reference: cow(link.reference),
    }
}

pub fn event(event: md::Event<'_>) -> Event<'_> {
    match event {
        md::Event::Start(inner) => Event::Start(tag(inner)),
        md::Event::End(inner) => Event::End(tag(inner)),
        md::Event::Text(s) => Event::Text(cow(s)),
        md::Event::Code(s) => Event::Code(cow(s)),
        md::Event::Html(s) => Event::Html(cow(s)),
        md::Event::FootnoteReference(s) => Event::FootnoteReference(cow(s)),
        md::Event::SoftBreak => Event::SoftBreak,
        md::Event::HardBreak => Event::HardBreak,
        md::Event::Rule => Event::Rule,
        md::Event::TaskListMarker(checked) => Event::TaskListMarker(checked),
    }
}

fn tag(tag: md::Tag<'_>) -> Tag<'_> {
    match tag {
        md::Tag::Paragraph => Tag::Paragraph,
        md::Tag::Heading(level, id, classes) => Tag::Heading(heading(level), id, classes.into()),
        md::Tag::BlockQuote => Tag::BlockQuote,
        md::Tag::CodeBlock(md::CodeBlockKind::Indented) => Tag::CodeBlock(CodeBlockKind::Indented),
        md::Tag::CodeBlock(md::CodeBlockKind::Fenced(info)) => {
            Tag::CodeBlock(CodeBlockKind::Fenced(cow(info)))
        }
        md::Tag::List(first) => Tag::List(first.into()),
        md::Tag::Item => Tag::Item,
        md::Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(cow(label)),
        md::Tag::Table(columns) => {
            let columns: Vec<Alignment> = columns.into_iter().map(alignment).collect();
            Tag::Table(columns.into())
        }
        md::Tag::TableHead => Tag::TableHead,
        md::Tag::TableRow => Tag::TableRow,
        md::Tag::TableCell => Tag::TableCell,
        md::Tag::Emphasis => Tag::Emphasis,
        md::Tag::Strong => Tag::Strong,
        md::Tag::Strikethrough => Tag::Strikethrough,
        md::Tag::Link(kind, url, title) => Tag::Link(link_type(kind), cow(url), cow(title)),
        md::Tag::Image(kind, url, title) => Tag::Image(link_type(kind), cow(url), cow(title)),
    }
}

fn cow(s: md::CowStr<'_>) -> CowStr<'_> {
    match s {
        md::CowStr::Borrowed(s) => CowStr::Borrowed(s),
        owned => CowStr::Owned(owned.into_string().into()),
    }
}

fn heading(level: md::HeadingLevel) -> HeadingLevel {
    match level {
        md::HeadingLevel::H1 => HeadingLevel::H1,
        md::HeadingLevel::H2 => HeadingLevel::H2,
        md::HeadingLevel::H3 => HeadingLevel::H3,
        md::HeadingLevel::H4 => HeadingLevel::H4,
        md::HeadingLevel::H5 => HeadingLevel::H5,
        md::HeadingLevel::H6 => HeadingLevel::H6,
    }
}

fn alignment(alignment: md::Alignment) -> Alignment {
    match alignment {
        md::Alignment::None => Alignment::None,
        md::Alignment::Left => Alignment::Left,
        md::Alignment::Center => Alignment::Center,
        md::Alignment::Right => Alignment::Right,
    }
}

fn link_type(kind: md::LinkType) -> LinkType {
    match kind {
        md::LinkType::Inline => LinkType::Inline,
        md::LinkType::Reference => LinkType::Reference,
        md::LinkType::ReferenceUnknown => LinkType::ReferenceUnknown,
        md::LinkType::Collapsed => LinkType::Collapsed,
        md::LinkType::CollapsedUnknown => LinkType::CollapsedUnknown,
        md::LinkType::Shortcut => LinkType::Shortcut,
        md::LinkType::ShortcutUnknown => LinkType::ShortcutUnknown,
        md::LinkType::Autolink => LinkType::Autolink,
        md::LinkType::Email => LinkType::Email,
    }
}
