import { describe } from "resetkit";

/**
 * The member that says whose credential an operation resets; every operation has one.
 *
 * @param {import("resetkit").OperationId} operation
 * @returns {import("resetkit").Member}
 */
export const targetOf = (operation) => describe(operation).members.find(({ target }) => target);
