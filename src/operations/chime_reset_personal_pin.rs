//! Amazon Chime `ResetPersonalPIN`.

use crate::model::{
    Confidence, Constraint, Endpoint, Engine, Fact, Grammar, Host, Issued, Kind, Lifecycle, Limit, Member, Operation, OutputMember,
    Pattern, Protocol, Repeat, Retry, Segment, ServiceError, Set, Shape, Signing, Source, UNREADABLE, doc, tool,
};
use crate::providers::aws;

const SEEN: &str = "2026-11-22";

static API: Source = Source {
    url: "https://docs.aws.amazon.com/chime/latest/APIReference/API_ResetPersonalPIN.html",
    seen: SEEN,
    confidence: Confidence::High,
};

static MODEL: Source = Source {
    url: "https://github.com/boto/botocore/blob/1.44.5/botocore/data/chime/2018-05-01/service-2.json",
    seen: SEEN,
    confidence: Confidence::High,
};

static ENDPOINT: Source = Source {
    url: "https://github.com/boto/botocore/blob/1.44.5/botocore/data/chime/2018-05-01/endpoint-rule-set-1.json",
    seen: SEEN,
    confidence: Confidence::High,
};

static LIFECYCLE: Source = Source {
    url: "https://docs.aws.amazon.com/goto/WebAPI/chime/ResetPersonalPIN",
    seen: SEEN,
    confidence: Confidence::High,
};

/// Run in every client and in URL parsers: no encoding keeps a dot segment in a path.
static DOT_SEGMENTS: Source =
    Source { url: "https://url.spec.whatwg.org/#double-dot-path-segment", seen: SEEN, confidence: Confidence::High };

/// Its table names the integration and what stands before its errors.
static INTEGRATION: Source = Source {
    url: "https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html",
    seen: SEEN,
    confidence: Confidence::High,
};

static PINS: Source = Source {
    url: "https://docs.aws.amazon.com/chime/latest/ag/change-PINs.html",
    seen: SEEN,
    confidence: Confidence::High,
};

/// What neither Unicode nor JavaScript takes for white space counts: `\S` of both.
const WHITE_SPACE: &Set = &Set::of(&[
    ('\t', '\r'),
    (' ', ' '),
    ('\u{85}', '\u{85}'),
    ('\u{A0}', '\u{A0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200A}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202F}', '\u{202F}'),
    ('\u{205F}', '\u{205F}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{FEFF}', '\u{FEFF}'),
]);

const ID_CONSTRAINTS: &[Limit] = &[
    Limit {
        constraint: Constraint::Form(Pattern {
            text: ".*\\S.*",
            meaning: "more than white space",
            grammar: Grammar::Outside(WHITE_SPACE),
        }),
        source: doc(&API),
    },
    Limit { constraint: Constraint::Reserved(&[".", ".."]), source: doc(&DOT_SEGMENTS) },
];

const fn text(name: &'static str, help: &'static str, sensitive: bool) -> OutputMember {
    output(name, help, Shape::Text, sensitive)
}

const fn output(name: &'static str, help: &'static str, shape: Shape, sensitive: bool) -> OutputMember {
    OutputMember { name, help, shape, required: false, sensitive, issued: None, source: &MODEL }
}

