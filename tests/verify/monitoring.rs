//! One line for Nagios, metrics for Prometheus.

use super::{place, verify};

/// The state and the exit status.
fn nagios(arguments: &str) -> (String, Option<i32>) {
    let place = place();
    let ran = verify(&place, &format!("{arguments} --format nagios"));
    (ran.text(), ran.status)
}

#[test]
fn the_state_follows_the_findings_and_the_end() {
    let (text, status) =
        nagios("fullchain.pem --domain example.com --service server --fail-on error");
    let line =
        "XMPPCERT OK - example.com: ends in 141 days, on 2026-07-20 | 'example.com'=141;21:;\n";
    assert_eq!((text.as_str(), status), (line, Some(0)));
    let (text, status) =
        nagios("fullchain.pem --domain example.com --at 2026-07-10 --warn 30d --crit 7d");
    assert!(text.starts_with("XMPPCERT WARNING - example.com: "), "{text}");
    assert!(text.contains("expires-soon; ends in 10 days"), "{text}");
    assert!(text.ends_with(" | 'example.com'=10;30:;7:\n"), "{text}");
    assert_eq!(status, Some(1));
    let (text, status) =
        nagios("fullchain.pem --domain example.com --at 2026-07-10 --warn 30 --crit 14");
    assert!(text.starts_with("XMPPCERT CRITICAL - example.com: "), "{text}");
    assert_eq!(status, Some(2));
    let (text, status) = nagios("fullchain.pem --domain b.example");
    assert!(text.starts_with("XMPPCERT CRITICAL - b.example: identity-mismatch"), "{text}");
    assert_eq!((text.lines().count(), status), (1, Some(2)));
}

#[test]
fn what_could_not_be_looked_at_is_unknown() {
    for arguments in ["missing.pem", "leaf.key.pem", "fullchain.pem --at never", "--no-such-option"]
    {
        let (text, status) = nagios(arguments);
        assert!(text.starts_with("XMPPCERT UNKNOWN - "), "{arguments}: {text}");
        assert_eq!(status, Some(3), "{arguments}");
    }
}

#[test]
fn the_worst_of_several_comes_first() {
    let (text, status) =
        nagios("fullchain.pem client-juliet.pem --untrusted intermediate.pem --at 2026-07-15");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines.len(), status), (3, Some(1)), "{text}");
    assert!(
        lines[0].starts_with("XMPPCERT WARNING - 1 of 2 certificates: fullchain.pem"),
        "{text}"
    );
    assert!(lines[1].starts_with("WARNING - fullchain.pem"), "{text}");
    assert!(lines[2].starts_with("OK - client-juliet.pem"), "{text}");
}

#[test]
fn every_metric_is_described_once_and_every_sample_stands_under_its_own() {
    let place = place();
    let ran = verify(&place, "fullchain.pem leaf.pem --domain example.com --format prometheus");
    let (mut current, mut seen) = (String::new(), Vec::new());
    for line in ran.text().lines() {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let name = rest.split(' ').next().unwrap().to_owned();
            assert!(!seen.contains(&name), "{name} twice");
            seen.push(name.clone());
            current = name;
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            assert_eq!(rest, format!("{current} gauge"));
        } else {
            let (name, value) = line.rsplit_once(' ').unwrap();
            assert!(name.starts_with(&format!("{current}{{file=\"")), "{line}");
            value.parse::<i64>().unwrap();
        }
    }
    assert_eq!(seen.len(), 5);
    let text = ran.text();
    let end = "xmppcert_not_after_timestamp_seconds{file=\"fullchain.pem\",domain=\"example.com\",service=\"any\"} 1784505600";
    assert!(text.contains(end), "{text}");
    assert!(
        text.contains(
            "xmppcert_path_sound{file=\"leaf.pem\",domain=\"example.com\",service=\"any\"} 0"
        ),
        "{text}"
    );
}

#[test]
fn only_judging_commands_are_for_monitoring() {
    let place = place();
    let ran = place.xmppcert(&["inspect", "leaf.pem", "--format", "prometheus"]);
    assert_eq!((ran.status, ran.text().as_str()), (Some(2), ""));
    assert!(ran.err.contains("only commands that judge"), "{}", ran.err);
}
