//! Amazon Web Services: partitions and common errors.

use crate::model::{Booleans, Command, Confidence, Partition, Retry, ServiceError, Source};

static COMMON: Source = Source {
    url: "https://docs.aws.amazon.com/awsconsolehelpdocs/latest/APIReference/CommonErrors.html",
    seen: "2026-11-22",
    confidence: Confidence::High,
};

/// Known from the wire protocols; the pages of common errors do not list them.
static PROTOCOL: Source = Source {
    url: "https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html",
    seen: "2026-11-22",
    confidence: Confidence::Medium,
};

/// The AWS CLI, called with these words. `file://` and `fileb://` at the start of a value make it read a file, and
/// `http://` and `https://` make its first version fetch an address.
pub(crate) const fn command(words: &'static [&'static str]) -> Command {
    Command {
        words,
        document: Some("--cli-input-json"),
        addresses: &["file://", "fileb://", "http://", "https://"],
        booleans: Booleans::Pair,
        curl: Some("aws:amz"),
        note: "",
    }
}

/// The partitions; a region that none of them knows is taken for one of the first.
/// <https://github.com/boto/botocore/blob/1.44.5/botocore/data/partitions.json>, read 2026-11-22.
pub(crate) static PARTITIONS: &[Partition] = &[
    Partition {
        id: "aws",
        region_prefixes: &[
            "us-", "eu-", "ap-", "sa-", "ca-", "me-", "af-", "il-", "mx-",
        ],
        suffix: "amazonaws.com",
        dual_stack_suffix: "api.aws",
    },
    Partition {
        id: "aws-cn",
        region_prefixes: &["cn-"],
        suffix: "amazonaws.com.cn",
        dual_stack_suffix: "api.amazonwebservices.com.cn",
    },
    Partition {
        id: "aws-eusc",
        region_prefixes: &["eusc-de-"],
        suffix: "amazonaws.eu",
        dual_stack_suffix: "api.amazonwebservices.eu",
    },
    Partition {
        id: "aws-iso",
        region_prefixes: &["us-iso-"],
        suffix: "c2s.ic.gov",
        dual_stack_suffix: "api.aws.ic.gov",
    },
    Partition {
        id: "aws-iso-b",
        region_prefixes: &["us-isob-"],
        suffix: "sc2s.sgov.gov",
        dual_stack_suffix: "api.aws.scloud",
    },
    Partition {
        id: "aws-iso-e",
        region_prefixes: &["eu-isoe-"],
        suffix: "cloud.adc-e.uk",
        dual_stack_suffix: "api.cloud-aws.adc-e.uk",
    },
    Partition {
        id: "aws-iso-f",
        region_prefixes: &["us-isof-"],
        suffix: "csp.hci.ic.gov",
        dual_stack_suffix: "api.aws.hci.ic.gov",
    },
    Partition {
        id: "aws-us-gov",
        region_prefixes: &["us-gov-"],
        suffix: "amazonaws.com",
        dual_stack_suffix: "api.aws",
    },
];

const fn error(
    code: &'static str,
    status: u16,
    meaning: &'static str,
    remedy: &'static str,
    retry: Retry,
) -> ServiceError {
    ServiceError::new(code, Some(status), meaning, remedy, retry, &COMMON)
}

const fn protocol(error: &ServiceError) -> ServiceError {
    ServiceError {
        source: &PROTOCOL,
        ..*error
    }
}

const CREDENTIALS: &str =
    "Check the access key, the secret and the session token that sign the request.";
const CLOCK: &str = "Set the clock of the signing machine and sign the request anew.";
const LATER: &str = "Wait a little and send the request again.";
const CALLER: &str =
    "Let an administrator of the account allow the action for the signing identity.";
const REPORT: &str = "Check that the request was sent as it was built.";

