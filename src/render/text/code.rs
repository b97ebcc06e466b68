//! A finding code explained.

use anstyle::Style;

use super::super::palette;
use super::page::Page;
use crate::report::{Code, Severity};

pub(super) fn write(code: &Code, page: &mut Page) {
    page.title(code.id);
    page.blank();
    let style = match code.severity {
        Severity::Error => palette::BAD,
        Severity::Warning => palette::WARN,
        Severity::Note => palette::FAINT,
    };
    page.row("severity", style, &code.severity.to_string());
    page.paragraph("finding", Style::new(), code.title);
    page.paragraph("why", Style::new(), code.why);
    page.paragraph("cure", Style::new(), code.fix);
    page.paragraph("source", palette::FAINT, code.cite);
}
