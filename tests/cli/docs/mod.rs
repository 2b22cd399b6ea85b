//! The documentation: every block of every page runs, every link leads somewhere, and what is generated is up to date.
//!
//! `UPDATE_DOCS=1 cargo test --test cli docs::` writes what the commands print now into all pages; `[..]` stays where it
//! still stands for what differs. Add a page to the list below; `cargo test --test cli docs::every_block_of::NAME` runs one.

mod links;
mod page;
#[cfg(unix)]
mod reference;

use page::{blocks, read};

/// One test for each page, so that they run side by side.
macro_rules! pages {
    ($($test:ident: $path:literal,)*) => {
        const PAGES: &[&str] = &[$($path),*];

        mod every_block_of {
            $(#[test]
            fn $test() {
                super::page::run($path);
            })*
        }
    };
}

pages! {
    readme: "README.md",
    contributing: "CONTRIBUTING.md",
    security: "SECURITY.md",
    architecture: "docs/architecture.md",
    assumptions: "docs/assumptions.md",
    batch: "docs/batch.md",
    embedded_tenant: "docs/embedded-tenant.md",
    first_ten_minutes: "docs/first-ten-minutes.md",
    from_pssailpoint: "docs/from-pssailpoint.md",
    groups_as_code: "docs/groups-as-code.md",
    groups: "docs/groups.md",
    history_and_undo: "docs/history-and-undo.md",
    install: "docs/install.md",
    limits: "docs/limits.md",
    locked_down_machines: "docs/locked-down-machines.md",
    names_and_checks: "docs/names-and-checks.md",
    output: "docs/output.md",
    passwords: "docs/passwords.md",
    performance: "docs/performance.md",
    pipelines: "docs/pipelines.md",
    powershell: "docs/powershell.md",
    privacy: "docs/privacy.md",
    programs: "docs/programs.md",
    proxies: "docs/proxies.md",
    recipes: "docs/recipes.md",
    several_tenants: "docs/several-tenants.md",
    shell: "docs/shell.md",
    sign_in: "docs/sign-in.md",
    the_first_ten_minutes: "tests/cli/transcript.md",
    windows: "docs/windows.md",
}

#[test]
fn every_page_with_blocks_is_in_the_list() {
    for file in links::files() {
        let generated = file.starts_with("docs/reference/");
        let listed = PAGES.contains(&file.as_str());
        assert!(
            generated || listed || blocks(&read(&file)).is_empty(),
            "add {file} to the list in tests/cli/docs/mod.rs, so that its blocks are run"
        );
    }
}

#[test]
fn the_readme_is_short() {
    let lines = read("README.md").lines().count();
    assert!(lines < 220, "README.md has {lines} lines; put it into a page of docs/");
}

#[test]
fn the_set_up_is_two_commands() {
    let readme = read("README.md");
    let set_up = blocks(&readme).into_iter().find(|block| block.not_run().is_some()).unwrap();
    assert_eq!(set_up.lines, ["cargo run -- -p sandbox list", "cargo test"]);
    assert!(
        include_str!("../../../.ci/run").contains("cargo test"),
        "CI runs the README's own test command"
    );
}

#[test]
fn the_exit_codes_are_those_of_the_program() {
    let readme = read("README.md");
    for (code, meaning) in syncgroup::internals::Code::ALL {
        let row = format!("| {} | {meaning} |", code.number());
        assert!(readme.contains(&row), "README.md lacks: {row}");
    }
}
