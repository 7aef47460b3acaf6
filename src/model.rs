//! The words of the whole crate as plain data: what an operation is, without a verb that acts on an input.

use std::borrow::Cow;

#[cfg(feature = "describe")]
use serde::Serialize;

macro_rules! compiled_with {
    ($(#[$about:meta])* $name:ident, $make:ident, $when:meta) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[cfg_attr(feature = "describe", derive(Serialize))]
        pub struct $name<T>(
            #[cfg($when)] pub T,
            #[cfg(not($when))] std::marker::PhantomData<T>,
        );

        pub(crate) const fn $make<T: Copy>(content: T) -> $name<T> {
            #[cfg($when)]
            return $name(content);
            #[cfg(not($when))]
            {
                let _ = content;
                $name(std::marker::PhantomData)
            }
        }
    };
}

compiled_with! {
    /// Something to read, which no decision depends on. Without feature `describe` nothing of it is compiled in: the npm
    /// package carries it as text beside the .wasm, where it is a third of the size.
    Doc, doc, feature = "describe"
}

compiled_with! {
    /// Something that a tool of the command line is told. It is compiled in where they are, and where it is described.
    Tool, tool, any(feature = "cli", feature = "describe")
}

/// How many members an operation may have; inputs are kept in arrays of this size.
pub const MAX_MEMBERS: usize = 8;

/// One API action of one service.
#[derive(Debug)]
pub struct Operation {
    /// The IAM or RAM action, `workmail:ResetPassword`: the stable identifier everywhere.
    pub id: &'static str,
    /// The company that runs the service.
    pub provider: Doc<&'static str>,
    /// The service as its documentation calls it.
    pub service: Doc<&'static str>,
    /// The API action, `ResetPassword`.
    pub action: &'static str,
    /// One sentence for a menu or a heading.
    pub summary: Doc<&'static str>,
    /// The provider's reference page.
    pub docs: Doc<&'static str>,
    /// Whether the provider still runs the service, and until when.
    pub lifecycle: Lifecycle,
    /// How a valid input becomes an HTTP request.
    pub protocol: Protocol,
    /// Where the request goes.
    pub endpoint: Endpoint,
    /// How the provider's own tool is called.
    pub command: Tool<Command>,
    /// The existing engine that makes the requests of a whole file.
    pub engine: Doc<Engine>,
    /// How many requests a second the provider says it takes; `None` where it says nothing.
    pub rate: Doc<Option<Rate>>,
    /// The inputs, in the order of the provider's own model, which is the order in a body.
    pub members: &'static [Member],
    /// What holds between members.
    pub rules: &'static [Rule],
    /// The member that carries a password the caller chose, and the directory's default policy for it.
    pub password: Option<PasswordMember>,
    /// What it does to send the same request again.
    pub repeat: Doc<Repeat>,
    /// What an answer holds when the action succeeded.
    pub output: Doc<&'static [OutputMember]>,
    /// The errors this operation documents.
    pub errors: Doc<&'static [ServiceError]>,
    /// The errors any operation of the provider may answer with.
    pub common_errors: Doc<&'static [ServiceError]>,
    /// What is left for a person to do after a success.
    pub afterwards: Doc<&'static [Fact]>,
}

/// Where a fact was read, when, and how far it can be trusted.
#[derive(Debug, PartialEq, Eq)]
#[cfg_attr(feature = "describe", derive(Serialize))]
pub struct Source {
    /// The page or the published model.
    pub url: &'static str,
    /// The day it was read, as an ISO 8601 date.
    pub seen: &'static str,
    /// How sure the fact is.
    pub confidence: Confidence,
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(feature = "describe", serde(rename_all = "lowercase"))]
pub enum Confidence {
    /// Read in the provider's own model or documentation.
    High,
    /// One indirect or older source.
    Medium,
    /// Inferred from examples; nobody documents it.
    Low,
}

/// A sentence from the provider with its source.
#[derive(Debug)]
#[cfg_attr(feature = "describe", derive(Serialize))]
pub struct Fact {
    /// The sentence.
    pub text: &'static str,
    /// Where it was read.
    pub source: &'static Source,
}

/// Whether the provider still runs the service.
#[derive(Debug)]
#[cfg_attr(feature = "describe", derive(Serialize))]
pub struct Lifecycle {
    /// The day support ends or ended, as an ISO 8601 date; `None` where no end is announced.
    pub ends: Doc<Option<&'static str>>,
    /// One sentence for people; empty where no end is announced.
    pub notice: &'static str,
    /// Where it was announced.
    pub source: Doc<&'static Source>,
}

/// How a valid input becomes an HTTP request.
#[derive(Debug)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(feature = "describe", serde(tag = "kind"))]
pub enum Protocol {
    /// A JSON body, the action in `X-Amz-Target`.
    #[cfg_attr(feature = "describe", serde(rename = "aws-json-1.1"))]
    AwsJson11 {
        /// The header's value: service and action.
        target: &'static str,
    },
    /// Members in the path, no body.
    #[cfg_attr(feature = "describe", serde(rename = "rest-json"))]
    RestJson {
        /// The path, piece by piece.
        path: &'static [Segment],
        /// The query, fixed by the operation.
        query: &'static str,
    },
    /// Members in a form body, action and version in `x-acs-*` headers.
    #[cfg_attr(feature = "describe", serde(rename = "alibaba-rpc"))]
    AlibabaRpc {
        /// The API version, a date.
        version: &'static str,
    },
}

/// A piece of a path.
#[derive(Debug)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(feature = "describe", serde(rename_all = "lowercase"))]
pub enum Segment {
    /// Sent as it stands.
    Literal(&'static str),
    /// Replaced by the member of this name, percent-encoded.
    Label(&'static str),
}

/// Where the requests of an operation go.
#[derive(Debug)]
pub struct Endpoint {
    /// How a host name is made.
    pub host: Host,
    /// The regions in which the provider documents the service; others are built all the same.
    pub regions: Doc<&'static [&'static str]>,
    /// The region taken when the caller names none.
    pub default_region: &'static str,
    /// The name under which the request is signed.
    pub signing: Tool<Signing>,
    /// Where this was read.
    pub source: Doc<&'static Source>,
}

/// How a host name is made from a region.
#[derive(Debug)]
pub enum Host {
    /// `prefix[-fips].region.suffix`, the suffix being that of the region's partition.
    Partitioned {
        /// The service's part of the name.
        prefix: &'static str,
        /// The partitions, the one for unknown regions first.
        partitions: &'static [Partition],
        /// The partition in which one host serves every region, and that host.
        global: Option<(&'static str, &'static str)>,
    },
    /// `prefix.region.suffix`.
    Regional {
        /// The service's part of the name.
        prefix: &'static str,
        /// The provider's part of the name.
        suffix: &'static str,
    },
}

/// A group of regions that share a domain.
#[derive(Debug)]
pub struct Partition {
    /// The provider's name for it.
    pub id: &'static str,
    /// What its regions start with, up to and with a hyphen; a word, a hyphen and a number follow.
    pub region_prefixes: &'static [&'static str],
    /// The domain.
    pub suffix: &'static str,
    /// The domain of the hosts that answer over IPv4 and IPv6.
    pub dual_stack_suffix: &'static str,
}

/// How a command line does the same.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// The provider's tool and what names the operation; the members follow as flags.
    pub words: &'static [&'static str],
    /// The flag that takes the whole input as JSON, by a `file://` address; `None` where the tool has none.
    pub document: Option<&'static str>,
    /// Beginnings of a flag's value that the tool takes for an address and not for the value.
    pub addresses: &'static [&'static str],
    /// How the tool is told a boolean.
    pub booleans: Booleans,
    /// What `curl --aws-sigv4` is told before region and service; `None` where curl cannot sign.
    pub curl: Option<&'static str>,
    /// What somebody should know who gives the tool a secret, in letters, digits, blanks, commas and full stops, which no
    /// shell minds in a remark; empty for nothing.
    pub note: &'static str,
}

