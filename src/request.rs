//! Builds the HTTP request of a [`ValidInput`], unsigned, as the operation's template says.

use crate::error::Error;
use crate::fit::{Fit, fit};
use crate::json::{self, push_hex, push_integer};
use crate::model::{
    Body, Endpoint, Exception, Json, Operation, Pair, Part, Partition, Regional, Scalar, Segment,
    Str,
};
use crate::secret::Secret;
use crate::text::Text;
use crate::validate::{ValidInput, Value};

/// An unsigned HTTP request. Its `Debug` does not show the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Str,
    /// The address. No sensitive member is in it.
    pub url: String,
    /// The headers of the template, in lower case; `host` and those of the credentials are not among them.
    pub headers: Vec<(Str, String)>,
    /// The body, empty where the request has none.
    pub body: Secret,
}

/// Where a request goes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// The region; `None` for the operation's default.
    pub region: Option<&'a str>,
    /// The cloud of a provider that has several; `None` for the operation's default.
    pub cloud: Option<&'a str>,
    /// Another host that the provider documents, `vpc` or `mtls`.
    pub variant: Option<&'a str>,
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
pub fn build<T: Text>(input: &ValidInput<'_, T>, options: &Options<'_>) -> Result<Request, Error> {
    let mut url = String::new();
    write_url(&mut url, input, options)?;
    let mut headers = Vec::new();
    for_each_header(input, &mut |name, value| {
        headers.push((name.clone(), value));
    });
    Ok(Request {
        method: input.operation().request.method.clone(),
        url,
        headers,
        body: body(input),
    })
}

/// Writes the request as one text: method, URL, body, and name and value of each header, each followed by a line feed. None of
/// them contains one: in bodies it is escaped.
///
/// # Errors
///
/// As [`build`].
pub fn write_lines<T: Text>(
    out: &mut String,
    input: &ValidInput<'_, T>,
    options: &Options<'_>,
) -> Result<(), Error> {
    push_all(out, &[&input.operation().request.method, "\n"]);
    write_url(out, input, options)?;
    out.push('\n');
    write_body(out, input);
    out.push('\n');
    for_each_header(input, &mut |name, value| {
        push_all(out, &[name, "\n", &value, "\n"]);
    });
    Ok(())
}

fn for_each_header<T: Text>(input: &ValidInput<'_, T>, found: &mut dyn FnMut(&Str, String)) {
    for pair in &input.operation().request.headers {
        let mut value = String::new();
        if write_plain(&mut value, input, &pair.value) {
            found(&pair.key, value);
        }
    }
}

/// Builds the body: compact, in the order of the template, UTF-8.
#[must_use]
pub fn body<T: Text>(input: &ValidInput<'_, T>) -> Secret {
    // Room for every member at its longest, so that the text is not moved while it grows.
    let mut body = String::with_capacity(1024);
    write_body(&mut body, input);
    Secret::new(body)
}

pub(crate) fn write_body<T: Text>(out: &mut dyn Parts<T>, input: &ValidInput<'_, T>) {
    match &input.operation().request.body {
        Body::Empty => {}
        Body::Json(json) => {
            if is_present(input, json) {
                write_json(out, input, json);
            } else {
                out.fixed("{}");
            }
        }
        Body::Form(pairs) => write_pairs(out, input, pairs),
    }
}

/// What a body is written to, part by part.
pub(crate) trait Parts<T> {
    /// Takes what is the same whatever the members' texts are.
    fn fixed(&mut self, part: &str);

    /// Takes the text of the member at this place.
    fn text(&mut self, member: usize, text: T, encoding: Encoding);
}

/// How a text stands in what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// As the content of a JSON string.
    Json,
    /// As a value of a form or a query, or a segment of a path.
    Percent,
}

impl<T: Text> Parts<T> for String {
    fn fixed(&mut self, part: &str) {
        self.push_str(part);
    }

    fn text(&mut self, _: usize, text: T, encoding: Encoding) {
        match encoding {
            Encoding::Json => json::write_content(self, text),
            Encoding::Percent => percent_encode(self, text),
        }
    }
}

