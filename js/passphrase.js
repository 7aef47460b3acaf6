// Generates passphrases: words with a separator between them and, at the end, the characters that the policy also asks for.
import { ResetkitError } from "./error.js";
import { MOST_NAMES, NAMED } from "./names.js";
import { isOperation } from "./operation.js";
import { isCount, items, mustBe, own, reading, text } from "./options.js";
import { policyRules, rulesText } from "./policy.js";
import english from "./words.english.js";

/** How many words there are where nothing is said, and at most. */
const WORDS = 5, MOST_WORDS = 32;

/** How many words a list may have, and how long each and the separator may be, in UTF-16 units. */
const MOST_LISTED = 2 ** 16, LONGEST_WORD = 64;

/** How many passphrases are drawn before it is given up, and how many are counted one by one. */
const TRIES = 10_000, MOST_COUNTED = 50_000;

/** How many characters may follow the words. */
const MOST_BEHIND = 64;

/** How many units of words the engine is asked about at once. */
const AT_ONCE = 2 ** 13;

const isAlphanumeric = (character) => /^[\p{L}\p{N}]$/u.test(character);

function capitalized(word) {
  const first = String.fromCodePoint(word.codePointAt(0));
  return first.toUpperCase() + word.slice(first.length);
}

const tooComplex = () => new ResetkitError("policy_too_complex", "the policy is too complex for passphrases of these words");
const unsatisfiable = (message) => new ResetkitError("unsatisfiable_policy", message);

/** A whole number below `end`, each as likely as any other. */
function below(end) {
  const bits = end.toString(2).length;
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  for (;;) {
    try {
      crypto.getRandomValues(bytes);
    } catch {
      throw new ResetkitError("random_unavailable", "no secure random numbers are available");
    }
    bytes[0] &= 0xff >> (bytes.length * 8 - bits);
    const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    bytes.fill(0);
    if (number < end) return number;
  }
}

/**
 * All ways to take one text of each part, by their length together.
 *
 * @param {Map<number, string[]>[]} parts by length
 */
class Choices {
  constructor(parts, least, most) {
    this.parts = parts;
    /** Of each part and those behind it, how many ways there are by length. */
    this.ways = [new Map([[0, 1n]])];
    for (const part of [...parts].reverse()) {
      const ways = new Map();
      for (const [length, { length: count }] of part) {
        for (const [rest, more] of this.ways[0]) if (length + rest <= most) ways.set(length + rest, (ways.get(length + rest) ?? 0n) + BigInt(count) * more);
      }
      this.ways.unshift(ways);
    }
    this.lengths = [...this.ways[0]].filter(([length]) => length >= least);
    this.total = this.lengths.reduce((sum, [, count]) => sum + count, 0n);
  }

  /** The texts of one of them, by its number. */
  at(number) {
    let length;
    for (const [each, count] of this.lengths) {
      length = each;
      if (number < count) break;
      number -= count;
    }
    return this.parts.map((part, place) => {
      for (const [each, texts] of part) {
        const more = this.ways[place + 1].get(length - each) ?? 0n;
        const count = BigInt(texts.length) * more;
        if (number < count) {
          length -= each;
          const text = texts[Number(number / more)];
          number %= more;
          return text;
        }
        number -= count;
      }
    });
  }
}

/** Everything about passphrases that is asked for, taken apart: nothing of the caller's runs after it. */
function asked(engine, policy, options) {
  const given = own(options, ["words", "separator", "list", ...NAMED]);
  const { words, separator = "-", list = english } = given;
  mustBe(words === undefined || (isCount(words) && words > 0 && words <= MOST_WORDS), "words", `a whole number from 1 to ${MOST_WORDS}`);
  mustBe(typeof separator === "string" && separator.length <= LONGEST_WORD, "separator", `a string of up to ${LONGEST_WORD} UTF-16 units`);
  const listed = items(list, MOST_LISTED, "list");
  mustBe(listed.every((word) => typeof word === "string" && word !== "" && word.length <= LONGEST_WORD), "list", `words of 1 to ${LONGEST_WORD} UTF-16 units`);
  const names = Object.fromEntries(NAMED.filter((name) => given[name] !== undefined).map((name) => [name, name === "names" ? items(given.names, MOST_NAMES, "names") : text(given, name)]));
  // An operation without a policy is told so by the engine.
  const found = isOperation(policy) ? engine.policy(policy) ?? engine.checkPassword("", policy) : policy;
  const plain = reading("policy", "an object", "invalid_policy", () => ({ ...found }));
  return { engine, words, separator, listed, names, policy: plain, rules: policyRules(plain) };
}