/// The errors any AWS action may answer with. The two generations of the page disagree on some statuses;
/// the newer one is given.
pub(crate) static ERRORS: &[ServiceError] = &[
    ServiceError::aliased(
        &["AccessDenied", "UnauthorizedOperation"],
        &error(
            "AccessDeniedException",
            403,
            "The signing identity may not perform this action.",
            CALLER,
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["ExpiredToken"],
        &error(
            "ExpiredTokenException",
            403,
            "The session token has expired.",
            "Sign in again and sign the request with the new token.",
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["IncompleteSignatureException"],
        &error(
            "IncompleteSignature",
            403,
            "The signature is not complete.",
            CREDENTIALS,
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["InternalServer*", "InternalService*", "InternalError*"],
        &error(
            "InternalFailure",
            500,
            "The service failed for a reason of its own.",
            LATER,
            Retry::Unsure,
        ),
    ),
    ServiceError::aliased(
        &["InvalidAction", "MissingAction", "UnknownOperation"],
        &error(
            "UnknownOperationException",
            404,
            "The service does not know this action.",
            "Check the endpoint and that the service still runs in this region.",
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["InvalidClientTokenId"],
        &error(
            "UnrecognizedClientException",
            403,
            "The access key does not exist.",
            CREDENTIALS,
            Retry::No,
        ),
    ),
    error(
        "MalformedHttpRequestException",
        400,
        "The HTTP request could not be read.",
        REPORT,
        Retry::No,
    ),
    ServiceError::aliased(
        &["NotAuthorizedException"],
        &error(
            "NotAuthorized",
            401,
            "The signing identity may not perform this action.",
            CALLER,
            Retry::No,
        ),
    ),
    error(
        "OptInRequired",
        403,
        "The account has no subscription to the service.",
        "Subscribe the account to the service.",
        Retry::No,
    ),
    error(
        "RequestAbortedException",
        400,
        "The request was cut off before the answer.",
        LATER,
        Retry::Unsure,
    ),
    error(
        "RequestEntityTooLargeException",
        413,
        "The request is too large.",
        REPORT,
        Retry::No,
    ),
    ServiceError::aliased(
        &["RequestTimeTooSkewed"],
        &error(
            "RequestExpired",
            400,
            "The request is more than 15 minutes old or lies 15 minutes in the future.",
            CLOCK,
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["RequestTimeout"],
        &error(
            "RequestTimeoutException",
            408,
            "The request took too long to arrive.",
            LATER,
            Retry::Unsure,
        ),
    ),
    ServiceError::aliased(
        &["ServiceUnavailableException"],
        &error(
            "ServiceUnavailable",
            503,
            "The service is not available at the moment.",
            LATER,
            Retry::Unsure,
        ),
    ),
    ServiceError::aliased(
        &[
            "Throttling",
            "ThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "RequestThrottled*",
            "SlowDown",
        ],
        &error(
            "ThrottlingException",
            400,
            "Too many requests in a short time.",
            LATER,
            Retry::Later,
        ),
    ),
    error(
        "MissingParameter",
        400,
        "A member is missing.",
        "Correct the member that the message names.",
        Retry::No,
    ),
    ServiceError::aliased(
        &[
            "ValidationException",
            "InvalidParameter*",
            "InvalidQueryParameter",
            "MalformedQueryString",
        ],
        &error(
            "ValidationError",
            400,
            "A member does not meet the service's limits.",
            "Correct the member that the message names.",
            Retry::No,
        ),
    ),
    protocol(&error(
        "SerializationException",
        400,
        "The body could not be read.",
        REPORT,
        Retry::No,
    )),
    protocol(&ServiceError::aliased(
        &["SignatureDoesNotMatch"],
        &error(
            "InvalidSignatureException",
            403,
            "The signature does not fit the request.",
            "Sign exactly what is sent, for the right region and service.",
            Retry::No,
        ),
    )),
    protocol(&ServiceError::aliased(
        &["MissingAuthenticationToken"],
        &error(
            "MissingAuthenticationTokenException",
            403,
            "The request is not signed.",
            CREDENTIALS,
            Retry::No,
        ),
    )),
];