/// What is sent for a member.
enum Sent<'a, T> {
    Text(T),
    List(&'a [T]),
    Map(&'a [(T, T)]),
    /// A constant, a number or a boolean.
    Scalar(Scalar),
}

/// What is sent for the member at this place; `None` where its key is left out.
fn sent<'a, T: Text>(input: &'a ValidInput<'_, T>, member: u8) -> Option<Sent<'a, T>> {
    let index = usize::from(member);
    let about = input.operation().members.get(index)?;
    Some(match input.at(index) {
        Value::Text(text) => Sent::Text(text),
        Value::List(items) => Sent::List(items),
        Value::Map(entries) => Sent::Map(entries),
        Value::Integer(number) => Sent::Scalar(Scalar::Integer(number)),
        Value::Boolean(on) => Sent::Scalar(match &about.sent_as {
            None => Scalar::Boolean(on),
            Some(spelled) => (if on { &spelled.on } else { &spelled.off }).clone()?,
        }),
        Value::Absent | Value::Null | Value::Other => Sent::Scalar(about.default.clone()?),
    })
}

fn is_present<T: Text>(input: &ValidInput<'_, T>, json: &Json) -> bool {
    match json {
        Json::Constant(_) => true,
        Json::Member(member) => sent(input, *member).is_some(),
        Json::Object(members) => {
            members.is_empty() || members.iter().any(|(_, json)| is_present(input, json))
        }
        Json::List(items) => items.is_empty() || items.iter().any(|json| is_present(input, json)),
    }
}

/// Writes what is present.
fn write_json<T: Text>(out: &mut dyn Parts<T>, input: &ValidInput<'_, T>, json: &Json) {
    match json {
        Json::Constant(text) => out.fixed(text),
        Json::Member(member) => {
            if let Some(value) = sent(input, *member) {
                write_value(out, *member, &value);
            }
        }
        Json::Object(members) => {
            out.fixed("{");
            let mut before = "\"";
            for (key, json) in members {
                if is_present(input, json) {
                    out.fixed(before);
                    out.fixed(&json_content(key));
                    out.fixed("\":");
                    write_json(out, input, json);
                    before = ",\"";
                }
            }
            out.fixed("}");
        }
        Json::List(items) => {
            out.fixed("[");
            let mut before = "";
            for json in items {
                if is_present(input, json) {
                    out.fixed(before);
                    write_json(out, input, json);
                    before = ",";
                }
            }
            out.fixed("]");
        }
    }
}

fn write_value<T: Text>(out: &mut dyn Parts<T>, member: u8, value: &Sent<'_, T>) {
    let index = usize::from(member);
    let quoted = |out: &mut _, before: &str, text| {
        Parts::<T>::fixed(out, before);
        Parts::<T>::fixed(out, "\"");
        Parts::text(out, index, text, Encoding::Json);
        Parts::<T>::fixed(out, "\"");
    };
    match value {
        Sent::Text(text) => quoted(out, "", *text),
        Sent::Scalar(Scalar::Text(text)) => {
            out.fixed("\"");
            out.fixed(&json_content(text));
            out.fixed("\"");
        }
        Sent::Scalar(scalar) => out.fixed(&plain(scalar)),
        Sent::List(items) => {
            out.fixed("[");
            for (place, item) in items.iter().enumerate() {
                quoted(out, if place > 0 { "," } else { "" }, *item);
            }
            out.fixed("]");
        }
        Sent::Map(entries) => {
            out.fixed("{");
            for (place, (key, text)) in entries.iter().enumerate() {
                quoted(out, if place > 0 { "," } else { "" }, *key);
                quoted(out, ":", *text);
            }
            out.fixed("}");
        }
    }
}

/// A text of the document as the content of a JSON string.
fn json_content(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    json::write_content(&mut out, text);
    out
}

/// A constant as text.
fn plain(scalar: &Scalar) -> String {
    let mut out = String::new();
    match scalar {
        Scalar::Text(text) => out.push_str(text),
        Scalar::Integer(number) => push_integer(&mut out, *number),
        Scalar::Boolean(on) => out.push_str(if *on { "true" } else { "false" }),
    }
    out
}

/// Writes keys and values as a form and a query have them.
fn write_pairs<T: Text>(out: &mut dyn Parts<T>, input: &ValidInput<'_, T>, pairs: &[Pair]) {
    let mut before = "";
    for pair in pairs {
        let mut key = |out: &mut _, item: usize| {
            Parts::<T>::fixed(out, before);
            Parts::<T>::fixed(out, &encoded(&numbered(&pair.key, item)));
            Parts::<T>::fixed(out, "=");
            before = "&";
        };
        match &pair.value {
            Part::Constant(text) => {
                key(out, 1);
                out.fixed(&encoded(text));
            }
            Part::Member(member) => match sent(input, *member) {
                None | Some(Sent::Map(_)) => {}
                Some(Sent::Text(text)) => {
                    key(out, 1);
                    out.text(usize::from(*member), text, Encoding::Percent);
                }
                Some(Sent::Scalar(scalar)) => {
                    key(out, 1);
                    out.fixed(&encoded(&plain(&scalar)));
                }
                Some(Sent::List(items)) => {
                    for (place, item) in items.iter().enumerate() {
                        key(out, place.saturating_add(1));
                        out.text(usize::from(*member), *item, Encoding::Percent);
                    }
                }
            },
        }
    }
}

/// The key with the number of an item in place of each `#`.
fn numbered(key: &str, item: usize) -> String {
    let mut number = String::new();
    push_integer(&mut number, i64::try_from(item).unwrap_or(i64::MAX));
    key.replace(['#'], &number)
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    percent_encode(&mut out, text);
    out
}

/// Writes a value as it is. Returns whether there is one.
fn write_plain<T: Text>(out: &mut String, input: &ValidInput<'_, T>, value: &Part) -> bool {
    match value {
        Part::Constant(text) => out.push_str(text),
        Part::Member(member) => match sent(input, *member) {
            Some(Sent::Text(text)) => out.extend(text.chars()),
            Some(Sent::Scalar(scalar)) => out.push_str(&plain(&scalar)),
            None | Some(Sent::List(_) | Sent::Map(_)) => return false,
        },
    }
    true
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
    input: &ValidInput<'_, T>,
    options: &Options<'_>,
) -> Result<(), Error> {
    write_base(out, input.operation(), options)?;
    let template = &input.operation().request;
    for segment in &template.path {
        match segment {
            Segment::Literal(text) => out.push_str(text),
            Segment::Label(member) => {
                let mut label = String::new();
                write_plain(&mut label, input, &Part::Member(*member));
                percent_encode(out, label.as_str());
            }
        }
    }
    let mut query = String::new();
    write_pairs(&mut query, input, &template.query);
    if !query.is_empty() {
        push_all(out, &["?", &query]);
    }
    Ok(())
}

/// The address that the path is added to, without a slash at the end.
fn write_base(out: &mut String, operation: &Operation, options: &Options<'_>) -> Result<(), Error> {
    if let Some(endpoint) = options.endpoint {
        if options.fips || options.dual_stack || options.variant.is_some() {
            return Err(Error::InvalidOptions(
                "an endpoint of your own cannot be combined with fips, dualStack or variant",
            ));
        }
        out.push_str(own_address(endpoint)?);
        return Ok(());
    }
    let variant = match (options.variant, options.fips, options.dual_stack) {
        (None, false, false) => "plain",
        (None, true, false) => "fips",
        (None, false, true) => "dualStack",
        (None, true, true) => "fipsDualStack",
        (Some(variant), false, false) => variant,
        (Some(_), _, _) => {
            return Err(Error::InvalidOptions(
                "a variant cannot be combined with fips or dualStack",
            ));
        }
    };
    let base = match &operation.endpoint {
        Endpoint::Own => {
            return Err(Error::InvalidOptions(
                "the operation has no address of its own: give an endpoint",
            ));
        }
        Endpoint::Fixed { url, .. } if variant == "plain" => url,
        Endpoint::Fixed { variants, .. } => named(variants, variant).ok_or(NO_HOST)?,
        Endpoint::Named { default, clouds } => {
            if variant != "plain" {
                return Err(NO_HOST);
            }
            let cloud = options.cloud.unwrap_or(default);
            named(clouds, cloud).ok_or(Error::InvalidOptions("the service has no such cloud"))?
        }
        Endpoint::Regional(regional) => {
            return write_host(out, regional, variant, options.region);
        }
    };
    out.push_str(base.trim_end_matches('/'));
    Ok(())
}

const NO_HOST: Error = Error::InvalidOptions("the service documents no such host");
const NO_REGION: Error = Error::InvalidOptions("the region is not a part of a host name");

/// The text of this name in a list; `None` if it has none.
fn named<'a>(list: &'a [(Str, Str)], name: &str) -> Option<&'a Str> {
    list.iter()
        .find(|(of, _)| &**of == name)
        .map(|(_, text)| text)
}

