//! A page of text: headings, columns, wrapped paragraphs.

use std::fmt::Write;

use anstyle::Style;

use super::super::palette::{COMMAND, FAINT, TITLE};
use super::super::sanitize::{push_sanitized, sanitized};

/// Columns of text to a line, at most.
const WIDTH: usize = 96;
/// Where values begin, after two spaces and a label.
const LABEL: usize = 12;

/// Text in the making. Whatever is written to it is made harmless for a terminal.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    pub(super) fn into_string(self) -> String {
        self.0
    }

    pub(super) fn blank(&mut self) {
        self.0.push('\n');
    }

    /// `subject  kind  words` on one line.
    pub(super) fn line(&mut self, subject: &str, kind: &str, style: Style, words: &str) {
        self.styled(TITLE, subject);
        self.0.push_str("  ");
        self.styled(FAINT, kind);
        self.0.push_str("  ");
        self.styled(style, words);
        self.0.push('\n');
    }

    /// How much there is, to see whether something was added.
    pub(super) fn length(&self) -> usize {
        self.0.len()
    }

    /// `subject  kind` and a blank line.
    pub(super) fn headline(&mut self, subject: &str, kind: &str) {
        self.styled(TITLE, subject);
        self.0.push_str("  ");
        self.styled(FAINT, kind);
        self.0.push_str("\n\n");
    }

    /// One value a row, the label at the first.
    pub(super) fn list(&mut self, label: &str, style: Style, values: impl Iterator<Item = String>) {
        for (index, value) in values.enumerate() {
            self.row(if index == 0 { label } else { "" }, style, &value);
        }
    }

    /// A line in bold.
    pub(super) fn title(&mut self, text: &str) {
        self.styled(TITLE, text);
        self.0.push('\n');
    }

    /// `  label     value`, with the value in a style.
    pub(super) fn row(&mut self, label: &str, style: Style, value: &str) {
        self.label(label);
        self.styled(style, value);
        self.0.push('\n');
    }

    /// `  label     value     remark`, values padded to `width` columns.
    pub(super) fn columns(
        &mut self,
        label: &str,
        value: &str,
        width: usize,
        style: Style,
        remark: &str,
    ) {
        self.label(label);
        let value = sanitized(value);
        let padding = width.saturating_sub(value.chars().count());
        self.0.push_str(&value);
        if !remark.is_empty() {
            self.0.push_str(&" ".repeat(padding + 2));
            self.styled(style, remark);
        }
        self.0.push('\n');
    }

    /// `  label     wrapped text`.
    pub(super) fn paragraph(&mut self, label: &str, style: Style, text: &str) {
        for (index, line) in wrapped(text, WIDTH - LABEL).iter().enumerate() {
            self.row(if index == 0 { label } else { "" }, style, line);
        }
    }

    /// A line to be copied whole, never wrapped.
    pub(super) fn command(&mut self, command: &str) {
        self.0.push_str(&" ".repeat(LABEL));
        self.styled(COMMAND, command);
        self.0.push('\n');
    }

    /// A finding: severity and code, the explanation, the cure.
    pub(super) fn finding(
        &mut self,
        style: Style,
        severity: &str,
        code: &str,
        text: &str,
        fix: &str,
    ) {
        self.0.push_str("  ");
        self.styled(style, severity);
        self.0.push_str(&" ".repeat((LABEL - 2).saturating_sub(severity.len())));
        self.styled(FAINT, code);
        self.0.push('\n');
        self.paragraph("", Style::new(), text);
        if fix.starts_with("xmppcert ") {
            return self.command(fix);
        }
        for (index, line) in wrapped(fix, WIDTH - LABEL - 3).iter().enumerate() {
            let arrow = if index == 0 { "-> " } else { "   " };
            self.row("", FAINT, &format!("{arrow}{line}"));
        }
    }

    fn label(&mut self, label: &str) {
        self.0.push_str("  ");
        self.styled(FAINT, label);
        self.0.push_str(&" ".repeat((LABEL - 2).saturating_sub(label.chars().count()).max(1)));
    }

    fn styled(&mut self, style: Style, text: &str) {
        if text.is_empty() || style == Style::new() {
            return push_sanitized(&mut self.0, text);
        }
        // writing to a String cannot fail
        let _ = write!(self.0, "{style}");
        push_sanitized(&mut self.0, text);
        let _ = write!(self.0, "{style:#}");
    }
}

/// `ejabberd 25.08 and later`; the name alone where there is but one generation.
pub(super) fn generation(title: &str, versions: &str) -> String {
    match versions {
        "" | "all" => title.to_owned(),
        versions => format!("{title} {versions}"),
    }
}

/// Greedy lines of at most `width` characters; a longer word stands alone.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}
