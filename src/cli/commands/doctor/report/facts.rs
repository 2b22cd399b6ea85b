//! What the tenant answers to a handful of reads, whatever the answer is.

use serde_json::Value;

use crate::api::{Client, TokenInfo};
use crate::error::Error;
use crate::model::{ApiVersion, Object};

/// An answer of the tenant: a success or a refusal.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    /// Null where it is no JSON.
    pub body: Value,
}

/// An answer, or in a word why there is none.
pub type Read = Result<Answer, String>;

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The number of all entries, where the tenant says it.
    pub fn total(&self) -> Option<u64> {
        self.header("x-total-count")?.trim().parse().ok()
    }
}

/// Everything that the assumptions are held against.
pub struct Facts {
    pub version: ApiVersion,
    pub client_id: Option<String>,
    pub token: TokenInfo,
    pub info: Read,
    pub groups: Read,
    pub one_group: Read,
    pub second_group: Read,
    pub beyond_groups: Read,
    pub too_many_groups: Read,
    pub unknown_group: Read,
    pub policies: Read,
    pub sources: Read,
    pub filtered_sources: Read,
    pub source_policies: Read,
    pub apps: Read,
    pub tokens: Read,
    pub styles: Vec<(ApiVersion, Read)>,
}

const GROUPS: &str = "password-sync-groups";

/// Sources that can be members of a sync group.
const CANDIDATES: &str = "connectionType eq \"direct\" and features ca (\"PASSWORD\")";

/// The largest page that the API gives.
pub const PAGE: usize = 250;

impl Facts {
    /// Asks the tenant. Only reads are sent.
    pub async fn read(client: &Client, version: ApiVersion, token: TokenInfo) -> Self {
        let page = PAGE.to_string();
        let all = [("limit", page.as_str()), ("count", "true")];
        let groups = get(client, GROUPS, &all).await;
        let total = groups.as_ref().ok().and_then(Answer::total).unwrap_or_default().to_string();
        let member = first_member(&groups);
        let mut styles = Vec::new();
        for style in ApiVersion::ALL.into_iter().chain([ApiVersion::Beta]) {
            let other = client.with_version(style);
            styles.push((style, get(&other, GROUPS, &[("limit", "1")]).await));
        }
        // Nothing has this ID.
        let unknown = format!("{GROUPS}/{}", uuid::Uuid::new_v4());
        Self {
            info: get(client, "/oauth/info", &[]).await,
            one_group: get(client, GROUPS, &[("limit", "1")]).await,
            second_group: get(client, GROUPS, &[("limit", "1"), ("offset", "1")]).await,
            beyond_groups: get(client, GROUPS, &[("limit", "1"), ("offset", &total)]).await,
            too_many_groups: get(client, GROUPS, &[("limit", "251")]).await,
            unknown_group: get(client, &unknown, &[]).await,
            policies: get(client, "password-policies", &all).await,
            sources: get(client, "sources", &all).await,
            filtered_sources: {
                let filtered = [&all[..], &[("filters", CANDIDATES)]].concat();
                get(client, "sources", &filtered).await
            },
            source_policies: match member {
                Some(id) => {
                    let other = client.with_version(later(version));
                    get(&other, &format!("sources/{id}/password-policies"), &[]).await
                }
                None => Err("no sync group has a source".to_owned()),
            },
            apps: get(&client.with_version(later(version)), "source-apps/all", &all).await,
            tokens: get(client, "personal-access-tokens", &[("owner-id", "me")]).await,
            client_id: claim(&token, "client_id"),
            groups,
            styles,
            version,
            token,
        }
    }
}

/// The first style that has applications and the policies of a source.
const fn later(version: ApiVersion) -> ApiVersion {
    match version {
        ApiVersion::V3 | ApiVersion::V2024 | ApiVersion::Beta => ApiVersion::V2025,
        later => later,
    }
}

fn claim(token: &TokenInfo, name: &str) -> Option<String> {
    token.claims.as_ref()?.get(name)?.as_str().map(str::to_owned)
}

fn first_member(groups: &Read) -> Option<String> {
    let groups = groups.as_ref().ok()?.body.as_array()?.iter();
    let id = groups.filter_map(|group| group["sourceIds"].as_array()).flatten().next()?.as_str()?;
    id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-').then(|| id.to_owned())
}

async fn get(client: &Client, path: &str, query: &[(&str, &str)]) -> Read {
    let query: Vec<(String, String)> =
        query.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let json = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or_default();
    match client.send_raw("GET", path, &query, None).await {
        Ok(reply) => {
            Ok(Answer { status: reply.status, headers: reply.headers, body: json(&reply.body) })
        }
        Err(error) => refused(&error, json),
    }
}

fn refused(error: &Error, json: impl Fn(&[u8]) -> Value) -> Read {
    match error.answer() {
        Some(refusal) => Ok(Answer {
            status: refusal.status,
            headers: refusal.headers.clone(),
            body: json(refusal.body.as_bytes()),
        }),
        None => Err(error.word().to_owned()),
    }
}

/// The entries of a list, as objects.
pub fn objects(body: &Value) -> Option<Vec<&Object>> {
    body.as_array()?.iter().map(Value::as_object).collect()
}
