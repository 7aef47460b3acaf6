//! Alibaba Cloud: the errors of its gateway.

use crate::model::{Confidence, Retry, ServiceError, Source};

/// Pages of other products of the same gateway; statuses vary between them.
static GATEWAY: Source = Source {
    url: "https://www.alibabacloud.com/help/en/sdk/product-overview/common-error-codes",
    seen: "2026-11-22",
    confidence: Confidence::Medium,
};

const fn error(
    code: &'static str,
    status: u16,
    meaning: &'static str,
    remedy: &'static str,
    retry: Retry,
) -> ServiceError {
    ServiceError::new(code, Some(status), meaning, remedy, retry, &GATEWAY)
}

const CREDENTIALS: &str = "Check the AccessKey pair, and the security token where one is used.";
const CALLER: &str =
    "Let an administrator of the account grant the RAM action to the signing identity.";
const CLOCK: &str = "Set the clock of the signing machine and sign the request anew.";
const LATER: &str = "Wait a little and send the request again.";
const MEMBER: &str = "Correct the member that the code or the message names.";

/// The errors any action of the gateway may answer with, each family behind those of its members that have a text of their own.
pub(crate) static ERRORS: &[ServiceError] = &[
    error(
        "InvalidAccessKeyId.NotFound",
        404,
        "The AccessKey does not exist.",
        CREDENTIALS,
        Retry::No,
    ),
    error(
        "InvalidAccessKeyId.Inactive",
        400,
        "The AccessKey is disabled.",
        CREDENTIALS,
        Retry::No,
    ),
    error(
        "InvalidAccessKeyId*",
        400,
        "The AccessKey is not valid.",
        CREDENTIALS,
        Retry::No,
    ),
    ServiceError::aliased(
        &["MissingSecurityToken*", "MissingSignature*"],
        &error(
            "MissingAccessKeyId*",
            400,
            "The request is not signed, or not completely.",
            CREDENTIALS,
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["IncompleteSignature*", "InvalidSignature*"],
        &error(
            "SignatureDoesNotMatch",
            400,
            "The signature does not fit the request.",
            CREDENTIALS,
            Retry::No,
        ),
    ),
    error(
        "SignatureNonceUsed",
        400,
        "The nonce of the signature was used before.",
        "Sign the request anew with a fresh nonce.",
        Retry::No,
    ),
    error(
        "InvalidTimeStamp*",
        400,
        "The date is malformed or more than 15 minutes off.",
        CLOCK,
        Retry::No,
    ),
    error(
        "InvalidSecurityToken*",
        400,
        "The security token is wrong or has expired.",
        CREDENTIALS,
        Retry::No,
    ),
    ServiceError::aliased(
        &["InvalidApi*", "InvalidAction*"],
        &error(
            "InvalidApi.NotFound",
            404,
            "The endpoint does not know this action.",
            "Check the endpoint and the region.",
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["InvalidVersion*"],
        &error(
            "NoSuchVersion",
            400,
            "The endpoint does not know this API version.",
            "Check the endpoint.",
            Retry::No,
        ),
    ),
    error(
        "UnsupportedHTTPMethod",
        400,
        "The endpoint does not take this method.",
        "Send the request as POST.",
        Retry::No,
    ),
    error(
        "Forbidden.RiskControl",
        403,
        "The provider's risk control stopped the request.",
        "Ask the provider's support.",
        Retry::No,
    ),
    ServiceError::aliased(
        &["Forbidden*", "NoPermission*", "AccessDenied*"],
        &error(
            "Forbidden.RAM",
            403,
            "The signing identity may not perform this action.",
            CALLER,
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["Rejected.Throttling*"],
        &error(
            "Throttling*",
            400,
            "Too many requests in a short time.",
            LATER,
            Retry::Later,
        ),
    ),
    error(
        "InternalError*",
        500,
        "The service failed for a reason of its own.",
        LATER,
        Retry::Unsure,
    ),
    error(
        "ServiceUnavailable*",
        503,
        "The service is not available at the moment.",
        LATER,
        Retry::Unsure,
    ),
    ServiceError::aliased(
        &["EntityNotExist*"],
        &error(
            "*NotFound",
            404,
            "What a member names does not exist.",
            MEMBER,
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["Missing*"],
        &error(
            "MissingParameter*",
            400,
            "A member is missing.",
            MEMBER,
            Retry::No,
        ),
    ),
    ServiceError::aliased(
        &["Invalid*"],
        &error(
            "InvalidParameter*",
            400,
            "A member does not meet the service's limits.",
            MEMBER,
            Retry::No,
        ),
    ),
];
