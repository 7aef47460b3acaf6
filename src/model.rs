//! An operation as plain data. Nothing here acts on an input.
//!
//! An operation is read from its document by `definition`, or from the compact bytes that were made of one.
//! Members are named by their place in [`Operation::members`].

use std::borrow::Cow;
use std::sync::Arc;

/// A text of a definition. Cloning it copies no text.
pub type Str = Arc<str>;

/// The most bytes of a text: half of what a module can address, which no definition comes near.
const LONGEST: usize = 1 << 30;

/// Keeps a text to be shared. As its length has a bound, this cannot fail, and the core carries no code to say how it did.
#[inline(never)]
pub(crate) fn shared(text: &str) -> Str {
    Str::from(text.get(..text.len().min(LONGEST)).unwrap_or_default())
}

/// The most members an operation may have; inputs are kept in arrays of this size.
pub const MAX_MEMBERS: usize = 16;

/// One API action of one service: what the engine has to know of it. What people read of it is its description.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The service and the action, `workmail:ResetPassword`: the stable identifier everywhere.
    pub id: Str,
    /// One sentence for people where the provider ends or ended the service.
    pub notice: Option<Str>,
    /// The inputs, in the order of the document.
    pub members: Vec<Member>,
    /// What holds between members.
    pub rules: Vec<Rule>,
    /// How a valid input becomes an HTTP request.
    pub request: Template,
    /// Where the request goes.
    pub endpoint: Endpoint,
    /// The member that carries a password the caller chose, and the directory's default policy for it.
    pub password: Option<PasswordMember>,
    /// How the provider's own tool is called.
    pub command: Option<Command>,
    /// The name under which the request is signed, and the scheme; `None` where no signature is needed.
    pub signing: Option<Signing>,
}

/// How a request is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// The scheme, `sigv4`.
    pub scheme: Str,
    /// The service's name in the signature.
    pub service: Str,
}

/// One input of an operation.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a key of the document, and none excludes another"
)]
pub struct Member {
    /// The name in an input, a form and a CSV header.
    pub name: Str,
    /// The label of a form.
    pub label: Str,
    /// The part of the request it goes to.
    pub location: Location,
    /// What values it takes.
    pub kind: Kind,
    /// Whether it must always be given. A [`Rule`] may ask for more.
    pub required: bool,
    /// Whether its absence is a warning.
    pub recommended: bool,
    /// Whether its value is never to be shown, logged, put in an error or in a URL.
    pub sensitive: bool,
    /// Whether this member says which user is reset.
    pub target: bool,
    /// What is sent where the member is absent.
    pub default: Option<Scalar>,
    /// How true and false are sent, where not as themselves.
    pub sent_as: Option<SentAs>,
    /// The documented limits.
    pub limits: Vec<Limit>,
    /// The forms that the provider documents; another is a warning.
    pub forms: Vec<Form>,
}

/// The part of a request that a member goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// A label of the path.
    Path,
    /// A value of the query.
    Query,
    /// The value of a header.
    Header,
    /// The body.
    Body,
}

/// What values a member takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number that JavaScript can hold exactly.
    Integer {
        /// At least.
        min: Option<i64>,
        /// At most.
        max: Option<i64>,
    },
    /// One of some texts.
    Enum(Values),
    /// A list of texts, each of them one of some if any are named.
    List {
        /// The texts.
        values: Option<Values>,
        /// The most items.
        max: Option<u32>,
    },
    /// Texts by name.
    Map {
        /// The most entries.
        max: Option<u32>,
    },
}

/// The texts that a member takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values {
    /// The texts, in the order of the document.
    pub list: Vec<Str>,
    /// Whether the provider may know more of them: another is a warning then.
    pub open: bool,
}

/// A constant of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// A string.
    Text(Str),
    /// A whole number.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
}

/// How a boolean is sent; `None` leaves its key out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentAs {
    /// Instead of true.
    pub on: Option<Scalar>,
    /// Instead of false.
    pub off: Option<Scalar>,
}

/// A documented limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// The limit.
    pub constraint: Constraint,
    /// Whether it rests on a source of low confidence: such a limit warns and never refuses.
    pub warns: bool,
}