/// The exceptions for a region of this partition.
fn exceptions<'a>(
    regional: &'a Regional,
    partition: &Partition,
    region: &str,
) -> impl Iterator<Item = &'a Exception> {
    regional.exceptions.iter().filter(move |exception| {
        let of = exception.partition.as_ref();
        of.is_none_or(|id| *id == partition.id)
            && (exception.regions.is_empty() || exception.regions.iter().any(|of| &**of == region))
    })
}

/// The region that a signature names; `None` where hosts are not made from regions.
///
/// # Errors
///
/// As [`region`].
#[cfg(feature = "cli")]
pub(crate) fn signing_region<'a>(
    operation: &'a Operation,
    region: Option<&'a str>,
) -> Result<Option<&'a str>, Error> {
    let Endpoint::Regional(regional) = &operation.endpoint else {
        return Ok(None);
    };
    let region = region_of(regional, region)?;
    let mut exceptions = exceptions(regional, partition_of(regional, region)?, region);
    let own = exceptions.find_map(|exception| exception.signing_region.as_deref());
    Ok(Some(own.unwrap_or(region)))
}

/// Scheme and host of a region.
fn write_host(
    out: &mut String,
    regional: &Regional,
    variant: &str,
    region: Option<&str>,
) -> Result<(), Error> {
    let region = region_of(regional, region)?;
    let partition = partition_of(regional, region)?;
    let exception = exceptions(regional, partition, region)
        .find_map(|exception| named(&exception.hosts, variant));
    let host = exception
        .or_else(|| named(&regional.hosts, variant))
        .ok_or(match variant {
            "fips" | "dualStack" | "fipsDualStack" => {
                Error::InvalidOptions("the service documents no FIPS and no dual-stack hosts")
            }
            _ => NO_HOST,
        })?;
    out.push_str("https://");
    for (index, piece) in host.split(['{', '}']).enumerate() {
        out.push_str(match (index % 2, piece) {
            (0, literal) => literal,
            (_, "service") => &regional.service,
            (_, "region") => region,
            (_, word) => named(&partition.words, word).ok_or(NO_HOST)?,
        });
    }
    Ok(())
}

