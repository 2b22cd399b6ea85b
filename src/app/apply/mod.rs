//! Groups as code: propose steps, judge and review them, save and execute the plan, report.

pub mod difference;
mod elsewhere;
pub mod execute;
mod findings;
pub mod markdown;
pub mod plan_file;
pub mod propose;
mod remaining;
pub mod report;
pub mod review;
pub mod run;
pub mod undo;
