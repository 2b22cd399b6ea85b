//! The group, sources, policies and applications of the documentation's examples, and more of the same kind.
//!
//! Longer than most files here: it is data.

use rusqlite::{Connection, params};
use serde_json::json;

use crate::sandbox::ids::Ids;

/// The group of the documentation's examples.
pub(in crate::sandbox) const GROUP: &str = "6881f631-3bd5-4213-9c75-8e05cc3e35dd";
/// The policy of the documentation's examples, here called Strong.
pub(in crate::sandbox) const POLICY: &str = "2c91808d744ba0ce01746f93b6204501";
/// Another policy, called Basic, which is the tenant's default.
pub(in crate::sandbox) const SECOND_POLICY: &str = "2c91808e7d976f3b017d9f5ceae440c8";
/// A source of the documentation's examples.
pub(in crate::sandbox) const ACTIVE_DIRECTORY: &str = "2c918084660f45d6016617daa9210584";
/// A source of the documentation's examples.
pub(in crate::sandbox) const GITHUB: &str = "2c918084660f45d6016617daa9210500";
/// The second group: three sources, of which users sign in through one.
pub(in crate::sandbox) const HEAD_OFFICE: &str = "8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90";
/// Its authentication source.
pub(in crate::sandbox) const ENTRA: &str = "2c918084660f45d6016617daa92105a0";
/// One of its other sources.
pub(in crate::sandbox) const SAP: &str = "2c918084660f45d6016617daa92105b0";
/// One of its other sources.
pub(in crate::sandbox) const SNOWFLAKE: &str = "2c918084660f45d6016617daa92105c0";
pub(in crate::sandbox) const G_SUITE: &str = "2c918084660f45d6016617daa9210510";
pub(in crate::sandbox) const SALESFORCE: &str = "2c918084660f45d6016617daa9210520";
pub(in crate::sandbox) const LDAP: &str = "2c918084660f45d6016617daa9210530";
pub(in crate::sandbox) const SERVICENOW: &str = "2c918084660f45d6016617daa9210540";
pub(in crate::sandbox) const UNHEALTHY: &str = "2c918084660f45d6016617daa9210550";
const MAINFRAME: &str = "2c918084660f45d6016617daa9210560";

/// A source to seed.
pub(in crate::sandbox) struct SourceSeed<'a> {
    pub(in crate::sandbox) id: &'a str,
    pub(in crate::sandbox) name: &'a str,
    pub(in crate::sandbox) description: &'a str,
    pub(in crate::sandbox) kind: &'a str,
    pub(in crate::sandbox) connector: &'a str,
    pub(in crate::sandbox) connector_name: &'a str,
    /// `direct` or `file`.
    pub(in crate::sandbox) connection: &'a str,
    /// Separated by commas.
    pub(in crate::sandbox) features: &'a str,
    pub(in crate::sandbox) status: &'a str,
}

const HEALTHY: &str = "SOURCE_STATE_HEALTHY";

impl SourceSeed<'static> {
    /// A healthy direct-connect source with everything else left to say.
    pub(in crate::sandbox) const PLAIN: Self = Self {
        id: "",
        name: "",
        description: "",
        kind: "",
        connector: "",
        connector_name: "",
        connection: "direct",
        features: "",
        status: HEALTHY,
    };
}

impl SourceSeed<'_> {
    /// Adds the source; `created` is RFC 3339.
    pub(in crate::sandbox) fn put(
        &self,
        db: &Connection,
        ids: Ids,
        created: &str,
    ) -> anyhow::Result<()> {
        let sql = "INSERT INTO sources (id, name, description, type, connector, connector_name, connection_type, features, \
                   authoritative, healthy, status, owner_id, owner_name, category, created, modified) \
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?)";
        db.prepare_cached(sql)?.execute(params![
            self.id,
            self.name,
            self.description,
            self.kind,
            self.connector,
            self.connector_name,
            self.connection,
            format!(",{},", self.features),
            i64::from(self.name == "HR Extract"),
            i64::from(self.status == HEALTHY),
            self.status,
            ids.hex("identity sandbox.admin", 0),
            "Sandbox Admin",
            created,
            created,
        ])?;
        Ok(())
    }
}