/** What may come out: the {@link Choices}, how one of them is written, and whether the policy takes each of them for certain. */
function space(given) {
  const { words, separator } = given;
  // In a word, the separator could be taken for one.
  const listed = separator === "" ? given.listed : given.listed.filter((word) => !word.includes(separator));
  const forms = [() => listed, () => listed.map(capitalized)].map((list) => once(() => prepared(given, [...new Set(list())])));
  const counts = words === undefined ? Array.from({ length: WORDS }, (_, fewer) => WORDS - fewer) : [words];
  return counts.map((count) => composed(given, forms, count)).reduce((best, other) => (other.choices.total > best.choices.total ? other : best));
}

/** What a function returns, which is called when somebody asks. */
function once(make) {
  let made;
  return () => (made ??= make());
}

/** Those of the words that the policy takes, and of each class how many characters each of them has at least. */
function prepared(given, list) {
  const { rules, separator } = given;
  const words = acceptable(given, list, separator);
  const classOf = classes(rules);
  const least = rules.classes.map(() => (words.length === 0 ? 0 : Infinity));
  const counts = new Array(least.length);
  for (const word of words) {
    counts.fill(0);
    for (const character of word) {
      const place = classOf(character);
      if (place >= 0) counts[place]++;
    }
    for (let place = 0; place < least.length; place++) if (counts[place] < least[place]) least[place] = counts[place];
  }
  return { words, least };
}

/** The class of a character by its place; -1 for one that is of none. */
function classes({ classes }) {
  const known = new Map();
  return (character) => {
    let place = known.get(character);
    if (place === undefined) known.set(character, (place = classes.findIndex(({ characters }) => isOf(characters, character))));
    return place;
  };
}

const isOf = (ranges, character) => ranges.some(([first, last]) => character.codePointAt(0) >= first.codePointAt(0) && character.codePointAt(0) <= last.codePointAt(0));

/** Those of the texts that break no rule by themselves, wherever they stand between others. */
function acceptable({ engine, policy, rules, names }, texts, separator) {
  const least = {
    ...policy, minLength: 0, maxLength: 2 ** 31 - 1, maxBytes: 0, minClasses: 0, minDifferent: 0, first: [], last: [],
    classes: rules.classes.map((group) => ({ ...group, min: 0, max: 0 })),
  };
  const { forbiddenWords } = rules;
  let fewer = texts;
  if (forbiddenWords.length > 0) {
    // A policy with words is made anew by each call: those that are seen here need none.
    const others = acceptable({ engine, policy: { ...policy, forbiddenWords: [] }, rules: { ...rules, forbiddenWords: [] }, names }, texts, separator);
    const all = others.join("\n").toLowerCase();
    const found = forbiddenWords.map((word) => word.toLowerCase()).filter((word) => all.includes(word));
    fewer = others.filter((text) => !found.some((word) => text.toLowerCase().includes(word)));
  }
  if (separator !== "" && engine.checkPassword(separator, least, names).length > 0) return [];
  const isTaken = (some) => engine.checkPassword(`${separator}${some.join(separator)}${separator}`, least, names).length === 0;
  // All at once, and halves of what is refused: few are, and each call costs more than many words.
  const among = (some) => {
    if (some.length === 0 || isTaken(some)) return some;
    if (some.length === 1) return [];
    const middle = some.length >>> 1;
    return [...among(some.slice(0, middle)), ...among(some.slice(middle))];
  };
  const kept = [];
  for (let from = 0, to = 0, units = 0; to < fewer.length; from = to, units = 0) {
    while (to < fewer.length && (units += fewer[to].length + separator.length) <= AT_ONCE) to++;
    kept.push(...among(fewer.slice(from, to)));
  }
  return kept;
}

