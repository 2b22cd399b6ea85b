//! The attic: every change that this tool made, before and after.
