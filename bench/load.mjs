// How long it takes from the import to the first result, in a process that did nothing else: milliseconds.
const start = performance.now();
const { validate } = await import("../dist/index.js");
validate("workmail:ResetPassword", { OrganizationId: "m-d281d0a2fd824be5b6cd3d3ce909fd27", UserId: "S-1-1-11-1111111111-2222222222-3333333333-3333", Password: "Tr0ub4dor-and-3" });
process.stdout.write(JSON.stringify(performance.now() - start));
