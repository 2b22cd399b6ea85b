//! A first-time user's path of ten minutes, run as it is written down in `transcript.md`.

#[test]
fn the_first_ten_minutes_go_as_written() {
    crate::readme::run("tests/cli/transcript.md", include_str!("transcript.md"));
}
