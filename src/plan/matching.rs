//! Which group of the tenant a desired group is.

use std::collections::HashMap;

use crate::plan::{Desired, Present, Problem};

/// For each desired group the index of the tenant's group that it is: by `id` where the tenant has it, else by name
/// among the groups that no `id` claims. `None` is a group to create.
pub fn identify(
    tenant: &[Present<'_>],
    desired: &[Desired<'_>],
) -> Result<Vec<Option<usize>>, Problem> {
    let ids: HashMap<&str, usize> =
        tenant.iter().enumerate().map(|(index, group)| (&*group.id, index)).collect();
    let mut claimed = vec![false; tenant.len()];
    let mut found = vec![None; desired.len()];
    for (wanted, found) in desired.iter().zip(&mut found) {
        *found = wanted.id.as_ref().and_then(|id| ids.get(&**id).copied());
        if let Some(group) = *found
            && std::mem::replace(&mut claimed[group], true)
        {
            return Err(Problem::IdTwice { id: tenant[group].id.to_string() });
        }
    }
    let names = names(tenant, &claimed);
    for (wanted, found) in desired.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        *found = match names.get(&*wanted.settings.name).map(Vec::as_slice) {
            None => None,
            Some([group]) => Some(*group),
            Some(several) => return Err(ambiguous(tenant, several)),
        };
    }
    Ok(found)
}

fn names<'a>(tenant: &'a [Present<'_>], claimed: &[bool]) -> HashMap<&'a str, Vec<usize>> {
    let mut names: HashMap<&str, Vec<usize>> = HashMap::with_capacity(tenant.len());
    for (index, group) in tenant.iter().enumerate().filter(|(index, _)| !claimed[*index]) {
        names.entry(&group.settings.name).or_default().push(index);
    }
    names
}

fn ambiguous(tenant: &[Present<'_>], groups: &[usize]) -> Problem {
    Problem::Ambiguous {
        name: tenant[groups[0]].settings.name.to_string(),
        ids: groups.iter().map(|&group| tenant[group].id.to_string()).collect(),
    }
}
