//! IDs that look like the tenant's own and are the same in every run.

use aws_lc_rs::digest::{SHA256, digest};

/// Where a tenant's IDs come from: the documentation's own, or, with a salt, others of the same shape.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ids {
    pub(super) salt: Option<u64>,
}

impl Ids {
    /// The ID under which this tenant knows what the documentation calls `id`.
    pub(super) fn documented(self, id: &str) -> String {
        match self.salt {
            None => id.to_owned(),
            Some(_) if id.contains('-') => self.uuid(id, 0),
            Some(_) => self.hex(id, 0),
        }
    }

    /// 32 hexadecimal digits for the `number`th thing of a kind.
    pub(super) fn hex(self, kind: &str, number: u32) -> String {
        format!("2c9180{}", &hex(&self.hash(kind, number))[..26])
    }

    /// A UUID (version 4 by its looks) for the `number`th thing of a kind.
    pub(super) fn uuid(self, kind: &str, number: u32) -> String {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.hash(kind, number)[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
    }

    fn hash(self, kind: &str, number: u32) -> Vec<u8> {
        let seed = format!("{}/{kind}/{number}", self.salt.unwrap_or_default());
        digest(&SHA256, seed.as_bytes()).as_ref().to_vec()
    }
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::looks_like_id;

    #[test]
    fn ids_are_stable_distinct_and_of_the_tenants_shape() {
        let (plain, salted) = (Ids::default(), Ids { salt: Some(7) });
        assert_eq!(plain.hex("source", 1), plain.hex("source", 1));
        let all = [plain.hex("a", 1), plain.hex("a", 2), plain.hex("b", 1), salted.hex("a", 1)];
        for (index, id) in all.iter().enumerate() {
            assert!(looks_like_id(id), "{id}");
            assert!(!all[..index].contains(id), "{id}");
        }
        assert!(looks_like_id(&salted.uuid("group", 1)));
        assert_eq!(salted.uuid("group", 1).as_bytes()[14], b'4');
    }

    #[test]
    fn a_salt_changes_documented_ids_and_keeps_their_shape() {
        let id = "6881f631-3bd5-4213-9c75-8e05cc3e35dd";
        assert_eq!(Ids::default().documented(id), id);
        let other = Ids { salt: Some(1) }.documented(id);
        assert!(other != id && other.len() == id.len());
        assert_eq!(Ids { salt: Some(1) }.documented("2c91808d744ba0ce01746f93b6204501").len(), 32);
    }
}
