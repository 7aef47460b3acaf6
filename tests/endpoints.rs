//! Where requests go: the hosts of botocore's own endpoint provider, CloudSSO's hosts, and addresses of the caller's.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests, where a panic is the failure"
)]
#![cfg(not(target_arch = "wasm32"))]

mod documents;
mod inputs;

use std::path::Path;

use inputs::sound;
use resetkit::request::{self, Options, build};
use resetkit::{Error, ValidInput, find, validate};

const WORKMAIL: &str = "workmail:ResetPassword";
const CLOUDSSO: &str = "cloudsso:ResetUserPassword";
const CHIME: &str = "chime:ResetPersonalPIN";

fn valid(operation: &str) -> ValidInput<'static, &'static str> {
    validate(sound(operation), &resetkit::Options::default()).unwrap()
}

fn url(operation: &str, options: &Options) -> Result<String, Error> {
    build(&valid(operation), options).map(|request| request.url)
}

/// What follows the host of the operation's request.
fn target(operation: &str) -> &'static str {
    match operation {
        CHIME => concat!(
            "/accounts/a1b2c3d4-5678-90ab-cdef-11111EXAMPLE/users/a1b2c3d4-5678-90ab-cdef-22222EXAMPLE",
            "?operation=reset-personal-pin"
        ),
        _ => "/",
    }
}

#[test]
fn the_hosts_are_those_of_the_providers_own_client() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/endpoints.json");
    let golden: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let rows = golden["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 232);
    for row in rows {
        let (operation, theirs) = (
            row["operation"].as_str().unwrap(),
            row["url"].as_str().unwrap(),
        );
        let options = Options {
            region: Some(row["region"].as_str().unwrap()),
            fips: row["fips"].as_bool().unwrap(),
            dual_stack: row["dualStack"].as_bool().unwrap(),
            ..Options::default()
        };
        assert_eq!(
            url(operation, &options),
            Ok(format!("{theirs}{}", target(operation))),
            "{row}"
        );
    }
}

#[test]
fn without_a_region_the_request_goes_to_the_default_one() {
    let hosts = [
        (WORKMAIL, "https://workmail.us-east-1.amazonaws.com"),
        (CLOUDSSO, "https://cloudsso.cn-shanghai.aliyuncs.com"),
        (CHIME, "https://chime.us-east-1.amazonaws.com"),
    ];
    for (operation, host) in hosts {
        assert_eq!(
            url(operation, &Options::default()),
            Ok(format!("{host}{}", target(operation)))
        );
    }
}

#[test]
fn cloudsso_has_a_host_in_each_of_its_regions() {
    let regions = [
        "cn-shanghai",
        "cn-hongkong",
        "ap-northeast-2",
        "ap-southeast-1",
        "us-west-1",
        "eu-central-1",
    ];
    let documents = documents::each();
    let document = documents.iter().find(|(_, it)| &*it.id == CLOUDSSO);
    let endpoint = document.unwrap().0.get("endpoint").unwrap();
    let listed = endpoint.get("regions").unwrap().items().iter();
    let listed: Vec<&str> = listed.map(|region| &**region.text().unwrap()).collect();
    assert_eq!(listed, regions);
    for region in regions {
        let options = Options {
            region: Some(region),
            ..Options::default()
        };
        assert_eq!(
            url(CLOUDSSO, &options),
            Ok(format!("https://cloudsso.{region}.aliyuncs.com/"))
        );
    }
}

#[test]
fn cloudsso_has_no_fips_and_no_dual_stack_hosts() {
    for (fips, dual_stack) in [(true, false), (false, true), (true, true)] {
        let error = url(
            CLOUDSSO,
            &Options {
                fips,
                dual_stack,
                ..Options::default()
            },
        )
        .unwrap_err();
        assert_eq!(error.code(), "invalid_options");
        assert_eq!(
            error.to_string(),
            "the service documents no FIPS and no dual-stack hosts"
        );
    }
}

