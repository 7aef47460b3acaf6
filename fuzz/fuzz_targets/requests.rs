#![no_main]
//! Any address, region, cloud and variant: the host that a URL parser finds is the provider's or the caller's own, without a
//! user in it; http goes to this machine only; nothing adds a line to a request.

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use resetkit::model::Endpoint;
use resetkit::{request, validate};
use resetkit_fuzz::{Given, entry, input, narrow, values};
use url::{Host, Url};

#[derive(Arbitrary, Debug)]
struct Case {
    operation: u8,
    given: Vec<Given>,
    region: Option<(u8, String)>,
    cloud: Option<String>,
    variant: Option<u8>,
    endpoint: Option<(u8, String)>,
    fips: bool,
    dual_stack: bool,
}

const BEFORE: [&str; 8] = [
    "",
    "https://",
    "http://127.0.0.1",
    "http://localhost",
    "http://[::1]",
    "https://own.example",
    "https://own.example/base/",
    "https://own.example:8443",
];

const REGIONS: [&str; 6] = ["", "us-east-1", "cn-", "eu-isoe-west-1", "us-gov-", "fips-"];

/// What the host of a region may end with, whatever the region says.
fn domains(endpoint: &Endpoint) -> Vec<String> {
    let host = |url: &str| Url::parse(url).unwrap().host_str().unwrap().to_owned();
    match endpoint {
        Endpoint::Own => Vec::new(),
        Endpoint::Fixed { url, variants } => {
            let urls = variants.iter().map(|(_, url)| url).chain([url]);
            urls.map(|url| host(url)).collect()
        }
        Endpoint::Named { clouds, .. } => clouds.iter().map(|(_, url)| host(url)).collect(),
        Endpoint::Regional(regional) => {
            let hosts = regional
                .exceptions
                .iter()
                .flat_map(|exception| &exception.hosts);
            let hosts = hosts.chain(&regional.hosts).map(|(_, host)| host);
            let after = hosts.map(|host| match host.rsplit_once("{region}") {
                Some((_, after)) => after.to_owned(),
                None => host.to_string(),
            });
            after
                .flat_map(|after| {
                    let filled = regional.partitions.iter().map(move |partition| {
                        partition
                            .words
                            .iter()
                            .fold(after.clone(), |host, (word, text)| {
                                host.replace(&format!("{{{word}}}"), text)
                            })
                    });
                    filled
                        .map(|host| host.replace("{service}", &regional.service))
                        .collect::<Vec<_>>()
                })
                .collect()
        }
    }
}

fuzz_target!(|case: Case| {
    let entry = entry(case.operation);
    let values = values(&entry.document, &case.given);
    let texts = narrow(&values);
    let Ok(valid) = validate(input(entry.operation, &texts), &Default::default()) else {
        return;
    };
    let begun = |of: &[&str], text: &(u8, String)| {
        format!("{}{}", of[usize::from(text.0) % of.len()], text.1)
    };
    let endpoint = case.endpoint.as_ref().map(|text| begun(&BEFORE, text));
    let region = case.region.as_ref().map(|text| begun(&REGIONS, text));
    let options = request::Options {
        region: region.as_deref(),
        cloud: case.cloud.as_deref(),
        variant: case
            .variant
            .map(|variant| ["vpc", "mtls", "plain", "fips", "x"][usize::from(variant % 5)]),
        endpoint: endpoint.as_deref(),
        fips: case.fips,
        dual_stack: case.dual_stack,
    };
    let mut lines = String::new();
    let written = request::write_lines(&mut lines, &valid, &options);
    let built = request::build(&valid, &options);
    assert_eq!(written.is_err(), built.is_err());
    let Ok(built) = built else { return };
    assert_eq!(
        lines.matches('\n').count(),
        3 + 2 * built.headers.len(),
        "a line is added: {lines:?}"
    );
    assert!(!lines.contains('\r'), "{lines:?}");
    assert!(
        !built.url.contains(|it: char| it.is_control() || it == ' '),
        "{}",
        built.url
    );
    let url = match (Url::parse(&built.url), &endpoint) {
        (Ok(url), _) => url,
        // An address of the caller's that no parser takes leads nowhere.
        (Err(_), Some(_)) => return,
        (Err(error), None) => panic!("{error}: {}", built.url),
    };
    assert!(
        url.username().is_empty() && url.password().is_none(),
        "a user in {url}"
    );
    assert!(url.fragment().is_none(), "{url}");
    let host = url.host_str().expect("a host");
    if let Some(endpoint) = endpoint {
        let own = Url::parse(&endpoint).expect("the address alone is parsed too");
        assert_eq!(
            (own.host(), own.port(), own.scheme()),
            (url.host(), url.port(), url.scheme()),
            "{built:?}"
        );
        let is_here = matches!(url.host(), Some(Host::Ipv4(address)) if address.is_loopback())
            || matches!(url.host(), Some(Host::Ipv6(address)) if address.is_loopback())
            || host == "localhost";
        assert!(
            url.scheme() == "https" || url.scheme() == "http" && is_here,
            "{url}"
        );
    } else {
        assert_eq!(url.scheme(), "https");
        let domains = domains(&entry.operation.endpoint);
        assert!(
            domains.iter().any(|domain| host.ends_with(domain.as_str())),
            "{host} is none of {domains:?}"
        );
    }
});