/// What a text must be.
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    /// How long it is.
    Length {
        /// At least so much.
        min: u32,
        /// At most so much.
        max: u32,
        /// What is counted.
        unit: Unit,
    },
    /// What the whole of it looks like.
    Pattern(Form),
    /// What each of its characters is.
    Characters {
        /// The provider's own text.
        text: Str,
        /// The same in words.
        means: Str,
        /// The same as a set.
        set: Set,
    },
}

/// What a length counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unit {
    /// Unicode code points.
    #[default]
    Characters,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
}

/// A pattern that a whole text fits, with its meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// The pattern as the provider prints it.
    pub text: Str,
    /// The same in words, to follow "Use".
    pub means: Str,
    /// The same as data.
    pub pattern: Pattern,
}

/// A pattern as data: one of some sequences of runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The alternatives.
    pub alternatives: Vec<Vec<Run>>,
}

/// So many characters of one set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The characters.
    pub set: Set,
    /// At least so many.
    pub min: u32,
    /// At most so many; `u32::MAX` for as many as there are.
    pub max: u32,
}

/// A set of code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    ranges: Vec<(u32, u32)>,
    /// Of each of the first 256 characters a bit, so that the usual ones are found without a search.
    bits: [u32; 8],
}

impl From<Vec<(u32, u32)>> for Set {
    fn from(ranges: Vec<(u32, u32)>) -> Self {
        let mut bits = [0; 8];
        for (word, first) in bits.iter_mut().zip((0u32..).step_by(32)) {
            for bit in 0..32u32 {
                if within(&ranges, first | bit) {
                    *word |= 1 << bit;
                }
            }
        }
        Self { ranges, bits }
    }
}

impl Set {
    /// Its inclusive ranges, in order and apart.
    #[must_use]
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
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
            None => within(&self.ranges, point),
        }
    }
}

/// Whether a code point lies in one of the inclusive ranges.
fn within(ranges: &[(u32, u32)], point: u32) -> bool {
    ranges
        .iter()
        .any(|&(first, last)| first <= point && point <= last)
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

/// What holds between members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What is asked for.
    pub demand: Demand,
    /// Whether it warns and does not refuse.
    pub warns: bool,
}

/// What a rule asks for. A boolean counts as given where it is true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Demand {
    /// The member must be given under the condition.
    Require(u8, Condition),
    /// The member must not be given under the condition.
    Refuse(u8, Condition),
    /// At most one of the members.
    AtMostOne(Vec<u8>),
    /// One of the members and no other.
    ExactlyOne(Vec<u8>),
    /// One or more of the members.
    AtLeastOne(Vec<u8>),
}

/// When a rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// The member that decides.
    pub member: u8,
    /// Whether the rule holds where that member is given (`when`), or where it is not (`unless`).
    pub given: bool,
}

/// A request with gaps for the members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The method.
    pub method: Str,
    /// The path, piece by piece.
    pub path: Vec<Segment>,
    /// The query.
    pub query: Vec<Pair>,
    /// The headers, in lower case, the content type among them.
    pub headers: Vec<Pair>,
    /// The body.
    pub body: Body,
}

/// A piece of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Sent as it stands.
    Literal(Str),
    /// The member, percent-encoded.
    Label(u8),
}

/// A key with a value. Where a key has several values, there are as many pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The key; a `#` in it counts the items of a list.
    pub key: Str,
    /// The value.
    pub value: Part,
}

/// A value in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Always the same.
    Constant(Str),
    /// The value of a member. If the member is absent, the key is left out too.
    Member(u8),
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// None.
    Empty,
    /// JSON.
    Json(Json),
    /// A form.
    Form(Vec<Pair>),
}

/// JSON with gaps for the members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// JSON text.
    Constant(Str),
    /// The value of a member, with its type.
    Member(u8),
    /// An object. One that had members and lost all of them to absent ones is left out, but for the outermost.
    Object(Vec<(Str, Self)>),
    /// A list. Items that are absent are left out; one that had items and lost all of them is left out itself.
    List(Vec<Self>),
}

