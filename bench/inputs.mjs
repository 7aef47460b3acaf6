// Seeded inputs, the same for every candidate. Each goes through JSON, so that its strings are flat as those of a form.

function random(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = UPPER.toLowerCase();
const DIGITS = "0123456789";
const SPECIAL = "!#$%&()*+-.:;<=>?@[]^_{|}~";
const HEX = "0123456789abcdef";

/** How many inputs of each kind there are: a power of two. */
export const POOL = 1024;

/** Each operation's inputs: all members right, one wrong, and every one wrong. */
export const makers = {
  workmail: {
    valid: (r) => ({ OrganizationId: `m-${some(r, HEX, 32)}`, UserId: sid(r), Password: good(r, 10 + r(11)) }),
    one: (r) => ({ OrganizationId: `m-${some(r, HEX, 32)}`, UserId: sid(r), Password: some(r, LOWER + DIGITS, 10 + r(11)) }),
    all: (r) => ({ OrganizationId: `m-${some(r, UPPER, 30)}`, UserId: some(r, LOWER, 8), Password: `${some(r, LOWER, 4)}\u4e2d` }),
  },
  cloudsso: {
    valid: (r, i) => ({
      ...ids(r),
      ...(i % 2 ? { Password: good(r, 10 + r(23)) } : { GenerateRandomPassword: true }),
      RequirePasswordResetForNextLogin: r(2) === 1,
    }),
    one: (r) => ({ ...ids(r), Password: `${some(r, UPPER + LOWER, 14)}aZ!`, RequirePasswordResetForNextLogin: false }),
    all: (r) => ({
      DirectoryId: `D_${some(r, HEX, 4)}`, UserId: 42, Password: some(r, LOWER, 40), GenerateRandomPassword: true, RequirePasswordResetForNextLogin: "yes",
    }),
  },
};

export function inputs(job, kind) {
  if (kind === "form") return changing(job);
  const r = random(7);
  return JSON.parse(JSON.stringify(Array.from({ length: POOL }, (_, i) => makers[job][kind](r, i))));
}

/** What a form hands over while somebody types a password: all else stays the same. */
function changing(job) {
  const all = inputs(job, "valid");
  return all.map(({ Password }) => ({ ...all[0], Password }));
}

/** Inputs with some members taken out or replaced, to see that the candidates agree. */
export function mutants(job) {
  const r = random(5);
  const odd = [undefined, null, 1, true, "", "x", "aaaaaaaa", "AAAAaaaa1", "Aa1!", "Aa1!Aa1!", "a".repeat(300), "Aa1!".repeat(9), "p\u0100ssW0rd!", "p\nssW0rd!", "d-abc", "u-ABC", {}, []];
  return inputs(job, "valid").concat(inputs(job, "one"), inputs(job, "all")).map((input) => {
    for (const name of Object.keys(input)) if (r(3) === 0) input[name] = odd[r(odd.length)];
    return JSON.parse(JSON.stringify(input));
  });
}

/** How many rows of a file are made at once. */
const AT_ONCE = 10_000;

/**
 * A CSV of so many resets, in parts: users that differ, one organization. In a hundred rows three are wrong, one in each
 * member; ten passwords hold what has to be quoted, and two a letter that is not ASCII.
 *
 * @returns {Generator<Uint8Array<ArrayBuffer>>}
 */
export function* csv(rows) {
  const r = random(11);
  const encoder = new TextEncoder();
  const organization = `m-${some(r, HEX, 32)}`;
  yield encoder.encode("UserId,OrganizationId,Password\r\n");
  for (let row = 0; row < rows;) {
    const lines = [];
    for (const end = Math.min(rows, row + AT_ONCE); row < end; row++) {
      const fault = r(100);
      const marks = r(100);
      const password = good(r, 10 + r(11)) + (marks < 5 ? "," : marks < 10 ? "\"" : marks < 12 ? "é" : "");
      const given = fault === 2 ? "short" : password;
      lines.push(`${fault === 0 ? row : `S-1-1-11-${1e9 + row}-${some(r, DIGITS, 10)}`},${fault === 1 ? "m-XYZ" : organization},${/[",]/.test(given) ? `"${given.replaceAll("\"", "\"\"")}"` : given}\r\n`);
    }
    yield encoder.encode(lines.join(""));
  }
}

/** The same in one piece. */
export async function csvBytes(rows) {
  return new Uint8Array(await new Blob([...csv(rows)]).arrayBuffer());
}

const some = (r, set, length) => Array.from({ length }, () => set[r(set.length)]).join("");
const sid = (r) => `S-1-1-11-${some(r, DIGITS, 10)}-${some(r, DIGITS, 10)}-${some(r, DIGITS, 10)}-${some(r, DIGITS, 4)}`;
const ids = (r) => ({ DirectoryId: `d-${some(r, HEX, 12)}`, UserId: `u-${some(r, HEX, 16)}` });
const good = (r, length) => some(r, UPPER, 1) + some(r, LOWER, 1) + some(r, DIGITS, 1) + some(r, SPECIAL, 1) + some(r, UPPER + LOWER + DIGITS + SPECIAL, length - 4);