pub(super) static OPERATION: Operation = Operation {
    id: "chime:ResetPersonalPIN",
    provider: doc("Amazon Web Services"),
    service: doc("Amazon Chime"),
    action: "ResetPersonalPIN",
    summary: doc("Reset the personal meeting PIN of a user of an Amazon Chime account."),
    docs: doc("https://docs.aws.amazon.com/chime/latest/APIReference/API_ResetPersonalPIN.html"),
    lifecycle: Lifecycle {
        ends: doc(Some("2026-02-20")),
        notice: "AWS ended support for Amazon Chime on 2026-02-20.",
        source: doc(&LIFECYCLE),
    },
    protocol: Protocol::RestJson {
        path: &[
            Segment::Literal("/accounts/"),
            Segment::Label("AccountId"),
            Segment::Literal("/users/"),
            Segment::Label("UserId"),
        ],
        query: "operation=reset-personal-pin",
    },
    endpoint: Endpoint {
        host: Host::Partitioned {
            prefix: "chime",
            partitions: aws::PARTITIONS,
            global: Some(("aws", "chime.us-east-1.amazonaws.com")),
        },
        regions: doc(&["us-east-1"]),
        default_region: "us-east-1",
        signing: tool(Signing { algorithm: "AWS4-HMAC-SHA256", name: "chime" }),
        source: doc(&ENDPOINT),
    },
    command: tool(aws::command(&["aws", "chime", "reset-personal-pin"])),
    // No kind of resource is documented for the action.
    engine: doc(Engine::StepFunctions {
        integration: "chime:resetPersonalPIN",
        errors: "Chime",
        resource: None,
        source: &INTEGRATION,
    }),
    // "Amazon Chime endpoints and quotas" has none; the rates of the Chime SDK are those of another service.
    rate: doc(None),
    members: &[
        Member {
            name: "AccountId",
            flag: tool("--account-id"),
            label: "Account ID",
            help: doc("The Amazon Chime account ID."),
            example: doc("a1b2c3d4-5678-90ab-cdef-11111EXAMPLE"),
            kind: Kind::Text,
            required: true,
            sensitive: false,
            constraints: ID_CONSTRAINTS,
            documented_forms: &[],
            source: doc(&MODEL),
        },
        Member {
            name: "UserId",
            flag: tool("--user-id"),
            label: "User ID",
            help: doc("The user ID."),
            example: doc("a1b2c3d4-5678-90ab-cdef-22222EXAMPLE"),
            kind: Kind::Text,
            required: true,
            sensitive: false,
            constraints: ID_CONSTRAINTS,
            documented_forms: &[],
            source: doc(&MODEL),
        },
    ],
    rules: &[],
    password: None,
    // A second reset makes a second PIN, so nobody should repeat one without looking.
    repeat: doc(Repeat::Harmful {
        remedy: "The PIN may have been changed: ask the user to look it up before it is reset again.",
    }),
    output: doc(&[output(
        "User",
        "The user details and new personal meeting PIN.",
        Shape::Structure(&[
            OutputMember {
                name: "UserId",
                help: "The user ID.",
                shape: Shape::Text,
                required: true,
                sensitive: false,
                issued: None,
                source: &MODEL,
            },
            text("AccountId", "The Amazon Chime account ID.", false),
            text("PrimaryEmail", "The primary email address of the user.", true),
            text("PrimaryProvisionedNumber", "The primary phone number associated with the user.", true),
            text("DisplayName", "The display name of the user.", true),
            output("LicenseType", "The license type for the user.", Shape::Enum(&["Basic", "Plus", "Pro", "ProTrial"]), false),
            output("UserType", "The user type.", Shape::Enum(&["PrivateUser", "SharedDevice"]), false),
            output(
                "UserRegistrationStatus",
                "The user registration status.",
                Shape::Enum(&["Unregistered", "Registered", "Suspended"]),
                false,
            ),
            output(
                "UserInvitationStatus",
                "The user invite status.",
                Shape::Enum(&["Pending", "Accepted", "Failed"]),
                false,
            ),
            output("RegisteredOn", "Date and time when the user is registered.", Shape::Timestamp, false),
            output("InvitedOn", "Date and time when the user is invited to the Amazon Chime account.", Shape::Timestamp, false),
            output(
                "AlexaForBusinessMetadata",
                "The Alexa for Business metadata.",
                Shape::Structure(&[
                    output("IsAlexaForBusinessEnabled", "Starts or stops Alexa for Business.", Shape::Boolean, false),
                    text("AlexaForBusinessRoomArn", "The ARN of the room resource.", true),
                ]),
                false,
            ),
            // A plain string in the provider's model; a secret all the same. It can start with 0.
            OutputMember {
                issued: Some(Issued::Always),
                ..text("PersonalPIN", "The user's personal meeting PIN.", true)
            },
        ]),
        false,
    )]),
    errors: doc(&[
        error(
            "BadRequestException",
            &["BadRequest"],
            400,
            "A member does not meet the service's limits.",
            "Check the account ID and the user ID.",
            Retry::No,
        ),
        error(
            "UnauthorizedClientException",
            &["Unauthorized"],
            401,
            "The signing identity is not authorized at the moment.",
            "Check the credentials and sign in again.",
            Retry::No,
        ),
        error(
            "ForbiddenException",
            &["Forbidden"],
            403,
            "The signing identity may not perform this action.",
            "Let an administrator of the account allow chime:ResetPersonalPIN for it.",
            Retry::No,
        ),
        error(
            "NotFoundException",
            &["NotFound"],
            404,
            "The account or the user does not exist.",
            "Check the account ID and the user ID.",
            Retry::No,
        ),
        error(
            "ThrottledClientException",
            &["Throttled", "Throttling"],
            429,
            "Too many requests in a short time; nothing was changed.",
            LATER,
            Retry::Later,
        ),
        error("ServiceFailureException", &["ServiceFailure"], 500, "The service met an unexpected error.", LATER, Retry::Unsure),
        error("ServiceUnavailableException", &["ServiceUnavailable"], 503, "The service is not available.", LATER, Retry::Unsure),
        ServiceError {
            code: UNREADABLE,
            aliases: &[],
            status: None,
            meaning: "The PIN was changed, but the answer cannot be read: the new PIN is not known.",
            remedy: "Ask the user to look the new PIN up, or reset it once more.",
            member: None,
            retry: Retry::No,
            source: &MODEL,
        },
    ]),
    common_errors: doc(aws::ERRORS),
    afterwards: doc(&[Fact {
        text: "Meetings that are already scheduled keep the old PIN: the user has to update them.",
        source: &PINS,
    }]),
};

const LATER: &str = "Wait a little and send the request again.";

const fn error(
    code: &'static str,
    aliases: &'static [&'static str],
    status: u16,
    meaning: &'static str,
    remedy: &'static str,
    retry: Retry,
) -> ServiceError {
    ServiceError { code, aliases, status: Some(status), meaning, remedy, member: None, retry, source: &MODEL }
}
