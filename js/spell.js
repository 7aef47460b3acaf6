// Says how to read a password out over the phone, character by character.
import { LONGEST, STRING, mustBe } from "./options.js";

/** The spelling alphabet of ICAO and NATO. */
const LETTERS = "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu".split(" ");
const DIGITS = "zero one two three four five six seven eight nine".split(" ");

/** Runs of characters that are neither letters nor digits, by the code point of the first. */
const SYMBOLS = [
  [0x20, "space,exclamation mark,double quote,number sign,dollar sign,percent sign,ampersand,apostrophe,opening parenthesis,closing parenthesis,asterisk,plus sign,comma,hyphen,full stop,slash"],
  [0x3a, "colon,semicolon,less-than sign,equals sign,greater-than sign,question mark,at sign"],
  [0x5b, "opening square bracket,backslash,closing square bracket,caret,underscore,backtick"],
  [0x7b, "opening curly bracket,vertical bar,closing curly bracket,tilde"],
  [0xa0, "no-break space,inverted exclamation mark,cent sign,pound sign,currency sign,yen sign,broken bar,section sign,diaeresis,copyright sign,feminine ordinal indicator,opening angle quote,not sign,soft hyphen,registered sign,macron,degree sign,plus-minus sign,superscript two,superscript three,acute accent,micro sign,pilcrow sign,middle dot,cedilla,superscript one,masculine ordinal indicator,closing angle quote,one quarter,one half,three quarters,inverted question mark"],
  [0xd7, "multiplication sign"],
  [0xf7, "division sign"],
];

/** Letters that are no letter with a mark, by their small form. */
const OTHER_LETTERS = { æ: "ae", ð: "eth", ø: "o with stroke", þ: "thorn", ß: "sharp s" };

/** What stands above or below a letter, by its code point. */
const MARKS = { 0x300: "grave", 0x301: "acute", 0x302: "circumflex", 0x303: "tilde", 0x308: "diaeresis", 0x30a: "ring", 0x327: "cedilla" };

export function spell(password) {
  // A PIN may be a number.
  const text = typeof password === "number" ? `${password}` : password;
  mustBe(typeof text === "string" && text.length <= LONGEST, "password", STRING);
  return Array.from(text, name);
}

function name(character) {
  const point = character.codePointAt(0);
  for (const [first, names] of SYMBOLS) {
    const symbol = names.split(",")[point - first];
    if (symbol !== undefined) return symbol;
  }
  if (/[0-9]/.test(character)) return `digit ${DIGITS[character]}`;
  const small = character.toLowerCase();
  const say = (word) => (small === character ? `lower ${word.toLowerCase()}` : `capital ${word}`);
  if (Object.hasOwn(OTHER_LETTERS, small) && point <= 0xff) return say(OTHER_LETTERS[small]);
  const [base, mark, ...more] = character.normalize("NFD");
  if (/[A-Za-z]/.test(base) && point <= 0xff && more.length === 0) {
    const word = LETTERS[base.toLowerCase().charCodeAt(0) - 0x61];
    return mark === undefined ? say(word) : `${say(word)} with ${MARKS[mark.codePointAt(0)]}`;
  }
  return `character U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}
