//! Amazon WorkMail `ResetPassword`.

use std::borrow::Cow;

use crate::model::{
    Class, Confidence, Constraint, Endpoint, Engine, Fact, Grammar, Host, Kind, Lifecycle, Limit, Member, NameParts, Operation,
    PasswordMember, Pattern, PolicyRules, PolicyVariant, Protocol, Repeat, Retry, Run, ServiceError, Set, Signing, Source, UNREADABLE, doc, tool,
};
use crate::providers::aws;

const SEEN: &str = "2026-11-22";

static API: Source = Source {
    url: "https://docs.aws.amazon.com/workmail/latest/APIReference/API_ResetPassword.html",
    seen: SEEN,
    confidence: Confidence::High,
};

static MODEL: Source = Source {
    url: "https://github.com/boto/botocore/blob/1.44.5/botocore/data/workmail/2017-10-01/service-2.json",
    seen: SEEN,
    confidence: Confidence::High,
};

/// The forms are listed for the sister operations; this one says no more than "identifier".
static SISTERS: Source =
    Source { url: "https://docs.aws.amazon.com/workmail/latest/APIReference/API_DescribeUser.html", seen: SEEN, confidence: Confidence::Medium };

static POLICY: Source = Source {
    url: "https://docs.aws.amazon.com/workmail/latest/adminguide/password-policies.html",
    seen: SEEN,
    confidence: Confidence::High,
};

/// "Minimum password length 7 characters", "complexity requirements Enabled".
static MANAGED_AD: Source = Source {
    url: "https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_password_policies.html",
    seen: SEEN,
    confidence: Confidence::High,
};

static ENDPOINT: Source = Source {
    url: "https://github.com/boto/botocore/blob/1.44.5/botocore/data/workmail/2017-10-01/endpoint-rule-set-1.json",
    seen: SEEN,
    confidence: Confidence::High,
};

static LIFECYCLE: Source = Source {
    url: "https://docs.aws.amazon.com/workmail/latest/adminguide/mail_perms_programmatic.html",
    seen: SEEN,
    confidence: Confidence::High,
};

/// Its table names the integration and what stands before its errors.
static INTEGRATION: Source = Source {
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html",
    seen: SEEN,
    confidence: Confidence::High,
};

static RESET: Source = Source {
    url: "https://docs.aws.amazon.com/workmail/latest/adminguide/reset_password.html",
    seen: SEEN,
    confidence: Confidence::High,
};

const LOWER_HEX: &Set = &Set::of(&[('0', '9'), ('a', 'f')]);
const HEX: &Set = &Set::of(&[('0', '9'), ('A', 'F'), ('a', 'f')]);

const fn one(set: &'static Set, count: u32) -> Run {
    Run { set, min: count, max: count }
}

const M: Run = one(&Set::of(&[('m', 'm')]), 1);
const S: Run = one(&Set::of(&[('S', 'S')]), 1);
const ONE: Run = one(&Set::of(&[('1', '1')]), 1);
const HYPHEN: Run = one(&Set::of(&[('-', '-')]), 1);

const fn class(name: &'static str, characters: &'static [(char, char)], generate: &'static str) -> Class {
    Class { name: Cow::Borrowed(name), characters: Cow::Borrowed(characters), generate: Cow::Borrowed(generate), min: 0 }
}

const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const DIGITS: &str = "0123456789";

/// Special characters that shells in double quotes, CSV, YAML and JSON leave alone.
const SPECIAL: &str = "()./?^_~";

/// The groups of a directory of WorkMail's own.
const CLASSES: Cow<'static, [Class]> = Cow::Borrowed(&[
    class("an uppercase letter", &[('A', 'Z')], UPPER),
    class("a lowercase letter", &[('a', 'z')], LOWER),
    class("a digit", &[('0', '9')], DIGITS),
    // Whether a space counts is not documented; the wider reading refuses nobody's good password.
    class("a special character", &[(' ', '/'), (':', '@'), ('[', '`'), ('{', '\u{7F}')], SPECIAL),
    // A letter such as é counts here and not as a lowercase letter too: the stricter reading.
    class("a Latin-1 Supplement character such as é", &[('\u{80}', '\u{FF}')], ""),
]);

/// The categories of Windows, "Password must meet complexity requirements", as far as the API takes their characters: letters
/// with diacritics are upper or lower case letters, and a space is in none of the categories.
const WINDOWS_CLASSES: Cow<'static, [Class]> = Cow::Borrowed(&[
    class("an uppercase letter", &[('A', 'Z'), ('\u{C0}', '\u{D6}'), ('\u{D8}', '\u{DE}')], UPPER),
    class("a lowercase letter", &[('a', 'z'), ('\u{B5}', '\u{B5}'), ('\u{DF}', '\u{F6}'), ('\u{F8}', '\u{FF}')], LOWER),
    class("a digit", &[('0', '9')], DIGITS),
    class("a special character", &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')], SPECIAL),
    class("a letter without case such as ª", &[('\u{AA}', '\u{AA}'), ('\u{BA}', '\u{BA}')], ""),
]);

