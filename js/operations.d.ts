// Written by scripts/build.mjs from the documents in src/operations/.
import type { CompiledOperation, Inputs, Outputs } from "./index.js";

/** Reset the password of a user of a CloudSSO directory. Not possible once SSO logon is enabled. */
export declare const cloudssoResetUserPassword: CompiledOperation<"cloudsso:ResetUserPassword", Inputs["cloudsso:ResetUserPassword"], Outputs["cloudsso:ResetUserPassword"], true>;
/** Set a new password for an account of an IDaaS EIAM instance, and tell the user if asked. */
export declare const eiamUpdateUserPassword: CompiledOperation<"eiam:UpdateUserPassword", Inputs["eiam:UpdateUserPassword"], Outputs["eiam:UpdateUserPassword"], true>;
/** Set a new console password for a RAM user, named by the logon name. */
export declare const imsUpdateLoginProfile: CompiledOperation<"ims:UpdateLoginProfile", Inputs["ims:UpdateLoginProfile"], Outputs["ims:UpdateLoginProfile"], true>;
/** Set a new console password for a RAM user who has one already. */
export declare const ramUpdateLoginProfile: CompiledOperation<"ram:UpdateLoginProfile", Inputs["ram:UpdateLoginProfile"], Outputs["ram:UpdateLoginProfile"], true>;
/** Set a new password for a user of a database connection. */
export declare const auth0UpdateUser: CompiledOperation<"auth0:UpdateUser", Inputs["auth0:UpdateUser"], Outputs["auth0:UpdateUser"], true>;
/** Set a new password for a user. */
export declare const authentikSetPassword: CompiledOperation<"authentik:SetPassword", Inputs["authentik:SetPassword"], Outputs["authentik:SetPassword"], true>;
/** Reset the personal meeting PIN of an Amazon Chime user; the service makes the new one. */
export declare const chimeResetPersonalPIN: CompiledOperation<"chime:ResetPersonalPIN", Inputs["chime:ResetPersonalPIN"], Outputs["chime:ResetPersonalPIN"], false>;
/** Invalidate a user's password and send the user a code to choose another. */
export declare const cognitoIdpAdminResetUserPassword: CompiledOperation<"cognito-idp:AdminResetUserPassword", Inputs["cognito-idp:AdminResetUserPassword"], Outputs["cognito-idp:AdminResetUserPassword"], false>;
/** Set the password of a user of a user pool, for good or until the next sign-in. */
export declare const cognitoIdpAdminSetUserPassword: CompiledOperation<"cognito-idp:AdminSetUserPassword", Inputs["cognito-idp:AdminSetUserPassword"], Outputs["cognito-idp:AdminSetUserPassword"], true>;
/** Set a new password for a user of a Managed Microsoft AD or Simple AD directory; a disabled user is enabled by it. */
export declare const dsResetUserPassword: CompiledOperation<"ds:ResetUserPassword", Inputs["ds:ResetUserPassword"], Outputs["ds:ResetUserPassword"], true>;
/** Set a new console password for an IAM user who has one already. */
export declare const iamUpdateLoginProfile: CompiledOperation<"iam:UpdateLoginProfile", Inputs["iam:UpdateLoginProfile"], Outputs["iam:UpdateLoginProfile"], true>;
/** Set a new password for a user of an Amazon WorkMail organization. */
export declare const workmailResetPassword: CompiledOperation<"workmail:ResetPassword", Inputs["workmail:ResetPassword"], Outputs["workmail:ResetPassword"], true>;
/** Set a new password for a user, or mail a reset link (administrators). */
export declare const gitlabUpdateUser: CompiledOperation<"gitlab:UpdateUser", Inputs["gitlab:UpdateUser"], Outputs["gitlab:UpdateUser"], true>;
/** Set a new password for a Google Workspace user (PATCH). */
export declare const directoryUsersPatch: CompiledOperation<"directory:users.patch", Inputs["directory:users.patch"], Outputs["directory:users.patch"], true>;
/** Set a new password for a Google Workspace user (PUT). */
export declare const directoryUsersUpdate: CompiledOperation<"directory:users.update", Inputs["directory:users.update"], Outputs["directory:users.update"], true>;
/** Set a new password for an IAM user. */
export declare const huaweiIamKeystoneUpdateUserByAdmin: CompiledOperation<"huawei-iam:KeystoneUpdateUserByAdmin", Inputs["huawei-iam:KeystoneUpdateUserByAdmin"], Outputs["huawei-iam:KeystoneUpdateUserByAdmin"], true>;
/** Set a new console password for an IAM user (API v5). */
export declare const huaweiIamUpdateLoginProfileV5: CompiledOperation<"huawei-iam:UpdateLoginProfileV5", Inputs["huawei-iam:UpdateLoginProfileV5"], Outputs["huawei-iam:UpdateLoginProfileV5"], true>;
/** Send a user an e-mail with a link to choose a password or do other required actions. */
export declare const keycloakExecuteActionsEmail: CompiledOperation<"keycloak:ExecuteActionsEmail", Inputs["keycloak:ExecuteActionsEmail"], Outputs["keycloak:ExecuteActionsEmail"], false>;
/** Set a new password for a user of a realm. */
export declare const keycloakResetPassword: CompiledOperation<"keycloak:ResetPassword", Inputs["keycloak:ResetPassword"], Outputs["keycloak:ResetPassword"], true>;
/** Set a new password for a Matrix account and end its sessions. */
export declare const synapseResetPassword: CompiledOperation<"synapse:ResetPassword", Inputs["synapse:ResetPassword"], Outputs["synapse:ResetPassword"], true>;
/** Start the reset of a user's password; the service makes one if none is given. */
export declare const graphResetPassword: CompiledOperation<"graph:ResetPassword", Inputs["graph:ResetPassword"], Outputs["graph:ResetPassword"], true>;
/** Set a new password for a user by updating the password profile. */
export declare const graphUpdateUser: CompiledOperation<"graph:UpdateUser", Inputs["graph:UpdateUser"], Outputs["graph:UpdateUser"], true>;
/** Replace a user's password with a temporary one that the service makes. */
export declare const oktaExpirePasswordWithTempPassword: CompiledOperation<"okta:ExpirePasswordWithTempPassword", Inputs["okta:ExpirePasswordWithTempPassword"], Outputs["okta:ExpirePasswordWithTempPassword"], false>;
/** Make a one-time link with which the user chooses a password, and send it or return it. */
export declare const oktaResetPassword: CompiledOperation<"okta:ResetPassword", Inputs["okta:ResetPassword"], Outputs["okta:ResetPassword"], false>;
/** Set a new password for a user without the old one. */
export declare const oktaUpdateUser: CompiledOperation<"okta:UpdateUser", Inputs["okta:UpdateUser"], Outputs["okta:UpdateUser"], true>;
/** Set a new password for a user of any SCIM 2.0 service that takes one. */
export declare const scimPatchUser: CompiledOperation<"scim:PatchUser", Inputs["scim:PatchUser"], Outputs["scim:PatchUser"], true>;
/** Set a new console password for a CAM sub-user. */
export declare const camUpdateUser: CompiledOperation<"cam:UpdateUser", Inputs["cam:UpdateUser"], Outputs["cam:UpdateUser"], true>;