/// How a tool of the command line is told a boolean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Booleans {
    /// By one of two flags without a value, `--permanent` and `--no-permanent`. A value is refused.
    Pair,
    /// By the value of the flag, `--Permanent=true`.
    Value,
}

/// An existing engine that makes the requests of a whole file.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(feature = "describe", serde(tag = "kind", rename_all = "kebab-case"))]
pub enum Engine {
    /// A state machine that calls the service by the integration of its SDK.
    StepFunctions {
        /// Service and action in the address of the integration.
        integration: &'static str,
        /// What stands before the names of the service's errors.
        errors: &'static str,
        /// The kind of resource that a permission can be narrowed to, and the member that names it; `None` for none.
        resource: Option<(&'static str, &'static str)>,
        /// Where the names of the integration were read.
        source: &'static Source,
    },
    /// A loop of a shell around the provider's own tool.
    Shell {
        /// The tool and what names the operation; the members follow as flags.
        words: &'static [&'static str],
        /// Where it was read how the tool prints an error.
        source: &'static Source,
    },
}

/// How many requests a provider says it takes.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(feature = "describe", serde(rename_all = "camelCase"))]
pub struct Rate {
    /// From one account, in a second.
    pub per_second: u32,
    /// Where it was read.
    pub source: &'static Source,
}

