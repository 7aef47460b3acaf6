//! Alibaba Cloud CloudSSO `ResetUserPassword`.

use std::borrow::Cow;

use crate::model::{
    Booleans, Class, Command, Confidence, Constraint, Endpoint, Engine, Fact, Grammar, Host, Issued, Kind, Lifecycle, Limit, Member, Operation, OutputMember, PasswordMember, Pattern, PolicyAnswer, PolicyMember, PolicyRules, Protocol, Rate, Repeat, Retry, Rule, Run, ServiceError, Set, Shape, Signing, Source, UNREADABLE, doc, tool,
};
use crate::providers::alibaba;

const SEEN: &str = "2026-11-22";

static API: Source = Source {
    url: "https://www.alibabacloud.com/help/en/cloudsso/developer-reference/api-cloudsso-2021-05-15-resetuserpassword",
    seen: SEEN,
    confidence: Confidence::High,
};

static MODEL: Source = Source {
    url: "https://github.com/aliyun/aliyun-openapi-meta/blob/2563691c/metadatas/cloudsso/ResetUserPassword.json",
    seen: SEEN,
    confidence: Confidence::High,
};

static POLICY: Source = Source {
    url: "https://www.alibabacloud.com/help/en/cloudsso/user-guide/set-password-policy",
    seen: SEEN,
    confidence: Confidence::High,
};

static GET_POLICY: Source = Source {
    url: "https://github.com/aliyun/aliyun-openapi-meta/blob/2563691c/metadatas/cloudsso/GetPasswordPolicy.json",
    seen: SEEN,
    confidence: Confidence::Medium,
};

static ENDPOINT: Source = Source {
    url: "https://www.alibabacloud.com/help/en/cloudsso/developer-reference/api-cloudsso-2021-05-15-endpoint",
    seen: SEEN,
    confidence: Confidence::High,
};

/// "You can call the operations that are not listed in the following table up to 100 times per second per user. The
/// operations are globally limited to 100 times per second across all users." The copy that was read ends before the end of
/// the table, which lists access configurations and assignments up to there.
static LIMITS: Source = Source {
    url: "https://www.alibabacloud.com/help/en/cloudsso/latest/qps-limits",
    seen: SEEN,
    confidence: Confidence::Medium,
};

/// `ErrorCode: …` on a line of its own: the text of the errors of the library that the tool is made with.
static TOOL: Source = Source {
    url: "https://github.com/aliyun/alibaba-cloud-sdk-go/blob/4e24c10a/sdk/errors/server_error.go",
    seen: SEEN,
    confidence: Confidence::Medium,
};

/// The list of error codes is not public; these are the ones the Terraform provider handles.
static TERRAFORM: Source = Source {
    url: "https://github.com/aliyun/terraform-provider-alicloud/blob/81c43b67/alicloud/service_alicloud_cloud_sso.go",
    seen: SEEN,
    confidence: Confidence::Medium,
};

const WORDS: &[&str] = &["aliyun", "cloudsso", "ResetUserPassword"];

const fn one(set: &'static Set) -> Run {
    Run { set, min: 1, max: 1 }
}

/// What every documented example of an id has in common. No grammar is documented, so that others are advised against, not refused.
const D: Run = one(&Set::of(&[('d', 'd')]));
const U: Run = one(&Set::of(&[('u', 'u')]));
const HYPHEN: Run = one(&Set::of(&[('-', '-')]));
const REST: Run = Run { set: &Set::of(&[('0', '9'), ('a', 'z')]), min: 1, max: u32::MAX };

