//! Facts that the rules need, the judgement of a change, and reports for CI systems.

pub mod ci_report;
pub mod example_group;
pub mod exceptions;
pub mod judgement;
pub mod rule_facts;
pub mod warnings;