/// What a signer has to know.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(feature = "describe", derive(Serialize))]
pub struct Signing {
    /// The signature algorithm.
    pub algorithm: &'static str,
    /// The service's name in the signature, or its product code.
    pub name: &'static str,
}

/// One input of an operation.
#[derive(Debug)]
pub struct Member {
    /// The name on the wire, `OrganizationId`.
    pub name: &'static str,
    /// The command-line flag, `--organization-id`.
    pub flag: Tool<&'static str>,
    /// The label of a form.
    pub label: &'static str,
    /// One or two sentences of help.
    pub help: Doc<&'static str>,
    /// A value that the provider's documentation shows, or one of its shape.
    pub example: Doc<&'static str>,
    /// What values it takes.
    pub kind: Kind,
    /// Whether it must always be given. A [`Rule`] may ask for more.
    pub required: bool,
    /// Whether its value is never to be shown, logged, put in an error or in a URL.
    pub sensitive: bool,
    /// The documented limits.
    pub constraints: &'static [Limit],
    /// The forms that the provider documents; others are allowed but were never promised.
    pub documented_forms: &'static [Pattern],
    /// Where the member was read.
    pub source: Doc<&'static Source>,
}

/// What values a member takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(feature = "describe", serde(rename_all = "lowercase"))]
pub enum Kind {
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
}

/// A documented limit with its source.
#[derive(Debug)]
pub struct Limit {
    /// The limit.
    pub constraint: Constraint,
    /// The sentence it came from.
    pub source: Doc<&'static Source>,
}

/// A documented limit on a member.
#[derive(Debug)]
pub enum Constraint {
    /// How many Unicode code points.
    Length {
        /// At least so many.
        min: u32,
        /// At most so many.
        max: u32,
    },
    /// What the whole text looks like.
    Form(Pattern),
    /// What each character may be.
    Characters {
        /// The provider's own pattern.
        text: &'static str,
        /// The same as a set.
        set: &'static Set,
        /// The same in words.
        meaning: &'static str,
    },
    /// Texts that cannot be sent.
    Reserved(&'static [&'static str]),
}

/// A set of characters.
#[derive(Debug)]
pub struct Set {
    ranges: &'static [(char, char)],
    /// Of each of the first 256 characters a bit, so that the usual ones are found without a search.
    bits: [u32; 8],
}

impl Set {
    /// The set of inclusive ranges.
    #[must_use]
    pub const fn of(ranges: &'static [(char, char)]) -> Self {
        const fn word(ranges: &[(char, char)], first: u32) -> u32 {
            let (mut word, mut bit) = (0, 0);
            while bit < 32 {
                let mut i = 0;
                while let Some((range, after)) = at(ranges, i) {
                    let point = first | bit;
                    word |= ((range.0 as u32 <= point && point <= range.1 as u32) as u32) << bit;
                    i = after;
                }
                bit = bit.saturating_add(1);
            }
            word
        }
        let bits = [
            word(ranges, 0x00),
            word(ranges, 0x20),
            word(ranges, 0x40),
            word(ranges, 0x60),
            word(ranges, 0x80),
            word(ranges, 0xA0),
            word(ranges, 0xC0),
            word(ranges, 0xE0),
        ];
        Self { ranges, bits }
    }

    /// Its inclusive ranges.
    #[must_use]
    pub const fn ranges(&self) -> &'static [(char, char)] {
        self.ranges
    }

    /// Whether a code point is in it.
    #[must_use]
    #[allow(
        clippy::inline_always,
        reason = "the step of every loop over a text, in a crate that is built for size"
    )]
    #[inline(always)]
    pub fn has(&self, point: u32) -> bool {
        match self.bits.get((point >> 5) as usize) {
            Some(word) => word >> (point & 31) & 1 == 1,
            None => contains(self.ranges, point),
        }
    }
}

