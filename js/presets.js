// Policies to start from: those that standards and directories of one's own document, and those of the known operations.
import { own } from "./options.js";

/** What a policy without a greatest length has for one. */
const ENDLESS = 2 ** 31 - 1;

const SEEN = "2026-11-26";
const MAN = "https://manpages.debian.org/bookworm/";

function presets() {
  const marks = [[":", "@"], ["[", "`"], ["{", "~"]];
  const least = (min, special = [["!", "/"], ...marks]) => [
    { id: "upper", name: "an uppercase letter", characters: [["A", "Z"]], generate: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", min },
    { id: "lower", name: "a lowercase letter", characters: [["a", "z"]], generate: "abcdefghijklmnopqrstuvwxyz", min },
    { id: "digit", name: "a digit", characters: [["0", "9"]], generate: "0123456789", min },
    { id: "special", name: "a special character", characters: special, generate: "()./?^_~", min },
  ];
  const preset = (id, label, url, confidence, policy, unchecked) => (
    { id, label, source: { url, seen: SEEN, confidence }, policy: { maxLength: ENDLESS, extra: [[" ", "~"], ["\u00a0", "\u{10ffff}"]], ...policy }, unchecked }
  );
  const nist = (id, label, minLength) => preset(id, `NIST SP 800-63B-4, ${label}`, "https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver", "high", { minLength, classes: least(0) }, [
    "Commonly used, expected and compromised passwords are refused: see commonPasswords.",
    "Passwords of 64 characters and more are to be accepted.",
  ]);
  // What is no letter and no digit of ASCII is all of one class.
  const rest = [[" ", "/"], ...marks.slice(0, 2), ["{", "\u{10ffff}"]];
  const pwquality = (id, label, url, confidence, policy) => preset(id, label, url, confidence, { names: { account: { match: "contains", minPart: 4 } }, extra: [], ...policy }, [
    "Words of cracklib's dictionary, and what is made of them by small changes, are refused.",
    "Palindromes, and the user name read backwards, are refused.",
    "Lengths and runs are counted in bytes: a character outside ASCII is two or more.",
    "A password too much like the old one is refused.",
  ]);
  const named = { match: "contains", minPart: 3 };
  return [
    nist("nist-800-63b-4", "password alone", 15),
    nist("nist-800-63b-4-second-factor", "with a second factor", 8),
    pwquality("libpwquality", "libpwquality, defaults", `${MAN}libpwquality-common/pwquality.conf.5.en.html`, "high", { minLength: 8, classes: least(0, rest) }),
    pwquality("libpwquality-rhel-stig", "libpwquality, settings of the RHEL 9 STIG", "https://www.stigviewer.com/stigs/red_hat_enterprise_linux_9", "medium", { minLength: 15, classes: least(1, rest), maxRepeats: 3, maxClassRun: 4 }),
    preset("389-ds", "389 Directory Server, syntax check with its defaults", "https://docs.redhat.com/en/documentation/red_hat_directory_server/12/html/configuration_and_schema_reference/", "medium", {
      minLength: 8,
      classes: [
        ...least(0, [["\0", "/"], ...marks.slice(0, 2), ["{", "\u007f"]]),
        { id: "8bit", name: "a character outside ASCII", characters: [["\u0080", "\u{10ffff}"]] },
      ],
      minClasses: 3, extra: [], names: { account: named, display: named, given: named, family: named, email: named },
    }, ["Any three characters in a row of uid, cn, sn, givenName, ou and mail are refused.", "Passwords used before are refused where the history is on."]),
    preset("openldap-ppolicy", "OpenLDAP ppolicy with pwdMinLength 8", `${MAN}slapd/slapo-ppolicy.5.en.html`, "medium", { minLength: 8, classes: least(0) }, [
      "Lengths are counted in bytes: fewer characters outside ASCII are enough.",
      "What a module named by pwdCheckModule checks.",
      "Passwords used before are refused where pwdInHistory is set.",
    ]),
  ];
}

/** The policies of an operation: the default one by its id, the others by that and theirs. */
function ofOperation(description) {
  const { id, service, policy, policyLabel, policySource, policies = [], otherReading } = own(description, ["id", "service", "policy", "policyLabel", "policySource", "policies", "otherReading"]);
  if (policy === undefined) return [];
  // Another reading of the same directory is no other one.
  const readings = [otherReading, ...policies.map((other) => other.otherReading)];
  const labelled = (label) => (label ? `${service}: ${label}` : service);
  return [
    { id, label: labelled(policyLabel), source: policySource, policy, unchecked: [] },
    ...policies.filter((other) => !readings.includes(other.id)).map((other) => ({ id: `${id}/${other.id}`, label: labelled(other.label), source: other.source, policy: other.policy, unchecked: [] })),
  ];
}

/** @param {any} api */
export const policiesOf = ({ operations, describe }) => [...presets(), ...operations().flatMap((id) => ofOperation(describe(id)))];