/// The sources of the documentation's examples, and free sources that can join a group.
const ELIGIBLE: [SourceSeed<'static>; 7] = [
    SourceSeed {
        id: ACTIVE_DIRECTORY,
        name: "ActiveDirectory",
        description: "The corporate directory.",
        kind: "Active Directory - Direct",
        connector: "active-directory",
        connector_name: "Active Directory",
        features: "AUTHENTICATE,PROVISIONING,PASSWORD,CURRENT_PASSWORD,ENABLE,UNLOCK,SEARCH,GROUPS_HAVE_MEMBERS",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: GITHUB,
        name: "GitHub",
        description: "Source code.",
        kind: "Web Services",
        connector: "web-services",
        connector_name: "GitHub",
        features: "PROVISIONING,PASSWORD,ENABLE",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: G_SUITE,
        name: "G Suite",
        description: "Mail, files and calendars.",
        kind: "G Suite - Direct",
        connector: "google-apps",
        connector_name: "G Suite",
        features: "PROVISIONING,PASSWORD,ENABLE,SYNC_PROVISIONING",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: SALESFORCE,
        name: "Salesforce",
        description: "Customers.",
        kind: "Salesforce",
        connector: "salesforce",
        connector_name: "Salesforce",
        features: "PROVISIONING,PASSWORD,ENABLE,SYNC_PROVISIONING",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: LDAP,
        name: "Corporate LDAP",
        description: "The directory of the branch offices.",
        kind: "OpenLDAP - Direct",
        connector: "openldap",
        connector_name: "OpenLDAP",
        features: "AUTHENTICATE,PROVISIONING,PASSWORD,ENABLE",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: SERVICENOW,
        name: "ServiceNow",
        description: "Tickets.",
        kind: "ServiceNow",
        connector: "servicenow",
        connector_name: "ServiceNow",
        features: "PROVISIONING,PASSWORD,ENABLE",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: UNHEALTHY,
        name: "Oracle Payroll",
        description: "Can join a group, yet its last health check failed.",
        kind: "Oracle Database - Direct",
        connector: "oracle-database",
        connector_name: "Oracle Database",
        features: "PROVISIONING,PASSWORD",
        status: "SOURCE_STATE_ERROR_SOURCE",
        ..SourceSeed::PLAIN
    },
];

/// The members of the second group.
const HEAD_OFFICE_SOURCES: [SourceSeed<'static>; 3] = [
    SourceSeed {
        id: ENTRA,
        name: "Entra ID",
        description: "The directory of the head office.",
        kind: "Azure Active Directory",
        connector: "azure-ad",
        connector_name: "Azure Active Directory",
        features: "AUTHENTICATE,PROVISIONING,PASSWORD,ENABLE,UNLOCK",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: SAP,
        name: "SAP ERP",
        description: "Orders and invoices.",
        kind: "SAP - Direct",
        connector: "sap-direct",
        connector_name: "SAP Direct",
        features: "PROVISIONING,PASSWORD,ENABLE,UNLOCK",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: SNOWFLAKE,
        name: "Snowflake",
        description: "Figures.",
        kind: "Snowflake",
        connector: "snowflake",
        connector_name: "Snowflake",
        features: "PROVISIONING,PASSWORD,ENABLE",
        ..SourceSeed::PLAIN
    },
];

/// Sources that cannot join a group, each for another reason.
const INELIGIBLE: [SourceSeed<'static>; 4] = [
    SourceSeed {
        id: "2c918084660f45d6016617daa9210570",
        name: "HR Extract",
        description: "A file that arrives each night.",
        kind: "DelimitedFile",
        connector: "delimited-file-angularsc",
        connector_name: "Delimited File",
        connection: "file",
        features: "DIRECT_PERMISSIONS,NO_RANDOM_ACCESS,DISCOVER_SCHEMA",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: "2c918084660f45d6016617daa9210580",
        name: "Workday",
        description: "Read only: no passwords.",
        kind: "Workday",
        connector: "workday",
        connector_name: "Workday",
        features: "PROVISIONING,NO_RANDOM_ACCESS",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: "2c918084660f45d6016617daa9210590",
        name: "Lab Directory",
        description: "An authentication source without an application.",
        kind: "Active Directory - Direct",
        connector: "active-directory",
        connector_name: "Active Directory",
        features: "AUTHENTICATE,PROVISIONING,PASSWORD,ENABLE",
        ..SourceSeed::PLAIN
    },
    SourceSeed {
        id: MAINFRAME,
        name: "Mainframe",
        description: "Has a policy exception for operators.",
        kind: "RACF - Direct",
        connector: "racf",
        connector_name: "RACF",
        features: "PROVISIONING,PASSWORD,UNLOCK",
        ..SourceSeed::PLAIN
    },
];

