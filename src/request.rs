//! A [`ValidInput`] in; the request that the provider expects out, unsigned. One function a protocol.

use crate::error::Error;
use crate::json::{self, push_hex};
use crate::model::{Host, Member, Operation, Partition, Protocol, Segment};
use crate::secret::Secret;
use crate::text::Text;
use crate::validate::{ValidInput, Value};

/// An unsigned HTTP request. Its `Debug` does not show the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: &'static str,
    /// The address. No sensitive member is in it.
    pub url: String,
    /// The headers that the protocol asks for, in lower case; `host` and those of the signature are not among them.
    pub headers: Vec<(&'static str, &'static str)>,
    /// The body, empty where the protocol has none.
    pub body: Secret,
}

/// Where a request goes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The region; `None` for the operation's default.
    pub region: Option<&'a str>,
    /// An address to use instead of the provider's, `https://proxy.example`.
    pub endpoint: Option<&'a str>,
    /// Whether the host with FIPS 140 modules is to answer.
    pub fips: bool,
    /// Whether the host that answers over IPv4 and IPv6 is to answer.
    pub dual_stack: bool,
}

/// Builds the request.
///
/// # Errors
///
/// [`Error::InvalidOptions`] for an option that the service does not have or that is no host name.
pub fn build<T: Text>(input: &ValidInput<T>, options: &Options<'_>) -> Result<Request, Error> {
    let mut url = String::new();
    write_url(&mut url, input, options)?;
    Ok(Request {
        method: METHOD,
        url,
        headers: headers(input.operation()),
        body: body(input),
    })
}

/// Writes the request as one text: method, URL, body, and name and value of each header, each ended by a line feed. None
/// of them can hold one: bodies have theirs escaped.
///
/// # Errors
///
/// As [`build`].
pub fn write_lines<T: Text>(
    out: &mut String,
    input: &ValidInput<T>,
    options: &Options<'_>,
) -> Result<(), Error> {
    push_all(out, &[METHOD, "\n"]);
    write_url(out, input, options)?;
    out.push('\n');
    write_body(out, input);
    out.push('\n');
    for (name, value) in headers(input.operation()) {
        push_all(out, &[name, "\n", value, "\n"]);
    }
    Ok(())
}

/// Every protocol here posts.
const METHOD: &str = "POST";

fn headers(operation: &Operation) -> Vec<(&'static str, &'static str)> {
    match operation.protocol {
        Protocol::AwsJson11 { target } => vec![
            ("content-type", "application/x-amz-json-1.1"),
            ("x-amz-target", target),
        ],
        Protocol::RestJson { .. } => Vec::new(),
        Protocol::AlibabaRpc { version } => vec![
            ("content-type", "application/x-www-form-urlencoded"),
            ("x-acs-action", operation.action),
            ("x-acs-version", version),
        ],
    }
}

/// Builds the body: compact, the members in the order of the model, UTF-8.
#[must_use]
pub fn body<T: Text>(input: &ValidInput<T>) -> Secret {
    // Room for every member at its longest, so that the text is not moved while it grows.
    let mut body = String::with_capacity(1024);
    write_body(&mut body, input);
    Secret::new(body)
}

pub(crate) fn write_body<T: Text>(out: &mut impl Parts<T>, input: &ValidInput<T>) {
    match input.operation().protocol {
        Protocol::AwsJson11 { .. } => write_object(out, input),
        Protocol::RestJson { .. } => {}
        Protocol::AlibabaRpc { .. } => write_form(out, input),
    }
}

/// What a body is written to, part by part.
pub(crate) trait Parts<T> {
    /// Takes what is the same whatever the members' texts are.
    fn fixed(&mut self, part: &str);

    /// Takes the text of a member.
    fn text(&mut self, member: &'static Member, text: T, encoding: Encoding);
}

/// How a text stands in what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// As the content of a JSON string.
    Json,
    /// As a value of a form or a segment of a path.
    Percent,
}

impl<T: Text> Parts<T> for String {
    fn fixed(&mut self, part: &str) {
        self.push_str(part);
    }

    fn text(&mut self, _: &'static Member, text: T, encoding: Encoding) {
        match encoding {
            Encoding::Json => json::write_content(self, text),
            Encoding::Percent => percent_encode(self, text),
        }
    }
}

/// The members of an input as a JSON object. Their names need no escape.
pub(crate) fn write_object<T: Text>(out: &mut impl Parts<T>, input: &ValidInput<T>) {
    out.fixed("{");
    let mut before = "\"";
    for (member, value) in input.members() {
        out.fixed(before);
        out.fixed(member.name);
        out.fixed("\":");
        match value {
            Value::Text(text) => {
                out.fixed("\"");
                out.text(member, text, Encoding::Json);
                out.fixed("\"");
            }
            Value::Boolean(on) => out.fixed(if on { "true" } else { "false" }),
            Value::Absent | Value::Null | Value::Other => {}
        }
        before = ",\"";
    }
    out.fixed("}");
}

fn write_form<T: Text>(out: &mut impl Parts<T>, input: &ValidInput<T>) {
    let mut before = "";
    for (member, value) in input.members() {
        out.fixed(before);
        out.fixed(member.name);
        out.fixed("=");
        match value {
            Value::Text(text) => out.text(member, text, Encoding::Percent),
            Value::Boolean(on) => out.fixed(if on { "true" } else { "false" }),
            Value::Absent | Value::Null | Value::Other => {}
        }
        before = "&";
    }
}