/** The passphrases of so many words. Capitals come before other characters, since they are the easiest to type. */
function composed(given, [plain, capitals], count) {
  let form = plain();
  let behind = lacking(given, form, count);
  if (behind.length > MOST_BEHIND) throw tooComplex();
  if (behind.length > 0) {
    const fewer = lacking(given, capitals(), count);
    if (fewer.length < behind.length) [form, behind] = [capitals(), fewer];
  }
  const { rules, policy, separator } = given;
  const alphabetOf = new Map([...new Set(behind)].map((place) => [place, acceptable(given, [...new Set(rules.classes[place].generate)], "")]));
  const alphabets = behind.map((place) => alphabetOf.get(place));
  const parts = [...Array.from({ length: count }, () => form.words), ...alphabets];
  if (rules.first.length > 0) parts[0] = parts[0].filter((text) => isOf(rules.first, [...text][0]));
  if (rules.last.length > 0) parts.push(parts.pop().filter((text) => isOf(rules.last, [...text].at(-1))));
  const measure = rules.unit === "utf16" ? (text) => text.length : (text) => [...text].length;
  const separators = behind.length > 0 ? count : count - 1;
  const between = separators * measure(separator);
  const maxBytes = policy.maxBytes || Infinity;
  const grouped = new Map([...new Set(parts)].map((texts) => [texts, byLength(texts, measure)]));
  const choices = new Choices(parts.map((texts) => grouped.get(texts)), rules.minLength - between, Math.min(rules.maxLength, maxBytes) - between);
  const isOneCharacter = [...separator].length === 1;
  const written = (texts) => texts.slice(0, count).join(separator) + (behind.length > 0 ? separator : "") + texts.slice(count).join("");
  // Words do not have the separator: where that is one character, nobody can read a passphrase in two ways.
  const readings = (texts) => (isOneCharacter ? 1n : readingsOf(parts.slice(0, count), texts.slice(0, count).join(separator), separator));
  return { given, count, form, parts, between, measure, choices, written, readings, isCertain: () => isCertain(given, parts, behind, separators) };
}

/** In how many ways words of the parts, one of each, are written as this. */
function readingsOf(parts, passphrase, separator) {
  const listed = new Map([...new Set(parts)].map((texts) => [texts, new Set(texts)]));
  let ways = new Map([[0, 1n]]);
  parts.forEach((texts, place) => {
    const isLast = place === parts.length - 1;
    const next = new Map();
    for (const [from, count] of ways) {
      for (let to = from + 1; to <= passphrase.length && to - from <= LONGEST_WORD; to++) {
        if (!(isLast ? to === passphrase.length : passphrase.startsWith(separator, to)) || !listed.get(texts).has(passphrase.slice(from, to))) continue;
        const after = to + separator.length;
        next.set(after, (next.get(after) ?? 0n) + count);
      }
    }
    ways = next;
  });
  return [...ways.values()].reduce((sum, count) => sum + count, 0n);
}

function byLength(texts, measure) {
  const lengths = new Map();
  for (const text of texts) {
    const length = measure(text);
    if (!lengths.has(length)) lengths.set(length, []);
    lengths.get(length).push(text);
  }
  return lengths;
}

/** The classes, by their places, of which the words and separators may have too few: each as often as it takes. */
function lacking({ rules, policy, separator }, { least }, count, separators = count - 1) {
  const classOf = classes(rules);
  const has = least.map((number, place) => number * count + [...separator].filter((character) => classOf(character) === place).length * separators);
  const behind = [];
  const add = (place) => {
    has[place]++;
    behind.push(place);
  };
  rules.classes.forEach(({ min }, place) => {
    while (has[place] < min) add(place);
  });
  // Digits are easier to say than other characters, and letters are there.
  const others = rules.classes.map((_, place) => place).filter((place) => has[place] === 0 && rules.classes[place].generate !== "");
  const isDigits = (place) => /^\d+$/.test(rules.classes[place].generate);
  others.sort((one, other) => isDigits(other) - isDigits(one));
  while (has.filter((number) => number > 0).length < (policy.minClasses ?? 0) && others.length > 0) add(others.shift());
  if (behind.length === 0 || separators === count) return behind;
  // One more separator stands before them.
  const fewer = lacking({ rules, policy, separator }, { least }, count, count);
  return fewer.length > 0 ? fewer : behind;
}