/// Whether a code point lies in one of the inclusive ranges.
#[inline]
pub(crate) fn contains(set: &[(char, char)], point: u32) -> bool {
    for &(first, last) in set {
        if u32::from(first) <= point && point <= u32::from(last) {
            return true;
        }
    }
    false
}

/// A documented pattern, twice: as the provider prints it and as data that can name the character at fault.
#[derive(Debug)]
pub struct Pattern {
    /// The regular expression as the provider prints it.
    pub text: &'static str,
    /// The same in words, to follow "must be".
    pub meaning: &'static str,
    /// The same as data.
    pub grammar: Grammar,
}

/// A pattern as data. A test proves that it accepts the strings its text accepts.
#[derive(Debug)]
pub enum Grammar {
    /// Runs of characters, one after the other, from the first character to the last.
    Sequence(&'static [Run]),
    /// At least one character outside the set.
    Outside(&'static Set),
}

/// So many characters of one set.
#[derive(Debug)]
pub struct Run {
    /// The characters.
    pub set: &'static Set,
    /// At least so many.
    pub min: u32,
    /// At most so many.
    pub max: u32,
}

/// What holds between members.
#[derive(Debug)]
pub enum Rule {
    /// A member must be given unless a switch is on, and must not be given when it is.
    Unless {
        /// The member.
        member: &'static str,
        /// The boolean member that replaces it.
        switch: &'static str,
        /// Where this was read.
        source: Doc<&'static Source>,
    },
}

/// The member that carries a password, and what the directory asks of it.
#[derive(Debug)]
pub struct PasswordMember {
    /// The member's name.
    pub member: &'static str,
    /// The directory's default policy.
    pub policy: PolicyRules,
    /// Where the policy was read.
    pub source: Doc<&'static Source>,
    /// The default policies of other kinds of directories that serve the same operation.
    pub variants: Doc<&'static [PolicyVariant]>,
    /// The provider's answer that says which policy a directory has, where there is one.
    pub answer: Doc<Option<PolicyAnswer>>,
}

/// The default policy of a kind of directory.
#[derive(Debug)]
#[cfg_attr(feature = "describe", derive(Serialize))]
pub struct PolicyVariant {
    /// A short name in small letters and hyphens.
    pub id: &'static str,
    /// The kind of directory.
    pub label: &'static str,
    /// Its default policy.
    pub policy: PolicyRules,
    /// Where the policy was read.
    pub source: &'static Source,
}

/// How the provider prints the policy of a directory.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(feature = "describe", derive(Serialize))]
pub struct PolicyAnswer {
    /// The API action that is answered.
    pub action: &'static str,
    /// The member of the answer that holds the policy.
    pub within: &'static str,
    /// The members of the policy that say something of a password, and what they say.
    pub members: &'static [(&'static str, PolicyMember)],
    /// Where the answer was read.
    pub source: &'static Source,
}

/// What of [`PolicyRules`] a member says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(feature = "describe", serde(rename_all = "camelCase"))]
pub enum PolicyMember {
    /// `min_length`.
    MinLength,
    /// `max_length`.
    MaxLength,
    /// `min_different`.
    MinDifferent,
    /// `not_user_name`.
    NotUserName,
}

/// What passwords a directory accepts, as data; [`crate::Policy`] is the same, proved free of contradictions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(feature = "describe", serde(rename_all = "camelCase"))]
pub struct PolicyRules {
    /// At least so many code points.
    pub min_length: u32,
    /// At most so many code points.
    pub max_length: u32,
    /// The groups of characters; what is in none of them nor in `extra` is forbidden.
    pub classes: Cow<'static, [Class]>,
    /// Of how many groups there must be a character.
    pub min_classes: u32,
    /// Characters that are allowed and count for no group.
    pub extra: Cow<'static, [(char, char)]>,
    /// Characters that are not allowed, whatever group they are of.
    #[cfg_attr(feature = "describe", serde(skip_serializing_if = "<[_]>::is_empty"))]
    pub forbidden: Cow<'static, [(char, char)]>,
    /// How many characters must differ from each other.
    pub min_different: u32,
    /// How often a character may stand in a row; 0 for as often as one likes.
    #[cfg_attr(feature = "describe", serde(skip_serializing_if = "is_zero"))]
    pub max_repeats: u32,
    /// Whether the user's name must not be part of the password, nor a part of the name that has four or more letters and
    /// digits in a row; the case of letters makes no difference.
    pub not_user_name: bool,
    /// Where the directory takes the user's name apart in another way, that way.
    #[cfg_attr(feature = "describe", serde(skip_serializing_if = "Option::is_none"))]
    pub name_parts: Option<NameParts>,
    /// Texts that must not be part of the password; the case of letters makes no difference.
    #[cfg_attr(feature = "describe", serde(skip_serializing_if = "<[_]>::is_empty"))]
    pub forbidden_words: Cow<'static, [Cow<'static, str>]>,
}

