//! The operations and their keys: the reader of requests and the schema go by this table.

/// The version of the protocol.
pub const PROTOCOL: u64 = 1;

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A text.
    Text,
    /// True or false.
    Flag,
    /// A whole number that is not negative.
    Count,
    /// A sync group, as in a body.
    Group,
    /// Texts.
    Texts,
    /// Any JSON.
    Json,
}

/// A key of a request, with what it takes and what it is for.
#[derive(Debug, Clone, Copy)]
pub struct Key(pub &'static str, pub Takes, pub &'static str);

/// An operation with its keys.
#[derive(Debug)]
pub struct Operation {
    pub name: &'static str,
    pub about: &'static str,
    pub keys: &'static [Key],
    /// Keys that it cannot be without.
    pub required: &'static [&'static str],
    /// Whether it changes the tenant, unless it is a dry run.
    pub writes: bool,
}

const LIMIT: Key = Key("limit", Takes::Count, "At most so many groups");
const OFFSET: Key = Key("offset", Takes::Count, "Leave out so many groups first");
const COUNT: Key = Key("count", Takes::Flag, "Ask for the total; it is given wherever it is known");
const NAME: Key = Key("name", Takes::Text, "Groups whose name matches, as in `Test*`");
const SOURCE: Key = Key("source", Takes::Text, "Groups that have this source, by ID or name");
const POLICY: Key =
    Key("policy", Takes::Text, "Groups that have this password policy, by ID or name");
const REF: Key = Key("ref", Takes::Text, "ID or name of the group");
const GROUP: Key = Key("group", Takes::Group, "The sync group, as in a body");
const METHOD: Key = Key("method", Takes::Text, "GET, POST, PUT, PATCH or DELETE");
const PATH: Key =
    Key("path", Takes::Text, "Path below the address; one without a version gets the profile's");
const BODY: Key = Key("body", Takes::Json, "The body, sent as it is");
const RECORD: Key =
    Key("record", Takes::Count, "Number of the change in the history; else the last command");
const RESOLVE: Key = Key("resolve", Takes::Flag, "Add `passwordPolicyName` and `sourceNames`");
const INCLUDE: Key = Key("include", Takes::Flag, "Send status and headers of the response too");
const API_VERSION: Key = Key("apiVersion", Takes::Text, "Path style of this request");
const DRY_RUN: Key = Key("dryRun", Takes::Flag, "Send no write; the answer has a plan and a token");
const TOKEN: Key =
    Key("token", Takes::Text, "The token of the dry run that this request carries out");
const FORCE: Key =
    Key("force", Takes::Flag, "Overwrite a group that has changed since it was read");
const NO_CHECK: Key = Key("noCheck", Takes::Flag, "Skip the prerequisite checks");
const DENY: Key = Key("deny", Takes::Texts, "Kinds of consequences that are refused");
const RUN: Key =
    Key("run", Takes::Text, "Requests with the same text are one command in the history");

/// What any operation takes; where it means nothing to one, it changes nothing.
pub const COMMON: &[Key] = &[DRY_RUN, FORCE, NO_CHECK, RESOLVE, INCLUDE, API_VERSION, DENY, RUN];

/// The operations, in the order in which `ready` names them.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        name: "list",
        about: "List sync groups",
        keys: &[LIMIT, OFFSET, COUNT, NAME, SOURCE, POLICY],
        required: &[],
        writes: false,
    },
    Operation {
        name: "get",
        about: "Show a sync group",
        keys: &[REF],
        required: &["ref"],
        writes: false,
    },
    Operation {
        name: "new",
        about: "Create a sync group",
        keys: &[GROUP, TOKEN],
        required: &["group"],
        writes: true,
    },
    Operation {
        name: "update",
        about: "Replace a sync group",
        keys: &[REF, GROUP, TOKEN],
        required: &["group"],
        writes: true,
    },
    Operation {
        name: "remove",
        about: "Delete a sync group",
        keys: &[REF, TOKEN],
        required: &["ref"],
        writes: true,
    },
    Operation { name: "sources", about: "List sources", keys: &[], required: &[], writes: false },
    Operation {
        name: "policies",
        about: "List password policies",
        keys: &[],
        required: &[],
        writes: false,
    },
    Operation {
        name: "check",
        about: "Verify the prerequisites of a group or of the tenant",
        keys: &[REF],
        required: &[],
        writes: false,
    },
    Operation {
        name: "undo",
        about: "Undo a change, or the last command",
        keys: &[RECORD, TOKEN],
        required: &[],
        writes: true,
    },
    Operation {
        name: "api",
        about: "Send any request, as it is: nothing is checked, and a change of a group can be undone",
        keys: &[METHOD, PATH, BODY],
        required: &["method", "path"],
        writes: true,
    },
    Operation {
        name: "end",
        about: "Complete the requests before this one, and end",
        keys: &[],
        required: &[],
        writes: false,
    },
    Operation {
        name: "stop",
        about: "Begin nothing new, complete what is in flight, and end",
        keys: &[],
        required: &[],
        writes: false,
    },
];

impl Operation {
    /// Every key that it takes.
    pub fn all_keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().chain(COMMON)
    }
}
