// The made-up people of the sandbox: the same ones each time.

const GIVEN = ["Mateo", "Mary", "Nikki", "Wang", "Akua", "Arnav", "Carlos", "Diego", "Efua", "Jane", "John", "Jorge", "Kwaku", "Kwesi", "Li", "Liu", "Márcia", "María", "Martha", "Nikhil", "Paulo", "Richard", "Saanvi", "Shirley", "Sofía", "Terry", "Xiulan", "Zhang", "Ana", "Ola"];
const FAMILY = ["Jackson", "Major", "Wolf", "Xiulan", "Mansa", "Desai", "Salazar", "Ramirez", "Owusu", "Doe"];

const plain = (text) => text.normalize("NFD").replace(/\P{ASCII}/gu, "").toLowerCase();

/** What a person is like: can sign in, cannot, or is somebody of whom the service first says that it is too busy. */
const KINDS = { 1: "disabled", 2: "busy" };

/**
 * @typedef {{ number: number, given: string, family: string, display: string, login: string, email: string, kind: "normal" | "disabled" | "busy" }} Person
 * @type {readonly Person[]}
 */
export const PEOPLE = FAMILY.flatMap((family) => GIVEN.map((given) => ({ given, family }))).map(({ given, family }, number) => {
  const login = `${plain(given)}.${plain(family)}`;
  return { number, given, family, display: `${given} ${family}`, login, email: `${login}@example.com`, kind: KINDS[number % 100] ?? "normal" };
});

/**
 * The id of a person in the directory of an operation: like the example of its documentation, or that itself.
 *
 * @param {import("resetkit").Member} target the member that says whose credential it is
 * @param {Person} person
 */
export function idOf({ kind, example }, { number, login }) {
  if (kind === "integer") return Number(example) + number;
  const name = /^(@?)[a-z]+(?:\.[a-z]+)?([@:].*)?$/.exec(example);
  if (name) return `${name[1]}${login}${name[2] ?? ""}`;
  return number === 0 ? example : example.slice(0, -4) + String(1000 + number);
}

/** What a directory may call a part of a person, by the end of its place. */
const PARTS = [
  [/(^|\.)(displayname|fullname|formatted|name)$/i, "display"],
  [/(firstname|givenname|given)$/i, "given"],
  [/(lastname|surname|family)$/i, "family"],
  [/(mail|email|primaryemail|emails\[\d*\]\.value)$/i, "email"],
  [/(login|username|userprincipalname|samaccountname)$/i, "login"],
];

/** What stands at a place of a person's record; nothing where it is none of theirs. */
export function partAt(place, person) {
  const part = PARTS.find(([pattern]) => pattern.test(place))?.[1];
  return part && person[part];
}
