//! What a server makes of its files: what it serves, and what becomes of each file.

use anstyle::Style;

use super::super::palette;
use super::page::{Page, generation};
use crate::report::{Evidence, FateFact, LoadingFacts, ServedFact};

pub(super) fn write(subject: &str, facts: &LoadingFacts, page: &mut Page) {
    page.headline(subject, &format!("as {} loads it", generation(facts.title, facts.versions)));
    match &facts.dies {
        Some(why) => page.paragraph("Start", palette::BAD, &format!("fails: {why}")),
        None => facts.served.iter().for_each(|served| write_served(served, page)),
    }
    write_files(&facts.files, page);
    if let Some(user) = &facts.user {
        page.row("Asked", palette::FAINT, &format!("as the user {user}"));
    }
    let known = match facts.evidence {
        Evidence::Run => "seen in the running program",
        Evidence::Read => "read in its source",
        Evidence::Unverified => "not verified",
    };
    page.paragraph("Known", palette::FAINT, &format!("{known} ({})", facts.cite));
}

fn write_served(served: &ServedFact, page: &mut Page) {
    match served.chain.split_first() {
        None => page.row("Serves", palette::BAD, &format!("nothing for {}", served.domain)),
        Some((leaf, above)) => {
            let words = format!("{}: {}", served.domain, leaf.subject);
            page.row("Serves", Style::new(), &words);
            for link in above {
                page.row("", palette::FAINT, &format!("  then {}", link.subject));
            }
        }
    }
    page.paragraph("", palette::FAINT, &served.how);
    for leaf in &served.instead {
        page.row(
            "",
            palette::WARN,
            &format!("or instead {}, until {}", leaf.subject, leaf.not_after),
        );
    }
}

fn write_files(files: &[FateFact], page: &mut Page) {
    for (index, file) in files.iter().enumerate() {
        let style = match file.fate {
            "served" => palette::GOOD,
            "refused" | "fatal" => palette::BAD,
            "ignored" => palette::WARN,
            _ => palette::FAINT,
        };
        let label = if index == 0 { "Files" } else { "" };
        page.columns(label, &file.path, 0, style, file.fate);
        page.paragraph("", palette::FAINT, &file.why);
    }
}