/** Whether no rule can be broken but by a word, or by the lengths, which both are seen to. */
function isCertain({ rules, policy, separator, names }, parts, behind, separators) {
  if (separators === 0 || [...separator].length !== 1 || isAlphanumeric(separator)) return false;
  const { maxRepeats = 0, maxSequence = 0, maxClassRun = 0, maxBytes = 0, minDifferent = 0 } = policy;
  if (rules.classes.some(({ max }) => max > 0)) return false;
  const words = [...new Set(parts.slice(0, parts.length - behind.length))].flat();
  if (minDifferent > 1 && words.some((word) => new Set(word).size + 1 < minDifferent)) return false;
  if (maxBytes > 0 && !words.every((word) => /^[\0-\x7f]*$/.test(word))) return false;
  const ends = [...new Set(words.flatMap((word) => [[...word][0], [...word].at(-1)]))];
  if (!ends.every(isAlphanumeric)) return false;
  const classOf = classes(rules);
  if (maxClassRun > 0 && ends.some((end) => classOf(end) === classOf(separator))) return false;
  // What is behind the words stands in a row with the separator at most.
  if (behind.length > 0 && [maxRepeats, maxSequence, maxClassRun].some((most) => most > 0 && most <= behind.length)) return false;
  const neighbours = [-1, 1].map((step) => String.fromCodePoint(Math.max(0, separator.codePointAt(0) + step)));
  if (maxSequence > 0 && neighbours.some(isAlphanumeric)) return false;
  // A text without the separator is within a word, or in what is behind them.
  const texts = [...rules.forbiddenWords, ...rules.forbiddenPasswords, names.userName, names.displayName, ...(names.names ?? []).map(({ value }) => value)].filter((text) => text !== undefined);
  return texts.every((text) => !text.includes(separator) && [...text].length > behind.length);
}

/** Why there is no passphrase. */
function none({ given: { rules }, count, form, parts, between, measure }) {
  if (form.words.length === 0) return unsatisfiable("no passphrase meets the policy: it takes none of the words with this separator");
  if (parts.some((texts) => texts.length === 0)) return unsatisfiable("no passphrase meets the policy: it asks for characters that none can have");
  const sum = (pick) => parts.reduce((length, texts) => length + texts.reduce((found, text) => pick(found, measure(text)), measure(texts[0])), between);
  const shortest = sum(Math.min);
  const [length, limit] = shortest > rules.maxLength ? [`at least ${shortest}`, `at most ${rules.maxLength}`] : [`at most ${sum(Math.max)}`, `at least ${rules.minLength}`];
  return unsatisfiable(`no passphrase meets the policy: one of ${count} words has ${length} characters, and the policy takes ${limit}`);
}

/** @param {() => any} engineOf the engine that judges, once there is one */
export function passphrases(engineOf) {
  /** What the last call was about, for the next one that is about the same. */
  let last;

  function spaceOf(given) {
    const { engine, words, separator, listed, names, rules } = given;
    const text = `${words} ${separator} ${rulesText(rules)}`;
    const isSame = last !== undefined && last.engine === engine && last.text === text && last.listed.length === listed.length && listed.every((word, place) => word === last.listed[place]);
    // As in the engine, no word stays that may be somebody's name.
    const isPrivate = rules.forbiddenWords.length > 0 || rules.forbiddenPasswords.length > 0 || Object.keys(names).length > 0;
    if (isSame && !isPrivate) return last.all;
    const all = space(given);
    last = isPrivate ? undefined : { engine, text, listed, all };
    return all;
  }

  function found(policy, options) {
    const engine = engineOf();
    if (engine === undefined) throw new ResetkitError("not_initialized", "import resetkit or resetkit/full, or await init() of resetkit/slim first");
    const given = asked(engine, policy, options);
    // What is wrong with the policy itself is told as the generator tells it.
    const meets = (passphrase) => engine.checkPassword(passphrase, given.policy, given.names).length === 0;
    meets("");
    const all = spaceOf(given);
    if (all.choices.total === 0n) throw none(all);
    return { ...all, meets };
  }

  function generatePassphrase(policy, options) {
    const { choices, written, readings, meets } = found(policy, options);
    for (let tries = 0; tries < TRIES; tries++) {
      const texts = choices.at(below(choices.total));
      const passphrase = written(texts);
      // What can be read in two ways is drawn twice as often.
      const ways = readings(texts);
      if (meets(passphrase) && (ways === 1n || below(ways) === 0n)) return passphrase;
    }
    throw tooComplex();
  }

  function passphraseEntropy(policy, options) {
    const { choices, written, meets, isCertain } = found(policy, options);
    if (isCertain()) return Math.log2(Number(choices.total));
    if (choices.total > MOST_COUNTED) throw tooComplex();
    const all = new Set();
    for (let number = 0n; number < choices.total; number++) all.add(written(choices.at(number)));
    const met = [...all].filter(meets).length;
    if (met === 0) throw unsatisfiable("no passphrase of these words meets the policy");
    return Math.log2(met);
  }

  return { generatePassphrase, passphraseEntropy };
}
