/**
 * Who makes the new secret: whoever sends the request, the service, which returns it, or the user, whom the service tells how.
 *
 * @typedef {"sender" | "service" | "user"} Maker
 */

/**
 * @param {{ policyMember?: string, output: readonly { sensitive?: boolean }[] }} operation its description
 * @returns {Maker}
 */
export const makerOf = ({ policyMember, output }) => (policyMember !== undefined ? "sender" : output.some(({ sensitive }) => sensitive) ? "service" : "user");