/// How a directory takes a user's name apart.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "describe", derive(Serialize))]
pub struct NameParts {
    /// The name and its parts count if they have so many code points.
    pub min: u32,
    /// The characters between parts.
    pub delimiters: Cow<'static, str>,
}

#[cfg(feature = "describe")]
#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// A group of characters in a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "describe", derive(Serialize))]
pub struct Class {
    /// The group's name, to follow "needs".
    pub name: Cow<'static, str>,
    /// What counts as a character of the group.
    pub characters: Cow<'static, [(char, char)]>,
    /// The characters of the group from which passwords are generated; empty for none.
    pub generate: Cow<'static, str>,
    /// At least so many of them.
    pub min: u32,
}

/// A member of an answer.
#[derive(Debug)]
#[cfg_attr(feature = "describe", derive(Serialize))]
pub struct OutputMember {
    /// The name on the wire.
    pub name: &'static str,
    /// What it is.
    pub help: &'static str,
    /// What values it holds.
    pub shape: Shape,
    /// Whether the provider promises it in every success.
    pub required: bool,
    /// Whether it is to be treated as a secret, whatever the provider's own model says.
    pub sensitive: bool,
    /// Whether it is the new secret that the service made: a success without it has lost it.
    #[cfg_attr(feature = "describe", serde(skip_serializing_if = "Option::is_none"))]
    pub issued: Option<Issued>,
    /// Where it was read.
    pub source: &'static Source,
}

/// When a service makes the new secret itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(feature = "describe", serde(rename_all = "lowercase"))]
pub enum Issued {
    /// Each time.
    Always,
    /// Where this boolean member asks for it.
    When(&'static str),
}

/// What a member of an answer holds.
#[derive(Debug)]
#[cfg_attr(feature = "describe", derive(Serialize))]
#[cfg_attr(
    feature = "describe",
    serde(tag = "kind", content = "of", rename_all = "lowercase")
)]
pub enum Shape {
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A moment, as ISO 8601 text.
    Timestamp,
    /// One of these, or one the provider added since.
    Enum(&'static [&'static str]),
    /// Members of its own.
    Structure(&'static [OutputMember]),
}

/// The code of the error that nobody sends: an answer of success that cannot be read. Every operation says what it means.
pub const UNREADABLE: &str = "unreadable_answer";

/// An error a service may answer with.
#[derive(Debug)]
pub struct ServiceError {
    /// The code; a `*` at its end stands for any ending, one at its beginning for any beginning.
    pub code: &'static str,
    /// Other spellings of the same code.
    pub aliases: &'static [&'static str],
    /// The HTTP status, where it is documented.
    pub status: Option<u16>,
    /// What it means, in one sentence.
    pub meaning: &'static str,
    /// What to do next, in one sentence.
    pub remedy: &'static str,
    /// The member it points at.
    pub member: Option<&'static str>,
    /// Whether the same request may succeed later without a change.
    pub retry: Retry,
    /// Where it was read.
    pub source: &'static Source,
}

/// Whether a request that an error answered may be sent again as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// It would fail again.
    No,
    /// Nothing was done, and it may succeed later.
    Later,
    /// It may succeed later, but nobody knows whether this one was done: [`Repeat`] tells what that means.
    Unsure,
}

/// What it does to send a request of the operation again that may have been done already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Nothing more than the first one did.
    Harmless,
    /// Something of its own.
    Harmful {
        /// What to do instead, in one sentence.
        remedy: &'static str,
    },
}

impl ServiceError {
    /// An error with one spelling that points at no member.
    pub(crate) const fn new(
        code: &'static str,
        status: Option<u16>,
        meaning: &'static str,
        remedy: &'static str,
        retry: Retry,
        source: &'static Source,
    ) -> Self {
        Self {
            code,
            aliases: &[],
            status,
            meaning,
            remedy,
            member: None,
            retry,
            source,
        }
    }

