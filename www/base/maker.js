/**
 * Who makes the new secret: whoever sends the request, the service, which returns it, or the user, whom the service tells how.
 *
 * @typedef {"sender" | "service" | "user"} Maker
 */

/**
 * The switch by which the service makes the password, where somebody else can set it too.
 *
 * @template {{ name: string, kind: string }} Member
 * @param {{ members: readonly Member[], rules: readonly { refuse?: string, when?: string }[], policyMember?: string }} operation its description
 */
export const switchToService = ({ members, rules, policyMember }) => (
  members.find(({ name, kind }) => kind === "boolean" && rules.some(({ refuse, when }) => refuse === policyMember && refuse !== undefined && when === name))
);

/**
 * @param {{ policyMember?: string, output: readonly { sensitive?: boolean }[] }} operation its description
 * @returns {Maker}
 */
export const makerOf = ({ policyMember, output }) => (policyMember !== undefined ? "sender" : output.some(({ sensitive }) => sensitive) ? "service" : "user");