/// Everything but RFC 3986's unreserved characters as `%XX` of UTF-8, in upper case.
pub(crate) fn percent_encode<T: Text>(out: &mut String, text: T) {
    for character in text.chars() {
        match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '.' | '_' | '~' => out.push(character),
            _ => {
                for &byte in character.encode_utf8(&mut [0; 4]).as_bytes() {
                    out.push('%');
                    push_hex(out, byte, b"0123456789ABCDEF");
                }
            }
        }
    }
}

/// The address with its path and query.
fn write_url<T: Text>(
    out: &mut String,
    input: &ValidInput<T>,
    options: &Options<'_>,
) -> Result<(), Error> {
    write_origin(out, input.operation(), options)?;
    let Protocol::RestJson { path, query } = input.operation().protocol else {
        out.push('/');
        return Ok(());
    };
    for segment in path {
        match segment {
            Segment::Literal(text) => out.push_str(text),
            Segment::Label(name) => {
                if let Value::Text(text) = input.value(name) {
                    percent_encode(out, text);
                }
            }
        }
    }
    out.push('?');
    out.push_str(query);
    Ok(())
}

/// Scheme and host, without a slash at the end.
fn write_origin(
    out: &mut String,
    operation: &Operation,
    options: &Options<'_>,
) -> Result<(), Error> {
    if let Some(endpoint) = options.endpoint {
        if options.fips || options.dual_stack {
            return Err(Error::InvalidOptions(
                "an endpoint of your own cannot be combined with fips or dualStack",
            ));
        }
        out.push_str(own_address(endpoint)?);
        return Ok(());
    }
    let region = region(operation, options.region)?;
    let (prefix, suffix) = match operation.endpoint.host {
        Host::Partitioned {
            prefix,
            partitions,
            global,
        } => {
            let partition = partition_of(partitions, region)?;
            if let Some((id, host)) = global {
                if id == partition.id && !options.fips && !options.dual_stack {
                    push_all(out, &["https://", host]);
                    return Ok(());
                }
            }
            (
                prefix,
                if options.dual_stack {
                    partition.dual_stack_suffix
                } else {
                    partition.suffix
                },
            )
        }
        Host::Regional { prefix, suffix } => {
            if options.fips || options.dual_stack {
                return Err(Error::InvalidOptions(
                    "the service documents no FIPS and no dual-stack hosts",
                ));
            }
            (prefix, suffix)
        }
    };
    push_all(
        out,
        &[
            "https://",
            prefix,
            if options.fips { "-fips" } else { "" },
            ".",
            region,
            ".",
            suffix,
        ],
    );
    Ok(())
}

/// The region that is meant, `None` standing for the operation's default.
///
/// # Errors
///
/// [`Error::InvalidOptions`] for one that is no part of a host name, or that says FIPS, which is an option.
pub fn region<'a>(operation: &Operation, region: Option<&'a str>) -> Result<&'a str, Error> {
    let region = region.unwrap_or(operation.endpoint.default_region);
    if !is_host_label(region) {
        return Err(Error::InvalidOptions(NO_REGION));
    }
    // Older names, which the SDKs read as the option; as a region's they lead to where FIPS is not.
    if region.starts_with("fips-") || region.ends_with("-fips") {
        return Err(Error::InvalidOptions(
            "fips is an option and no part of a region's name",
        ));
    }
    Ok(region)
}

/// The name of the partition that the region is of; `None` where the provider has none.
///
/// # Errors
///
/// [`Error::InvalidOptions`] for a region that is no host name.
pub fn partition(operation: &Operation, region: &str) -> Result<Option<&'static str>, Error> {
    if !is_host_label(region) {
        return Err(Error::InvalidOptions(NO_REGION));
    }
    match operation.endpoint.host {
        Host::Partitioned { partitions, .. } => Ok(Some(partition_of(partitions, region)?.id)),
        Host::Regional { .. } => Ok(None),
    }
}

const NO_REGION: &str = "the region is not a part of a host name";

fn partition_of(
    partitions: &'static [Partition],
    region: &str,
) -> Result<&'static Partition, Error> {
    partitions
        .iter()
        .find(|partition| has_region(partition, region))
        .or(partitions.first())
        .ok_or(Error::InvalidOptions("the service has no partition"))
}

fn push_all(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// A prefix of the partition, a word, a hyphen and a number; or the partition's own pseudo-region.
fn has_region(partition: &Partition, region: &str) -> bool {
    let word = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    region.strip_suffix("-global") == Some(partition.id)
        || partition.region_prefixes.iter().any(|prefix| {
            region
                .strip_prefix(prefix)
                .and_then(|rest| rest.split_once('-'))
                .is_some_and(|(name, digits)| word(name) && number(digits))
        })
}

/// A part of a host name as the AWS clients take it for a region.
fn is_host_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// An address of the caller's: https, or http to this machine, since a password travels in the body.
fn own_address(endpoint: &str) -> Result<&str, Error> {
    let endpoint = endpoint.strip_suffix('/').unwrap_or(endpoint);
    let host = [
        "https://",
        "http://127.0.0.1",
        "http://localhost",
        "http://[::1]",
    ]
    .iter()
    .find_map(|start| {
        endpoint
            .strip_prefix(start)
            .map(|rest| (start.len(), rest.as_bytes().first()))
    });
    let sound = match host {
        Some((8, first)) => first.is_some_and(u8::is_ascii_alphanumeric),
        Some((_, first)) => matches!(first, None | Some(b':' | b'/')),
        None => false,
    };
    let clean = endpoint
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#' | b'@' | b'\\' | b'%'));
    if sound && clean {
        Ok(endpoint)
    } else {
        Err(Error::InvalidOptions(
            "the endpoint must be https://host, or http:// to this machine, without query or user",
        ))
    }
}