#[test]
fn a_region_that_is_no_part_of_a_host_name_is_refused() {
    let long = "a".repeat(64);
    let regions = [
        "", "a/b", "-a", "a-", "-", "123", "0", &long, "a.b", "é", "a b", " a", "a\n", "a@b",
        "a:1", "a?b", "a#b", "a\\b", "a%2Fb", "a_b", "\u{212A}",
    ];
    for operation in [WORKMAIL, CLOUDSSO, CHIME] {
        for region in regions {
            let error = url(
                operation,
                &Options {
                    region: Some(region),
                    ..Options::default()
                },
            )
            .unwrap_err();
            assert_eq!(
                error.to_string(),
                "the region is not a part of a host name",
                "{region:?}"
            );
            assert_eq!(error.code(), "invalid_options", "{region:?}");
        }
        let longest = "a".repeat(63);
        let options = Options {
            region: Some(&longest),
            fips: operation == CHIME,
            ..Options::default()
        };
        assert!(
            url(operation, &options)
                .unwrap()
                .contains(&format!(".{longest}."))
        );
    }
}

#[test]
fn the_old_names_of_regions_with_fips_are_refused() {
    for region in ["fips-us-east-1", "us-east-1-fips"] {
        let options = Options {
            region: Some(region),
            ..Options::default()
        };
        assert_eq!(
            url(WORKMAIL, &options),
            Err(Error::InvalidOptions(
                "fips is an option and no part of a region's name"
            ))
        );
    }
}

#[test]
fn a_host_that_is_the_same_everywhere_has_the_variants_that_are_documented() {
    let of = |variant, fips| {
        let options = Options {
            variant,
            fips,
            ..Options::default()
        };
        url("directory:users.update", &options)
    };
    let at = |host| {
        Ok(format!(
            "{host}/admin/directory/v1/users/alice%40example.com"
        ))
    };
    assert_eq!(of(None, false), at("https://admin.googleapis.com"));
    assert_eq!(
        of(Some("mtls"), false),
        at("https://admin.mtls.googleapis.com")
    );
    let none = Err(Error::InvalidOptions("the service documents no such host"));
    assert_eq!(of(Some("vpc"), false), none);
    assert_eq!(of(None, true), none);
}

#[test]
fn a_region_with_a_host_of_its_own_has_it_alone() {
    let of = |region| {
        let options = Options {
            region: Some(region),
            fips: true,
            dual_stack: true,
            ..Options::default()
        };
        url("cognito-idp:AdminResetUserPassword", &options).unwrap()
    };
    assert_eq!(
        of("us-west-2"),
        "https://cognito-idp-fips.us-west-2.amazonaws.com/"
    );
    assert_eq!(
        of("eu-west-1"),
        "https://cognito-idp-fips.eu-west-1.api.aws/"
    );
}