    /// The same error, with other spellings of its code.
    pub(crate) const fn aliased(aliases: &'static [&'static str], error: &Self) -> Self {
        Self { aliases, ..*error }
    }
}

impl Operation {
    /// The position of a member in [`Operation::members`].
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| member.name == name)
    }

    /// Whether the member is the password that the directory's policy is for.
    pub(crate) fn is_password(&self, member: &Member) -> bool {
        self.password
            .as_ref()
            .is_some_and(|password| password.member == member.name)
    }

    /// Whether the data does not contradict itself; asserted for every operation when the crate is compiled.
    #[must_use]
    pub(crate) const fn is_well_formed(&self) -> bool {
        if self.members.len() > MAX_MEMBERS || self.id.is_empty() {
            return false;
        }
        let mut i = 0;
        while let Some((member, after)) = at(self.members, i) {
            if !member.is_well_formed() || names(self.members, member.name) != 1 {
                return false;
            }
            i = after;
        }
        let mut i = 0;
        while let Some((rule, after)) = at(self.rules, i) {
            let Rule::Unless { member, switch, .. } = rule;
            if names(self.members, member) != 1 || names(self.members, switch) != 1 {
                return false;
            }
            i = after;
        }
        if let Some(password) = &self.password {
            let policy = &password.policy;
            return names(self.members, password.member) == 1
                && policy.min_length <= policy.max_length;
        }
        true
    }
}

impl Member {
    /// Whether it tells whose password or PIN it is, as against what happens to it.
    #[must_use]
    pub fn is_target(&self) -> bool {
        self.kind == Kind::Text && !self.sensitive
    }

    const fn is_well_formed(&self) -> bool {
        let mut i = 0;
        while let Some((limit, after)) = at(self.constraints, i) {
            let sound = match &limit.constraint {
                Constraint::Length { min, max } => *min <= *max && *min > 0,
                Constraint::Form(pattern) => pattern.grammar.is_well_formed(),
                Constraint::Characters { set, .. } => is_sorted(set),
                Constraint::Reserved(texts) => !texts.is_empty(),
            };
            if !sound {
                return false;
            }
            i = after;
        }
        !self.name.is_empty() && !self.label.is_empty()
    }
}

impl Grammar {
    /// Runs are matched greedily, so a run of open length must not share a character with the one after it.
    const fn is_well_formed(&self) -> bool {
        let runs = match self {
            Self::Outside(set) => return is_sorted(set),
            Self::Sequence(runs) => *runs,
        };
        let mut i = 0;
        while let Some((run, after)) = at(runs, i) {
            if run.min > run.max || run.max == 0 || !is_sorted(run.set) {
                return false;
            }
            if let Some((next, _)) = at(runs, after) {
                if run.min != run.max && overlap(run.set, next.set) {
                    return false;
                }
            }
            i = after;
        }
        i > 0
    }
}

/// The element at `i` and the index after it; indexing that cannot panic, for use in constants.
const fn at<T>(slice: &[T], i: usize) -> Option<(&T, usize)> {
    if i >= slice.len() {
        return None;
    }
    let (_, tail) = slice.split_at(i);
    match tail {
        [first, ..] => Some((first, i.saturating_add(1))),
        [] => None,
    }
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while let (Some((x, after)), Some((y, _))) = (at(a, i), at(b, i)) {
        if *x != *y {
            return false;
        }
        i = after;
    }
    a.len() == b.len()
}

const fn names(members: &[Member], name: &str) -> u32 {
    let (mut i, mut found) = (0, 0u32);
    while let Some((member, after)) = at(members, i) {
        if same(member.name, name) {
            found = found.saturating_add(1);
        }
        i = after;
    }
    found
}

const fn is_sorted(set: &Set) -> bool {
    let mut i = 0;
    while let Some((range, after)) = at(set.ranges, i) {
        if range.0 as u32 > range.1 as u32 {
            return false;
        }
        if let Some((next, _)) = at(set.ranges, after) {
            if next.0 as u32 <= range.1 as u32 {
                return false;
            }
        }
        i = after;
    }
    i > 0
}

const fn overlap(a: &Set, b: &Set) -> bool {
    let mut i = 0;
    while let Some((x, after)) = at(a.ranges, i) {
        let mut j = 0;
        while let Some((y, then)) = at(b.ranges, j) {
            if x.0 as u32 <= y.1 as u32 && y.0 as u32 <= x.1 as u32 {
                return true;
            }
            j = then;
        }
        i = after;
    }
    false
}
