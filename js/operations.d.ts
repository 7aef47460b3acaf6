// Written by scripts/build.mjs from the documents in src/operations/.
import type { CompiledOperation, Inputs, Outputs } from "./index.js";

/** Reset the password of a user of a CloudSSO directory. Not possible once SSO logon is enabled. */
export declare const cloudssoResetUserPassword: CompiledOperation<"cloudsso:ResetUserPassword", Inputs["cloudsso:ResetUserPassword"], Outputs["cloudsso:ResetUserPassword"]>;
/** Reset the personal meeting PIN of an Amazon Chime user; the service makes the new one. */
export declare const chimeResetPersonalPIN: CompiledOperation<"chime:ResetPersonalPIN", Inputs["chime:ResetPersonalPIN"], Outputs["chime:ResetPersonalPIN"]>;
/** Set a new password for a user of an Amazon WorkMail organization. */
export declare const workmailResetPassword: CompiledOperation<"workmail:ResetPassword", Inputs["workmail:ResetPassword"], Outputs["workmail:ResetPassword"]>;
