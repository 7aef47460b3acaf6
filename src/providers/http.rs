//! What anything that speaks HTTP on the way may answer: a proxy, a gateway, or a service whose code says nothing.

use crate::model::{Confidence, Retry, ServiceError, Source};

static STATUS: Source = Source {
    url: "https://www.rfc-editor.org/rfc/rfc9110#section-15",
    seen: "2026-11-22",
    confidence: Confidence::High,
};

const fn error(
    code: &'static str,
    meaning: &'static str,
    remedy: &'static str,
    retry: Retry,
) -> ServiceError {
    ServiceError::new(code, None, meaning, remedy, retry, &STATUS)
}

const LATER: &str = "Wait a little and send the request again.";

/// The errors by their status, which stands where a code would; the last is the one for all others.
pub(crate) static ERRORS: &[ServiceError] = &[
    error(
        "3*",
        "The response is a redirect: a proxy or a sign-in page sent it, not the service.",
        "Sign in to the network or the proxy, check the endpoint, and send the request again.",
        Retry::No,
    ),
    ServiceError::aliased(
        &["511"],
        &error(
            "407",
            "A proxy asks you to sign in to it: the request did not reach the service.",
            "Sign in to the proxy or the network, and send the request again.",
            Retry::No,
        ),
    ),
    error(
        "408",
        "The request took too long to arrive.",
        LATER,
        Retry::Unsure,
    ),
    error(
        "429",
        "Too many requests in a short time.",
        LATER,
        Retry::Later,
    ),
    error(
        "5*",
        "The service, or a gateway before it, failed.",
        LATER,
        Retry::Unsure,
    ),
    error(
        "4*",
        "The request was refused for a reason that is not documented here.",
        "Read the message, and change the request before it is sent again.",
        Retry::No,
    ),
];
