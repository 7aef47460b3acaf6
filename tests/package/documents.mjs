// What the AWS CLI prints and reads, row by row, for whatever runs the entry with the command line: full.test.mjs in Node and
// browser.test.mjs in a browser. Only what both have is used here.

/** Rows in which the CLI sends what we refuse: our issues, and why. */
const STRICTER = {
  "json-flag-empty-overrides": ["too_short Password", "too_short Password", "too_few_classes Password", "the empty flag wins, and is no password"],
  "json-value-file-url-not-expanded": ["too_few_classes Password", "both take it for the password, which has only two kinds of characters"],
  "yaml-password-amp": ["unquoted Password", "too_short Password", "too_few_classes Password", "the CLI drops the anchor and sends the rest"],
  "yaml-password-hash": ["unquoted Password", "too_short Password", "too_few_classes Password", "the CLI sends what is before the comment"],
  "yaml-password-literal": ["unquoted Password", "too_short Password", "forbidden_character Password", "the CLI sends the line break with it"],
  "yaml-password-non-ascii": ["too_short Password", "the directory takes 8 characters"],
  "yaml-password-yes": ["unquoted Password", "too_short Password", "too_few_classes Password", "other readers of YAML take it for true"],
  "json-raw-non-ascii": ["too_short Password", "the directory takes 8 characters"],
  "skeleton-roundtrip-input-json": ["too_short AccountId", "too_short UserId", "the CLI sends a request without ids"],
};

/**
 * @param {any} full the entry with the command line
 * @param {any} assert
 * @param {{ cli: any[], skeletons: Record<string, string> }} golden
 * @param {Record<string, string>} [services] the operations by how the names of their skeletons begin
 * @returns {[name: string, run: () => void][]}
 */
export function documents({ buildRequest, parseCliInput, skeleton }, assert, { cli, skeletons }, services = { workmail: "workmail:ResetPassword", chime: "chime:ResetPersonalPIN" }) {
  const codes = ({ issues = [] }) => issues.map(({ code, path }) => [code, ...path].join(" "));
  /** The members that were sent, in JSON or in a form beside the name of the action. */
  const bodyOf = ({ body }) => {
    if (body.startsWith("{")) return JSON.parse(body);
    const { Action, Version, ...form } = Object.fromEntries(new URLSearchParams(body));
    return form;
  };
  // The CLI sends a flag's member first; the order means nothing.
  const members = (value) => Object.fromEntries(Object.entries(value).sort());
  const printed = Object.entries(services).flatMap(([service, id]) => ["input", "yaml-input", "output"].map((kind) => [
    `the ${kind} skeleton of ${id} is that of the AWS CLI to the byte`,
    () => {
      const printed = skeletons[`${service}--awscli-v2.38.1--skeleton-${kind}`];
      // Of some the vendor's sentences are left out.
      const ours = printed.includes("# ...") || printed.includes("] ...") ? skeleton(id, kind).replace(/# (\[REQUIRED\] )?.+/g, "# $1...") : skeleton(id, kind);
      assert.equal(ours, printed);
    },
  ]));

  const read = cli.flatMap(({ operation, case: name, ran }) => ["json", "yaml"].flatMap((format) => {
    const { view } = ran.findLast(({ clients }) => clients.some((client) => client.startsWith("awscli-v2"))) ?? ran[0];
    const place = view.argv.indexOf(`--cli-input-${format}`);
    const given = view.argv[place + 1];
    // What stands in no row, since the capture has no text for it: the CLI's own standard input.
    if (place < 0 || given === "file:///dev/stdin" || (given.startsWith("file://") && !view.files)) return [];
    return [[`${operation} ${name}`, () => {
      const text = given.startsWith("file://") ? Object.values(view.files)[0] : given;
      const flags = Object.fromEntries(view.argv.slice(3).filter((word) => /^--[a-z-]+=/.test(word)).map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]));
      const result = parseCliInput(operation, text, format, flags);
      if (!view.sent) assert.ok(result.issues?.length > 0, "the CLI refuses it");
      else if (result.issues) assert.deepEqual(codes(result), (STRICTER[name] ?? []).filter((entry) => /^[a-z_]+ [A-Z]\w+$/.test(entry)));
      else if (view.sent.body) assert.deepEqual(members(result.value), members(bodyOf(view.sent)));
      else assert.equal(new URL(buildRequest(operation, result.value).url).pathname, new URL(view.sent.target, "http://x").pathname);
    }]];
  }));
  return [...printed, ...read];
}