static VARIANTS: [PolicyVariant; 1] = [PolicyVariant {
    id: "managed-microsoft-ad",
    label: "AWS Managed Microsoft AD",
    // The length of at most 256 is that of MS-SAMR 3.1.1.7.2. Of five categories three, neither the account name nor a
    // part of the display name.
    policy: PolicyRules {
        min_length: 7,
        max_length: 256,
        classes: WINDOWS_CLASSES,
        min_classes: 3,
        extra: Cow::Borrowed(&[(' ', ' '), ('\u{7F}', '\u{FF}')]),
        forbidden: Cow::Borrowed(&[]),
        min_different: 0,
        max_repeats: 0,
        not_user_name: true,
        name_parts: Some(NameParts { min: 3, delimiters: Cow::Borrowed(",.-_ #\t") }),
        forbidden_words: Cow::Borrowed(&[]),
    },
    source: &MANAGED_AD,
}];

pub(super) static OPERATION: Operation = Operation {
    id: "workmail:ResetPassword",
    provider: doc("Amazon Web Services"),
    service: doc("Amazon WorkMail"),
    action: "ResetPassword",
    summary: doc("Set a new password for a user of an Amazon WorkMail organization."),
    docs: doc("https://docs.aws.amazon.com/workmail/latest/APIReference/API_ResetPassword.html"),
    lifecycle: Lifecycle {
        ends: doc(Some("2027-03-31")),
        notice: "AWS ends support for Amazon WorkMail on 2027-03-31.",
        source: doc(&LIFECYCLE),
    },
    protocol: Protocol::AwsJson11 { target: "WorkMailService.ResetPassword" },
    endpoint: Endpoint {
        host: Host::Partitioned { prefix: "workmail", partitions: aws::PARTITIONS, global: None },
        regions: doc(&["us-east-1", "us-west-2", "eu-west-1"]),
        default_region: "us-east-1",
        signing: tool(Signing { algorithm: "AWS4-HMAC-SHA256", name: "workmail" }),
        source: doc(&ENDPOINT),
    },
    command: tool(aws::command(&["aws", "workmail", "reset-password"])),
    // The kind of resource is that of "security_iam_service-with-iam" in the administrator's guide.
    engine: doc(Engine::StepFunctions {
        integration: "workmail:resetPassword",
        errors: "WorkMail",
        resource: Some(("organization", "OrganizationId")),
        source: &INTEGRATION,
    }),
    // Neither "Amazon WorkMail quotas" nor "endpoints and quotas" has one.
    rate: doc(None),
    members: &[
        Member {
            name: "OrganizationId",
            flag: tool("--organization-id"),
            label: "Organization ID",
            help: doc("The identifier of the organization that contains the user for which the password is reset."),
            example: doc("m-d281d0a2fd824be5b6cd3d3ce909fd27"),
            kind: Kind::Text,
            required: true,
            sensitive: false,
            constraints: &[
                Limit { constraint: Constraint::Length { min: 34, max: 34 }, source: doc(&API) },
                Limit {
                    constraint: Constraint::Form(Pattern {
                        text: "^m-[0-9a-f]{32}$",
                        meaning: "m- followed by 32 characters of 0-9 and a-f",
                        grammar: Grammar::Sequence(&[M, HYPHEN, one(LOWER_HEX, 32)]),
                    }),
                    source: doc(&API),
                },
            ],
            documented_forms: &[],
            source: doc(&MODEL),
        },
        Member {
            name: "UserId",
            flag: tool("--user-id"),
            label: "User ID",
            help: doc("The identifier of the user for whom the password is reset."),
            example: doc("S-1-1-11-1111111111-2222222222-3333333333-3333"),
            kind: Kind::Text,
            required: true,
            sensitive: false,
            constraints: &[Limit { constraint: Constraint::Length { min: 12, max: 256 }, source: doc(&API) }],
            documented_forms: &[
                Pattern {
                    text: "^S-1-[0-9-]+$",
                    meaning: "a security identifier such as S-1-1-11-1111111111-2222222222-3333333333-3333",
                    grammar: Grammar::Sequence(&[
                        S,
                        HYPHEN,
                        ONE,
                        HYPHEN,
                        Run { set: &Set::of(&[('-', '-'), ('0', '9')]), min: 1, max: 256 },
                    ]),
                },
                Pattern {
                    text: "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$",
                    meaning: "a GUID such as 12345678-1234-1234-1234-123456789012",
                    grammar: Grammar::Sequence(&[
                        one(HEX, 8),
                        HYPHEN,
                        one(HEX, 4),
                        HYPHEN,
                        one(HEX, 4),
                        HYPHEN,
                        one(HEX, 4),
                        HYPHEN,
                        one(HEX, 12),
                    ]),
                },
            ],
            source: doc(&SISTERS),
        },
        Member {
            name: "Password",
            flag: tool("--password"),
            label: "Password",
            help: doc("The new password for the user."),
            example: doc("examplePa$$w0rd"),
            kind: Kind::Text,
            required: true,
            sensitive: true,
            constraints: &[
                Limit { constraint: Constraint::Length { min: 1, max: 256 }, source: doc(&API) },
                Limit {
                    constraint: Constraint::Characters {
                        text: "[\\u0020-\\u00FF]+",
                        set: &Set::of(&[('\u{20}', '\u{FF}')]),
                        meaning: "U+0020 to U+00FF (Basic Latin and Latin-1 Supplement)",
                    },
                    source: doc(&API),
                },
            ],
            documented_forms: &[],
            source: doc(&MODEL),
        },
    ],
    rules: &[],
    password: Some(PasswordMember {
        member: "Password",
        // "At least eight characters", "less than 64", "three out of five groups".
        policy: PolicyRules {
            min_length: 8,
            max_length: 63,
            classes: CLASSES,
            min_classes: 3,
            extra: Cow::Borrowed(&[]),
            forbidden: Cow::Borrowed(&[]),
            min_different: 0,
            max_repeats: 0,
            not_user_name: false,
            name_parts: None,
            forbidden_words: Cow::Borrowed(&[]),
        },
        source: doc(&POLICY),
        variants: doc(&VARIANTS),
        answer: doc(None),
    }),
    // Marked idempotent in the provider's model.
    repeat: doc(Repeat::Harmless),
    output: doc(&[]),
    errors: doc(&[
        error(
            "DirectoryServiceAuthenticationFailedException",
            "The directory does not recognise the credentials that WorkMail supplied.",
            "Check the connection between WorkMail and the directory in the WorkMail console.",
            None,
        ),
        error(
            "DirectoryUnavailableException",
            "The directory cannot be reached; it may be in another Region or deleted.",
            "Check the region of the request and that the directory still exists.",
            None,
        ),
        error(
            "EntityNotFoundException",
            "The organization has no user with this identifier.",
            "Check the user ID; the ListUsers action prints those of the organization.",
            Some("UserId"),
        ),
        error(
            "EntityStateException",
            "The user is not in a state in which the password can be reset, for example not enabled.",
            "Look at the user's state in the WorkMail console and enable the user first.",
            Some("UserId"),
        ),
        error(
            "InvalidParameterException",
            "A member does not meet the service's limits.",
            "Correct the member that the message names.",
            None,
        ),
        error(
            "InvalidPasswordException",
            "The password does not meet the directory's policy, such as its length or its kinds of characters.",
            "Choose or generate another password; the directory may be stricter than its default policy.",
            Some("Password"),
        ),
        error(
            "OrganizationNotFoundException",
            "The organization ID is well formed, but no organization has it in this account and region.",
            "Check the organization ID and the region.",
            Some("OrganizationId"),
        ),
        error(
            "OrganizationStateException",
            "The organization is not active.",
            "Look at the organization's state in the WorkMail console.",
            Some("OrganizationId"),
        ),
        error(
            "UnsupportedOperationException",
            "The directory is read-only for WorkMail, as it is with an AD Connector.",
            "Reset the password in Active Directory itself.",
            None,
        ),
        ServiceError {
            code: UNREADABLE,
            aliases: &[],
            status: None,
            meaning: "The answer says success, but not in the service's words: a proxy may have answered.",
            remedy: "Try the new password before the request is sent again.",
            member: None,
            retry: Retry::No,
            source: &MODEL,
        },
    ]),
    common_errors: doc(aws::ERRORS),
    afterwards: doc(&[
        Fact {
            text: "WorkMail cannot force the user to choose another password at the next sign-in: ask for it.",
            source: &MODEL,
        },
        Fact {
            text: "Where the organization signs in through IAM Identity Center, that password is reset there.",
            source: &RESET,
        },
    ]),
};

const fn error(
    code: &'static str,
    meaning: &'static str,
    remedy: &'static str,
    member: Option<&'static str>,
) -> ServiceError {
    ServiceError { code, aliases: &[], status: Some(400), meaning, remedy, member, retry: Retry::No, source: &API }
}