/// How deep a template may be nested.
pub const MAX_DEPTH: u32 = 32;

/// Where the requests of an operation go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Endpoint {
    /// To an address that the caller gives.
    Own,
    /// To one address.
    Fixed {
        /// The address.
        url: Str,
        /// The addresses of other variants, `vpc` and `mtls`.
        variants: Vec<(Str, Str)>,
    },
    /// To one of the provider's clouds.
    Named {
        /// The cloud taken where the caller names none.
        default: Str,
        /// The address of each cloud.
        clouds: Vec<(Str, Str)>,
    },
    /// To a host that a region names.
    Regional(Regional),
}

/// How a host name is made from a region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regional {
    /// The service's part of a host name.
    pub service: Str,
    /// The region taken where the caller names none.
    pub default: Str,
    /// The host of each variant, `plain` and `fipsDualStack`, with words such as `{region}` in braces.
    pub hosts: Vec<(Str, Str)>,
    /// The partitions; a region that none of them knows is taken for one of the first.
    pub partitions: Vec<Partition>,
    /// Hosts that break the pattern; the first that fits wins.
    pub exceptions: Vec<Exception>,
}

/// A group of regions that share a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partition {
    /// The provider's name for it.
    pub id: Str,
    /// What its regions look like.
    pub regions: Pattern,
    /// What stands for the words of a host name.
    pub words: Vec<(Str, Str)>,
}

/// Hosts of some regions that break the pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The partition; `None` for all.
    pub partition: Option<Str>,
    /// The regions; empty for all.
    pub regions: Vec<Str>,
    /// The host of each variant.
    pub hosts: Vec<(Str, Str)>,
    /// The region that the signature names.
    pub signing_region: Option<Str>,
}

/// The command of the provider's tool that makes the same request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The provider's tool and what names the operation; the members follow as flags.
    pub words: Vec<Word>,
    /// The flag of each member, in their order; `None` where the tool cannot say it.
    pub flags: Vec<Option<Str>>,
    /// How a boolean is written.
    pub booleans: Booleans,
    /// The flag that takes the whole input as JSON, by a `file://` address; `None` where the tool has none.
    pub document: Option<Str>,
    /// Beginnings of a flag's value that the tool takes for an address and not for the value.
    pub addresses: Vec<Str>,
    /// What `curl --aws-sigv4` is told before region and service; `None` where curl cannot sign.
    pub curl: Option<Str>,
    /// What a person should know before giving the tool a secret.
    pub note: Option<Str>,
}

/// A word of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// Always the same.
    Constant(Str),
    /// The value of a member.
    Member(u8),
}

/// How a tool takes a boolean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Booleans {
    /// `--flag` and `--no-flag`.
    Pair,
    /// `--flag true` and `--flag false`.
    #[default]
    Value,
    /// `--flag`, or nothing.
    Switch,
}

/// The member that carries a password, and what the directory asks of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PasswordMember {
    /// The member.
    pub member: u8,
    /// The directory's default policy.
    pub policy: PolicyRules,
    /// The member that, while it is given, says that the password is a hash: the policy says nothing of it then.
    pub hashed_by: Option<u8>,
}

/// What passwords a directory accepts, as data. A [`crate::Policy`] is made of it if it does not contradict itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyRules {
    /// At least so many of `unit`.
    pub min_length: u32,
    /// At most so many of `unit`.
    pub max_length: u32,
    /// What the length counts: characters or UTF-16 units.
    pub unit: Unit,
    /// At most so many bytes of UTF-8; 0 for no limit.
    pub max_bytes: u32,
    /// The groups of characters; what is in none of them nor in `extra` is forbidden.
    pub classes: Cow<'static, [Class]>,
    /// Of how many groups a password must have a character.
    pub min_classes: u32,
    /// Characters that are allowed and count for no group.
    pub extra: Cow<'static, [(char, char)]>,
    /// Characters that are not allowed, whatever group they are of.
    pub forbidden: Cow<'static, [(char, char)]>,
    /// What the first character must be of; empty for any.
    pub first: Cow<'static, [(char, char)]>,
    /// What the last character must be of; empty for any.
    pub last: Cow<'static, [(char, char)]>,
    /// How many different characters there must be.
    pub min_different: u32,
    /// How often a character may stand in a row; 0 for no limit.
    pub max_repeats: u32,
    /// How many characters of one group may stand in a row; 0 for no limit.
    pub max_class_run: u32,
    /// How many characters may follow each other in order, up or down, as in `abc` and `321`; 0 for no limit.
    pub max_sequence: u32,
    /// Which names of the user must not be in the password, and how.
    pub names: Cow<'static, [NameRule]>,
    /// Texts that must not be part of the password; the case of letters makes no difference.
    pub forbidden_words: Cow<'static, [Cow<'static, str>]>,
    /// Texts that must not be the password; the case of letters makes no difference.
    pub forbidden_passwords: Cow<'static, [Cow<'static, str>]>,
    /// The groups by another reading of the same directory's rules, in the same order; only their characters are used. Empty if
    /// there is one reading. A password complies if it does by either.
    pub other_classes: Cow<'static, [Class]>,
}

