// A page of static HTML for every operation, made from its description: members, limits with their sources, policy, errors.

const escape = (text) => String(text).replace(/[&<>"]/g, (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character]);
const code = (text) => `<code>${escape(text)}</code>`;

/** Where a fact was read. */
const cited = (source) => (source ? ` <a class="source" href="${escape(source.url)}">source</a> <small>${escape(source.seen)}, ${escape(source.confidence)} confidence</small>` : "");

const table = (headings, rows) => (rows.length === 0 ? "<p>None.</p>" : `<table><thead><tr>${headings.map((heading) => `<th scope="col">${escape(heading)}</th>`).join("")}</tr></thead><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</tbody></table>`);

function limit({ kind, min, max, unit = "characters", pattern, meaning, source }) {
  const text = kind === "length" ? `${min ?? 0} to ${max ?? "any number of"} ${escape(unit)}` : `${escape(meaning ?? "")} ${code(pattern)}`;
  return `<li>${text}${cited(source)}</li>`;
}

const memberRow = ({ name, in: place, wire, kind, values, label, help, example, required, sensitive, constraints, source }) => [
  `${code(name)}${required ? " <b>required</b>" : ""}${sensitive ? " <b>secret</b>" : ""}`,
  `${escape(kind)} in ${escape(place)}, ${code(wire)}`,
  `${escape(label)}. ${escape(help === label ? "" : help)}${values ? ` One of ${values.map(({ value }) => code(value)).join(", ")}.` : ""}${example === "" ? "" : ` Example: ${code(typeof example === "string" ? example : JSON.stringify(example))}`}`,
  `<ul>${constraints.map(limit).join("")}</ul>${cited(source)}`,
];

function policyList({ minLength, maxLength, classes, minClasses, minDifferent, maxRepeats }) {
  const facts = [`${minLength} to ${maxLength === 2 ** 31 - 1 ? "any number of" : maxLength} characters`];
  if (minClasses) facts.push(`at least ${minClasses} of: ${classes.map(({ name }) => name).join(", ")}`);
  for (const { name, min } of classes) if (min) facts.push(`at least ${min} × ${name}`);
  if (minDifferent) facts.push(`at least ${minDifferent} different characters`);
  if (maxRepeats) facts.push(`no character more than ${maxRepeats} times in a row`);
  return `<ul>${facts.map((fact) => `<li>${escape(fact)}</li>`).join("")}</ul>`;
}

const errorRow = ({ code: name, text, status, meaning, remedy, member, retry, source }) => [
  name ? code(name) : text ? `“${escape(text)}”` : "any", status ?? "", `${escape(meaning)} ${escape(remedy)}${member ? ` (${code(member)})` : ""}${cited(source)}`, escape(retry),
];

/** The name of an operation's page. */
export const fileOf = (id) => `${id.replaceAll(/[^A-Za-z0-9]+/g, "-")}.html`;

function page(title, body) {
  return `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${escape(title)} – resetkit</title>\n<link rel="stylesheet" href="operations.css">\n</head>\n<body>\n<main>\n${body}\n</main>\n</body>\n</html>\n`;
}

function operationPage(operation) {
  const { id, provider, service, summary, docs, lifecycle, members, policy, policySource, policies = [], errors, output, afterwards } = operation;
  return page(id, [
    `<p><a href="index.html">Operations</a></p>`,
    `<h1>${escape(id)}</h1>`,
    `<p>${escape(summary)} ${escape(provider)}, ${escape(service)}.${docs ? ` <a href="${escape(docs)}">The provider’s reference</a>` : ""}</p>`,
    lifecycle.notice ? `<p class="notice">${escape(lifecycle.notice)}${cited(lifecycle.source)}</p>` : "",
    `<h2>Members</h2>${table(["Name", "Where", "What", "Limits"], members.map(memberRow))}`,
    policy ? `<h2>Password policy</h2>${policyList(policy)}<p>${cited(policySource)}</p>${policies.map((other) => `<h3>${escape(other.label)}, ${code(other.id)}</h3>${policyList(other.policy)}<p>${cited(other.source)}</p>`).join("")}` : "<h2>Password policy</h2><p>None: the service makes the secret, or mails a link.</p>",
    `<h2>Output</h2>${table(["Name", "What"], output.map(({ name, label = "", sensitive }) => [`${code(name)}${sensitive ? " <b>secret</b>" : ""}`, escape(label)]))}`,
    `<h2>Errors</h2>${table(["Code", "Status", "Meaning and remedy", "Retry"], errors.map(errorRow))}`,
    `<h2>After a success</h2>${afterwards.length > 0 ? `<ul>${afterwards.map(({ text, source }) => `<li>${escape(text)}${cited(source)}</li>`).join("")}</ul>` : "<p>Nothing is left to do.</p>"}`,
  ].join("\n"));
}

/** The pages by name, with an index. @param {readonly import("../../js/index.js").Operation[]} operations */
export function operationPages(operations) {
  const list = operations.map(({ id, summary, provider }) => `<li><a href="${fileOf(id)}">${escape(id)}</a>: ${escape(summary)} <small>${escape(provider)}</small></li>`);
  const index = page("Operations", `<p><a href="../index.html">resetkit</a></p><h1>Operations</h1><ul>${list.join("\n")}</ul>`);
  return new Map([["index.html", index], ...operations.map((operation) => [fileOf(operation.id), operationPage(operation)])]);
}