/// The region that is meant, `None` standing for the operation's default; `None` where hosts are not made from regions.
///
/// # Errors
///
/// [`Error::InvalidOptions`] for one that is no part of a host name, or that says FIPS, which is an option.
pub fn region<'a>(
    operation: &'a Operation,
    region: Option<&'a str>,
) -> Result<Option<&'a str>, Error> {
    match &operation.endpoint {
        Endpoint::Regional(regional) => region_of(regional, region).map(Some),
        Endpoint::Own | Endpoint::Fixed { .. } | Endpoint::Named { .. } => Ok(None),
    }
}

fn region_of<'a>(regional: &'a Regional, region: Option<&'a str>) -> Result<&'a str, Error> {
    let region = region.unwrap_or(&regional.default);
    if !is_host_label(region) {
        return Err(NO_REGION);
    }
    // Older names, which the SDKs read as the option `fips`. Taken for regions, they would lead to hosts without FIPS.
    if region.starts_with("fips-") || region.ends_with("-fips") {
        return Err(Error::InvalidOptions(
            "fips is an option and no part of a region's name",
        ));
    }
    Ok(region)
}

/// The name of the partition that the region is of; `None` where hosts are not made from regions.
///
/// # Errors
///
/// [`Error::InvalidOptions`] for a region that is no host name.
pub fn partition<'a>(
    operation: &'a Operation,
    region: Option<&str>,
) -> Result<Option<&'a str>, Error> {
    let Endpoint::Regional(regional) = &operation.endpoint else {
        return Ok(None);
    };
    let region = region_of(regional, region)?;
    Ok(Some(&partition_of(regional, region)?.id))
}

fn partition_of<'a>(regional: &'a Regional, region: &str) -> Result<&'a Partition, Error> {
    regional
        .partitions
        .iter()
        .find(|partition| fit(&partition.regions, region) == Fit::Whole)
        .or(regional.partitions.first())
        .ok_or(NO_HOST)
}

fn push_all(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// Whether a text is a part of a host name, as the AWS clients ask of a region.
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
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#' | b'@' | b'\\' | b'%'))
        && !endpoint
            .split(['/'])
            .any(|segment| matches!(segment, "." | ".."));
    if sound && clean {
        Ok(endpoint)
    } else {
        Err(Error::InvalidOptions(
            "the endpoint must be https://host, or http:// to this machine, without query or user",
        ))
    }
}