/// A group of characters in a policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Class {
    /// A short name, by which a response or another policy of the document refers to it; empty for none.
    pub id: Cow<'static, str>,
    /// The group's name in messages, such as "a digit".
    pub name: Cow<'static, str>,
    /// What counts as a character of the group.
    pub characters: Cow<'static, [(char, char)]>,
    /// The characters of the group from which passwords are generated; empty for none.
    pub generate: Cow<'static, str>,
    /// At least so many of them.
    pub min: u32,
    /// At most so many of them; 0 for no limit.
    pub max: u32,
}

/// How a name of the user must not be in a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRule {
    /// Which name.
    pub kind: NameKind,
    /// What is compared.
    pub matching: Matching,
    /// Names and parts of fewer characters are not looked for.
    pub min_part: u32,
    /// The characters between the parts of a name.
    pub split: Cow<'static, [(char, char)]>,
    /// Whether the case of letters makes a difference.
    pub match_case: bool,
}

/// A name of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the name that it says")]
pub enum NameKind {
    Account,
    Display,
    Email,
    EmailLocal,
    Phone,
    Given,
    Family,
    Nickname,
}

/// How a name is compared with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matching {
    /// The password has the whole name in it.
    Contains,
    /// The password is the name.
    Equals,
    /// The password has the whole name in it, read backwards.
    Reversed,
    /// The password has a part of the name in it, or the whole name of an account.
    ContainsPart,
}

impl NameRule {
    /// The rule that `notUserName` is short for: a password contains neither the account's name nor a part of it, between
    /// characters that are no letters or digits, of four characters or more.
    #[must_use]
    pub fn usual() -> Self {
        Self {
            kind: NameKind::Account,
            matching: Matching::ContainsPart,
            min_part: 4,
            split: Cow::Borrowed(&[
                ('\0', '/'),
                (':', '@'),
                ('[', '`'),
                ('{', '\u{A9}'),
                ('\u{AB}', '\u{B4}'),
                ('\u{B6}', '\u{B9}'),
                ('\u{BB}', '\u{BF}'),
                ('×', '×'),
                ('÷', '÷'),
            ]),
            match_case: false,
        }
    }
}

impl Operation {
    /// Whether a sensitive member is required or refused depending on the member at this place.
    #[must_use]
    pub fn replaces_a_secret(&self, index: usize) -> bool {
        let secret = |member: u8| {
            let member = self.members.get(usize::from(member));
            member.is_some_and(|member| member.sensitive)
        };
        self.rules.iter().any(|rule| match &rule.demand {
            Demand::Require(member, condition) | Demand::Refuse(member, condition) => {
                usize::from(condition.member) == index && secret(*member)
            }
            Demand::AtMostOne(_) | Demand::ExactlyOne(_) | Demand::AtLeastOne(_) => false,
        })
    }

    /// The position of a member in [`Operation::members`].
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| &*member.name == name)
    }

    /// Whether the member at this place is the password that the directory's policy is for.
    #[must_use]
    pub fn is_password(&self, index: usize) -> bool {
        self.password
            .as_ref()
            .is_some_and(|password| usize::from(password.member) == index)
    }
}