pub(super) static OPERATION: Operation = Operation {
    id: "cloudsso:ResetUserPassword",
    provider: doc("Alibaba Cloud"),
    service: doc("CloudSSO"),
    action: "ResetUserPassword",
    summary: doc("Reset the password of a user of a CloudSSO directory. Not possible once SSO logon is enabled."),
    docs: doc("https://www.alibabacloud.com/help/en/cloudsso/developer-reference/api-cloudsso-2021-05-15-resetuserpassword"),
    lifecycle: Lifecycle { ends: doc(None), notice: "", source: doc(&API) },
    protocol: Protocol::AlibabaRpc { version: "2021-05-15" },
    endpoint: Endpoint {
        host: Host::Regional { prefix: "cloudsso", suffix: "aliyuncs.com" },
        regions: doc(&["cn-shanghai", "cn-hongkong", "ap-northeast-2", "ap-southeast-1", "us-west-1", "eu-central-1"]),
        default_region: "cn-shanghai",
        signing: tool(Signing { algorithm: "ACS3-HMAC-SHA256", name: "cloudsso" }),
        source: doc(&ENDPOINT),
    },
    // Its metadata place every member in the query, and no flag puts one into the body.
    command: tool(Command {
        words: WORDS,
        document: None,
        addresses: &[],
        booleans: Booleans::Value,
        curl: None,
        note: "The Alibaba Cloud CLI sends the members in the query of the URL, where the logs of servers keep them.",
    }),
    engine: doc(Engine::Shell { words: WORDS, source: &TOOL }),
    rate: doc(Some(Rate { per_second: 100, source: &LIMITS })),
    members: &[
        Member {
            name: "DirectoryId",
            flag: tool("--DirectoryId"),
            label: "Directory ID",
            help: doc("The ID of the directory."),
            example: doc("d-00fc2p61abcd"),
            kind: Kind::Text,
            required: true,
            sensitive: false,
            constraints: &[],
            documented_forms: &[Pattern {
                text: "^d-[0-9a-z]+$",
                meaning: "d- followed by characters of 0-9 and a-z",
                grammar: Grammar::Sequence(&[D, HYPHEN, REST]),
            }],
            source: doc(&MODEL),
        },
        Member {
            name: "UserId",
            flag: tool("--UserId"),
            label: "User ID",
            help: doc("The ID of the user."),
            example: doc("u-00q8wbq42wiltcrkabcd"),
            kind: Kind::Text,
            required: true,
            sensitive: false,
            constraints: &[],
            documented_forms: &[Pattern {
                text: "^u-[0-9a-z]+$",
                meaning: "u- followed by characters of 0-9 and a-z",
                grammar: Grammar::Sequence(&[U, HYPHEN, REST]),
            }],
            source: doc(&MODEL),
        },
        Member {
            name: "Password",
            flag: tool("--Password"),
            label: "Password",
            help: doc("The new password. Leave it out where the system is to generate one."),
            example: doc("uc)XK$?ictf72CKFDy9vtWaFmISl7x!K"),
            kind: Kind::Text,
            required: false,
            sensitive: true,
            constraints: &[Limit { constraint: Constraint::Length { min: 8, max: 32 }, source: doc(&API) }],
            documented_forms: &[],
            source: doc(&MODEL),
        },
        Member {
            name: "GenerateRandomPassword",
            flag: tool("--GenerateRandomPassword"),
            label: "Generate a random password",
            help: doc("The system generates the new password and returns it. Off if left out."),
            example: doc("true"),
            kind: Kind::Boolean,
            required: false,
            sensitive: false,
            constraints: &[],
            documented_forms: &[],
            source: doc(&MODEL),
        },
        Member {
            name: "RequirePasswordResetForNextLogin",
            flag: tool("--RequirePasswordResetForNextLogin"),
            label: "Require a new password at the next logon",
            help: doc("The user must choose another password at the next logon. Off if left out."),
            example: doc("true"),
            kind: Kind::Boolean,
            required: false,
            sensitive: false,
            constraints: &[],
            documented_forms: &[],
            source: doc(&MODEL),
        },
    ],
    rules: &[Rule::Unless { member: "Password", switch: "GenerateRandomPassword", source: doc(&MODEL) }],
    password: Some(PasswordMember {
        member: "Password",
        policy: PolicyRules {
            min_length: 8,
            max_length: 32,
            classes: Cow::Borrowed(&[
                Class {
                    name: Cow::Borrowed("an uppercase letter"),
                    characters: Cow::Borrowed(&[('A', 'Z')]),
                    generate: Cow::Borrowed("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
                    min: 1,
                },
                Class {
                    name: Cow::Borrowed("a lowercase letter"),
                    characters: Cow::Borrowed(&[('a', 'z')]),
                    generate: Cow::Borrowed("abcdefghijklmnopqrstuvwxyz"),
                    min: 1,
                },
                Class {
                    name: Cow::Borrowed("a digit"),
                    characters: Cow::Borrowed(&[('0', '9')]),
                    generate: Cow::Borrowed("0123456789"),
                    min: 1,
                },
                // Which are accepted is not documented. Generated are those of the vendor's own examples, ! $ ? ( ),
                // less the two that a shell expands inside double quotes; everything else is taken when typed.
                Class {
                    name: Cow::Borrowed("a special character"),
                    characters: Cow::Borrowed(&[
                        (' ', '/'),
                        (':', '@'),
                        ('[', '`'),
                        ('{', '~'),
                        ('\u{80}', char::MAX),
                    ]),
                    generate: Cow::Borrowed("()?"),
                    min: 1,
                },
            ]),
            min_classes: 4,
            extra: Cow::Borrowed(&[('\0', '\u{1F}'), ('\u{7F}', '\u{7F}')]),
            forbidden: Cow::Borrowed(&[]),
            // The English page says 3, the Chinese one 4; four classes make four different characters anyway.
            min_different: 3,
            max_repeats: 0,
            not_user_name: true,
            name_parts: None,
            forbidden_words: Cow::Borrowed(&[]),
        },
        source: doc(&POLICY),
        variants: doc(&[]),
        answer: doc(Some(PolicyAnswer {
            action: "GetPasswordPolicy",
            within: "PasswordPolicy",
            // All four classes are always required, and what it says of age and history is not about one password.
            members: &[
                ("MinPasswordLength", PolicyMember::MinLength),
                ("MaxPasswordLength", PolicyMember::MaxLength),
                ("MinPasswordDifferentChars", PolicyMember::MinDifferent),
                ("PasswordNotContainUsername", PolicyMember::NotUserName),
            ],
            source: &GET_POLICY,
        })),
    }),
    // A password that the system generates is another one each time, and the last answer has the one that counts.
    repeat: doc(Repeat::Harmless),
    output: doc(&[
        OutputMember {
            name: "RequestId",
            help: "The request ID.",
            shape: Shape::Text,
            required: true,
            sensitive: false,
            issued: None,
            source: &API,
        },
        OutputMember {
            name: "NewPassword",
            help: "The new password, returned only when the system generated it.",
            shape: Shape::Text,
            required: false,
            sensitive: true,
            issued: Some(Issued::When("GenerateRandomPassword")),
            source: &API,
        },
    ]),
    errors: doc(&[
        ServiceError {
            code: "EntityNotExists.User",
            aliases: &[],
            status: None,
            meaning: "The directory has no user with this ID.",
            remedy: "Check the user ID; the ListUsers action prints those of the directory.",
            member: Some("UserId"),
            retry: Retry::No,
            source: &TERRAFORM,
        },
        ServiceError {
            code: "EntityNotExists.Directory",
            aliases: &[],
            status: None,
            meaning: "No directory has this ID in the account and region.",
            remedy: "Check the directory ID and the region.",
            member: Some("DirectoryId"),
            retry: Retry::No,
            source: &TERRAFORM,
        },
        ServiceError {
            code: "OperationConflict.Task",
            aliases: &["OperationConflict*"],
            status: None,
            meaning: "Another task is changing the same directory.",
            remedy: "Wait a little and send the request again.",
            member: None,
            retry: Retry::Later,
            source: &TERRAFORM,
        },
        ServiceError {
            code: UNREADABLE,
            aliases: &[],
            status: None,
            meaning: "The password was changed, but the answer cannot be read: a generated one is lost.",
            remedy: "Try the password that was given, or generate one once more.",
            member: None,
            retry: Retry::No,
            source: &MODEL,
        },
    ]),
    common_errors: doc(alibaba::ERRORS),
    afterwards: doc(&[Fact {
        text: "Unless a new password is required at the next logon, the user keeps this one: ask for another.",
        source: &API,
    }]),
};