/// `(name, source, useForPasswordManagement)`.
const APPS: [(&str, Option<&str>, bool); 14] = [
    ("Windows Login", Some(ACTIVE_DIRECTORY), true),
    ("VPN", Some(ACTIVE_DIRECTORY), true),
    ("GitHub", Some(GITHUB), true),
    ("Gmail", Some(G_SUITE), true),
    ("Google Drive", Some(G_SUITE), true),
    ("Google Calendar", Some(G_SUITE), true),
    ("Salesforce", Some(SALESFORCE), true),
    ("Branch Login", Some(LDAP), true),
    ("ServiceNow", Some(SERVICENOW), true),
    ("Microsoft 365", Some(ENTRA), true),
    ("SAP", Some(SAP), true),
    ("Snowflake", Some(SNOWFLAKE), true),
    ("Time Sheets", Some(MAINFRAME), false),
    ("Intranet", None, false),
];

const CREATED: &str = "2022-02-08T14:50:03.827Z";

/// Adds everything but groups.
pub(in crate::sandbox) fn fill(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    policies(db, ids)?;
    for source in ELIGIBLE.iter().chain(&INELIGIBLE).chain(&HEAD_OFFICE_SOURCES) {
        let id = ids.documented(source.id);
        SourceSeed { id: &id, ..*source }.put(db, ids, CREATED)?;
    }
    assignments(db, ids)?;
    applications(db, ids)
}

fn policies(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    let strong = rules("For everything that matters.", [12, 1, 1, 1, 1, 3], false);
    let basic = rules("The tenant's default.", [8, 0, 0, 1, 0, -1], true);
    let mut insert = db.prepare(
        "INSERT INTO policies (id, name, created, updated, rules) VALUES (?, ?, ?, ?, ?)",
    )?;
    insert.execute(params![
        ids.documented(POLICY),
        "Strong",
        1_639_056_206_564_i64,
        1_662_385_430_753_i64,
        strong
    ])?;
    let never: Option<i64> = None;
    insert.execute(params![
        ids.documented(SECOND_POLICY),
        "Basic",
        1_653_553_629_503_i64,
        never,
        basic
    ])?;
    Ok(())
}

/// `[minLength, minUpper, minLower, minNumeric, minSpecial, maxRepeatedChars]`
fn rules(description: &str, numbers: [i64; 6], default: bool) -> String {
    let [length, upper, lower, numeric, special, repeated] = numbers;
    json!({
        "description": description,
        "firstExpirationReminder": if default { None } else { Some(90) },
        "accountIdMinWordLength": -1,
        "accountNameMinWordLength": -1,
        "maxLength": 0,
        "maxRepeatedChars": repeated,
        "minAlpha": 1,
        "minCharacterTypes": -1,
        "minLength": length,
        "minLower": lower,
        "minNumeric": numeric,
        "minSpecial": special,
        "minUpper": upper,
        "passwordExpiration": 90,
        "defaultPolicy": default,
        "enablePasswdExpiration": false,
        "requireStrongAuthn": false,
        "requireStrongAuthOffNetwork": false,
        "requireStrongAuthUntrustedGeographies": false,
        "useAccountAttributes": false,
        "useDictionary": false,
        "useIdentityAttributes": false,
        "validateAgainstAccountId": !default,
        "validateAgainstAccountName": !default,
    })
    .to_string()
}

fn assignments(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    let operators = json!({"identityAttr": [{"attribute": "department", "value": "Operations"}]});
    let mut assign = db.prepare("INSERT INTO source_policies VALUES (?, ?, ?)")?;
    for source in [SALESFORCE, LDAP] {
        assign.execute(params![
            ids.documented(source),
            ids.documented(SECOND_POLICY),
            None::<String>
        ])?;
    }
    let mainframe = ids.documented(MAINFRAME);
    assign.execute(params![mainframe, ids.documented(SECOND_POLICY), None::<String>])?;
    assign.execute(params![mainframe, ids.documented(POLICY), operators.to_string()])?;
    Ok(())
}

fn applications(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    let sql = "INSERT INTO apps (id, cloud_id, name, description, source_id, manages, enabled, owner_id, owner_name, \
               created, modified) VALUES (?, ?, ?, ?, ?, ?, 1, ?, 'Sandbox Admin', ?, ?)";
    let mut insert = db.prepare(sql)?;
    for (number, (name, source, manages)) in (0_u32..).zip(APPS) {
        insert.execute(params![
            ids.hex(&format!("app {name}"), 0),
            (9_854_520 + number).to_string(),
            name,
            format!("{name} for everyone."),
            source.map(|id| ids.documented(id)),
            manages,
            ids.hex("identity sandbox.admin", 0),
            CREATED,
            CREATED,
        ])?;
    }
    Ok(())
}