#[test]
fn a_request_can_go_to_an_address_of_the_callers() {
    let addresses = [
        ("https://proxy.example", "https://proxy.example"),
        ("https://proxy.example/", "https://proxy.example"),
        ("https://proxy.example:8443", "https://proxy.example:8443"),
        (
            "https://proxy.example/reset/v1",
            "https://proxy.example/reset/v1",
        ),
        (
            "https://proxy.example/reset/v1/",
            "https://proxy.example/reset/v1",
        ),
        ("https://10.0.0.1/", "https://10.0.0.1"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("http://localhost", "http://localhost"),
        ("http://localhost/", "http://localhost"),
        ("http://localhost:8080/path", "http://localhost:8080/path"),
        ("http://[::1]", "http://[::1]"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
    ];
    for operation in [WORKMAIL, CLOUDSSO, CHIME] {
        for (endpoint, origin) in addresses {
            let options = Options {
                endpoint: Some(endpoint),
                ..Options::default()
            };
            assert_eq!(
                url(operation, &options),
                Ok(format!("{origin}{}", target(operation))),
                "{endpoint}"
            );
        }
    }
}

#[test]
fn an_address_that_would_leak_or_mislead_is_refused() {
    let addresses = [
        "",
        "/",
        "proxy.example",
        "//proxy.example",
        "https:",
        "https:/proxy.example",
        "https://",
        "https:///",
        "https:///path",
        "https://:443",
        "https://-proxy.example",
        "https://.example",
        "HTTPS://proxy.example",
        "ftp://proxy.example",
        "javascript:alert(1)",
        "http://",
        "http://evil.example",
        "http://localhost.evil.example",
        "http://localhostevil.example",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.10",
        "http://[::1].evil.example",
        "http://[::2]",
        "http://localhost@evil.example",
        "https://user@proxy.example",
        "https://user:secret@proxy.example",
        "https://proxy.example?a=b",
        "https://proxy.example/?a=b",
        "https://proxy.example#a",
        "https://proxy.example\\path",
        "https://proxy.example\\@evil.example",
        "https://proxy .example",
        " https://proxy.example",
        "https://proxy.example ",
        "https://proxy.example/a b",
        "https://proxy.example/\r\nx-injected: 1",
        "https://proxy.example/\t",
        "https://proxy.example/%2e%2e",
        "https://pröxy.example",
        "https://proxy.example/\u{202E}",
    ];
    for operation in [WORKMAIL, CLOUDSSO, CHIME] {
        for endpoint in addresses {
            let error = url(
                operation,
                &Options {
                    endpoint: Some(endpoint),
                    ..Options::default()
                },
            )
            .unwrap_err();
            assert_eq!(error.code(), "invalid_options", "{endpoint:?}");
            assert_eq!(
                error.to_string(),
                "the endpoint must be https://host, or http:// to this machine, without query or user",
                "{endpoint:?}"
            );
        }
    }
}

#[test]
fn an_address_of_the_callers_goes_with_no_other_choice_of_host() {
    for (fips, dual_stack) in [(true, false), (false, true), (true, true)] {
        let options = Options {
            endpoint: Some("https://proxy.example"),
            fips,
            dual_stack,
            ..Options::default()
        };
        for operation in [WORKMAIL, CLOUDSSO, CHIME] {
            let error = url(operation, &options).unwrap_err();
            assert_eq!(error.code(), "invalid_options");
            assert_eq!(
                error.to_string(),
                "an endpoint of your own cannot be combined with fips, dualStack or variant"
            );
        }
    }
}

#[test]
fn a_region_is_of_a_partition_where_the_provider_has_any() {
    let partition = |operation, region| request::partition(find(operation).unwrap(), Some(region));
    let aws = [
        ("us-east-1", "aws"),
        ("mars-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eusc-de-east-1", "aws-eusc"),
    ];
    for (region, name) in aws {
        assert_eq!(partition(WORKMAIL, region), Ok(Some(name)), "{region}");
        assert_eq!(partition(CHIME, region), Ok(Some(name)), "{region}");
    }
    assert_eq!(partition(CLOUDSSO, "cn-shanghai"), Ok(Some("alibaba")));
    for region in ["", "a b", "-a", "a.b", "123", "fips-us-gov-west-1"] {
        for operation in [WORKMAIL, CLOUDSSO] {
            let refused = partition(operation, region).unwrap_err();
            assert_eq!(refused.code(), "invalid_options", "{region}");
        }
    }
}

#[test]
fn the_region_is_the_one_given_or_the_default_where_hosts_have_one() {
    let region = |operation, region| request::region(find(operation).unwrap(), region);
    assert_eq!(region(WORKMAIL, None), Ok(Some("us-east-1")));
    assert_eq!(region(WORKMAIL, Some("eu-west-1")), Ok(Some("eu-west-1")));
    assert_eq!(
        region("directory:users.update", Some("eu-west-1")),
        Ok(None)
    );
    assert_eq!(
        region(WORKMAIL, Some("a.b")),
        Err(Error::InvalidOptions(
            "the region is not a part of a host name"
        ))
    );
}
