//! `syncgroup` manages the password sync groups of SailPoint Identity Security Cloud.
//!
//! The rooms, from the door down: [`cli`] takes a command; [`plan`], [`rules`], [`journal`], [`api`], [`profile`],
//! [`document`], [`out`] and [`sandbox`] each do one thing for it and do not know each other; [`model`] and [`error`]
//! are what they all speak of.

pub mod api;
pub mod cli;
pub mod document;
pub mod error;
pub mod journal;
pub mod model;
pub mod out;
pub mod plan;
pub mod profile;
pub mod rules;
#[cfg(feature = "sandbox")]
pub mod sandbox;
