// Written by scripts/build.mjs from the documents in src/operations/.

/** An operation of the catalogue: the service and the action. */
export type OperationId = "cloudsso:ResetUserPassword" | "eiam:UpdateUserPassword" | "ims:UpdateLoginProfile" | "ram:UpdateLoginProfile" | "auth0:UpdateUser" | "authentik:SetPassword" | "chime:ResetPersonalPIN" | "cognito-idp:AdminResetUserPassword" | "cognito-idp:AdminSetUserPassword" | "ds:ResetUserPassword" | "iam:UpdateLoginProfile" | "workmail:ResetPassword" | "gitlab:UpdateUser" | "directory:users.patch" | "directory:users.update" | "huawei-iam:KeystoneUpdateUserByAdmin" | "huawei-iam:UpdateLoginProfileV5" | "keycloak:ExecuteActionsEmail" | "keycloak:ResetPassword" | "synapse:ResetPassword" | "graph:ResetPassword" | "graph:UpdateUser" | "okta:ExpirePasswordWithTempPassword" | "okta:ResetPassword" | "okta:UpdateUser" | "scim:PatchUser" | "cam:UpdateUser";

/** An operation of the catalogue in which the caller chooses the password. */
export type PasswordOperationId = "cloudsso:ResetUserPassword" | "eiam:UpdateUserPassword" | "ims:UpdateLoginProfile" | "ram:UpdateLoginProfile" | "auth0:UpdateUser" | "authentik:SetPassword" | "cognito-idp:AdminSetUserPassword" | "ds:ResetUserPassword" | "iam:UpdateLoginProfile" | "workmail:ResetPassword" | "gitlab:UpdateUser" | "directory:users.patch" | "directory:users.update" | "huawei-iam:KeystoneUpdateUserByAdmin" | "huawei-iam:UpdateLoginProfileV5" | "keycloak:ResetPassword" | "synapse:ResetPassword" | "graph:ResetPassword" | "graph:UpdateUser" | "okta:UpdateUser" | "scim:PatchUser" | "cam:UpdateUser";

/** What is wrong with an input or, as a warning, unwise; in order of importance. */
export type IssueCode =
  | "syntax"
  | "address"
  | "duplicate_member"
  | "unquoted"
  | "invalid_quotes"
  | "invalid_utf8"
  | "row_too_long"
  | "wrong_cell_count"
  | "truncated"
  | "duplicate"
  | "not_generated"
  | "missing"
  | "unknown_member"
  | "wrong_type"
  | "not_a_value"
  | "out_of_range"
  | "conflict"
  | "too_short"
  | "too_long"
  | "wrong_form"
  | "reserved"
  | "forbidden_character"
  | "missing_class"
  | "too_few_classes"
  | "too_few_different"
  | "too_many_repeats"
  | "too_many_of_class"
  | "too_long_class_run"
  | "too_long_sequence"
  | "wrong_first_character"
  | "wrong_last_character"
  | "contains_user_name"
  | "forbidden_word"
  | "forbidden_password"
  | "common_password"
  | "rule"
  | "lifecycle"
  | "recommended"
  | "undocumented_form"
  | "undocumented_group"
  | "invisible_character"
  | "look_alike_character"
  | "untypeable_character"
  | "not_nfc"
  | "ends_with_space";

/** What each operation takes. */
export interface Inputs {
  /** Reset the password of a user of a CloudSSO directory. Not possible once SSO logon is enabled. */
  "cloudsso:ResetUserPassword": {
    /** The ID of the directory. */
    DirectoryId: string;
    /** The ID of the user. */
    UserId: string;
    /** The new password. Leave it out if the system should generate one. */
    Password?: string;
    /** The system generates the new password and returns it. Off if left out. */
    GenerateRandomPassword?: boolean;
    /** The user must choose a new password at the next logon. Off if left out. */
    RequirePasswordResetForNextLogin?: boolean;
  };
  /** Set a new password for an account of an IDaaS EIAM instance, and tell the user if asked. */
  "eiam:UpdateUserPassword": {
    /** Starts with idaas_. Find it in the IDaaS console under EIAM. */
    InstanceId: string;
    /** Starts with user_. It is not the account name. */
    UserId: string;
    /** The instance's own policy applies. */
    Password: string;
    /** If enabled, the user must choose a new password at the next sign-in. */
    PasswordForcedUpdateStatus?: "enabled" | "disabled";
    /** How IDaaS sends the user the new password. Leave empty to pass it on yourself. */
    UserNotificationChannels?: readonly ("email" | "sms")[];
  };
  /** Set a new console password for a RAM user, named by the logon name. */
  "ims:UpdateLoginProfile": {
    /** The whole name, with the @ and the domain. */
    UserPrincipalName: string;
    /** The account's own policy applies. Left out, the password stays as it is. */
    Password?: string;
    /** If on, the user must choose a new password at the next logon. */
    PasswordResetRequired?: boolean;
    /** If on, the user must bind an MFA device at the next logon. */
    MFABindRequired?: boolean;
    /** Active lets the user sign in to the console, Inactive does not. Left out, it stays as it is. */
    Status?: "Active" | "Inactive";
  };
  /** Set a new console password for a RAM user who has one already. */
  "ram:UpdateLoginProfile": {
    /** The part of the logon name before the @. */
    UserName: string;
    /** The account's own policy applies. Left out, the password stays as it is. */
    Password?: string;
    /** If on, the user must choose a new password at the next logon. */
    PasswordResetRequired?: boolean;
    /** If on, the user must bind an MFA device at the next logon. */
    MFABindRequired?: boolean;
  };
  /** Set a new password for a user of a database connection. */
  "auth0:UpdateUser": {
    /** Begins with the connection, such as auth0|. It is not the e-mail address. */
    id: string;
    /** The connection's own level or policy applies. */
    password: string;
    /** Only when the password belongs to a second, linked identity. */
    connection?: string;
  };
  /** Set a new password for a user. */
  "authentik:SetPassword": {
    /** The number in the address of the user in the Admin interface. */
    id: number;
    /** The new password. This request may not check the policies that apply to users. */
    password: string;
  };
  /** Reset the personal meeting PIN of an Amazon Chime user; the service makes the new one. */
  "chime:ResetPersonalPIN": {
    /** The Amazon Chime account ID. */
    AccountId: string;
    /** The user ID. */
    UserId: string;
  };
  /** Invalidate a user's password and send the user a code to choose another. */
  "cognito-idp:AdminResetUserPassword": {
    /** Starts with the region. Find it in the console under Cognito > User pools. */
    UserPoolId: string;
    /** The user name, or the e-mail address, phone number or sub that stands for it. */
    Username: string;
    /** Names and values for the pool's triggers. They are neither stored nor encrypted: no secrets here. */
    ClientMetadata?: Readonly<Record<string, string>>;
  };
  /** Set the password of a user of a user pool, for good or until the next sign-in. */
  "cognito-idp:AdminSetUserPassword": {
    /** Starts with the region. Find it in the console under Cognito > User pools. */
    UserPoolId: string;
    /** The user name, or the e-mail address, phone number or sub that stands for it. */
    Username: string;
    /** The pool's own policy applies. By default: eight characters of all four kinds. */
    Password: string;
    /** If on, the user keeps this password. If off, the user must choose a new one at the next sign-in. */
    Permanent?: boolean;
  };
  /** Set a new password for a user of a Managed Microsoft AD or Simple AD directory; a disabled user is enabled by it. */
  "ds:ResetUserPassword": {
    /** Starts with d-. Find it in the console under Directory Service > Directories. */
    DirectoryId: string;
    /** The account name alone: no domain before it, no @ behind it. */
    UserName: string;
    /** The directory's own policy applies. It is not read: choose the kind of directory below. */
    NewPassword: string;
  };
  /** Set a new console password for an IAM user who has one already. */
  "iam:UpdateLoginProfile": {
    /** The name shown under IAM > Users, not the e-mail address or the ARN. */
    UserName: string;
    /** The account's own policy applies. Left out, the password stays as it is. */
    Password?: string;
    /** If on, the user must choose a new password at the next sign-in, and needs the iam:ChangePassword permission. */
    PasswordResetRequired?: boolean;
    /** From 3600 (an hour) to 7776000 (90 days). If left out, it stays as it is. */
    MaxSigninSessionDuration?: number;
    /** If on, the limit that was set for this user is removed. */
    ResetMaxSigninSessionDuration?: boolean;
  };
  /** Set a new password for a user of an Amazon WorkMail organization. */
  "workmail:ResetPassword": {
    /** The identifier of the organization that contains the user for which the password is reset. */
    OrganizationId: string;
    /** The identifier of the user for whom the password is reset. */
    UserId: string;
    /** The new password for the user. */
    Password: string;
  };
  /** Set a new password for a user, or mail a reset link (administrators). */
  "gitlab:UpdateUser": {
    /** The number on the page of the user in the Admin area, not the user name. */
    id: number;
    /** 8 to 128 characters, unless the instance asks for more. Leave empty to email a link. */
    password?: string;
    /** If on, the user gets a link to choose a password. No password is set here. */
    resetPassword?: boolean;
    /** If on, GitLab sets a random password and shows it to nobody. The old one stops working. */
    forceRandomPassword?: boolean;
  };
  /** Set a new password for a Google Workspace user (PATCH). */
  "directory:users.patch": {
    /** Primary e-mail address, an alias of it, or the ID. */
    userKey: string;
    /** 8 to 100 characters. Left out, the password stays as it is. */
    password?: string;
    /** Only if the password field holds a hash. The password rules are not checked then. */
    hashFunction?: "MD5" | "SHA-1" | "crypt";
    /** If on, the user must choose a new password at the next sign-in. It has no effect if users sign in through another identity provider. */
    changePasswordAtNextLogin?: boolean;
  };
  /** Set a new password for a Google Workspace user (PUT). */
  "directory:users.update": {
    /** Primary e-mail address, an alias of it, or the ID. */
    userKey: string;
    /** 8 to 100 characters. Left out, the password stays as it is. */
    password?: string;
    /** Only if the password field holds a hash. The password rules are not checked then. */
    hashFunction?: "MD5" | "SHA-1" | "crypt";
    /** If on, the user must choose a new password at the next sign-in. It has no effect if users sign in through another identity provider. */
    changePasswordAtNextLogin?: boolean;
  };
  /** Set a new password for an IAM user. */
  "huawei-iam:KeystoneUpdateUserByAdmin": {
    /** The ID in the list of IAM users, not the user name. */
    userId: string;
    /** 8 to 32 characters of at least two kinds. The account's own policy applies too. */
    password: string;
    /** If on, the user must choose a new password at the next sign-in. */
    pwdStatus?: boolean;
  };
  /** Set a new console password for an IAM user (API v5). */
  "huawei-iam:UpdateLoginProfileV5": {
    /** The ID in the list of IAM users, not the user name. */
    userId: string;
    /** 8 to 32 characters of at least two kinds. The account's own policy applies too. */
    password: string;
    /** If on, the user must choose a new password at the next sign-in. */
    resetRequired?: boolean;
  };
  /** Send a user an e-mail with a link to choose a password or do other required actions. */
  "keycloak:ExecuteActionsEmail": {
    /** Its name as it stands in the address, not the display name. */
    realm: string;
    /** The ID on the details page of the user, not the user name. */
    id: string;
    /** UPDATE_PASSWORD lets the user choose a password. */
    actions: readonly ("UPDATE_PASSWORD" | "VERIFY_EMAIL" | "UPDATE_PROFILE" | "CONFIGURE_TOTP" | (string & {}))[];
    /** The client ID of the application to which the user goes afterwards. */
    clientId?: string;
    /** One of the addresses that the client allows. Enter the client too. */
    redirectUri?: string;
    /** If left out, the realm's setting: 12 hours by default. */
    lifespan?: number;
  };
  /** Set a new password for a user of a realm. */
  "keycloak:ResetPassword": {
    /** Its name as it stands in the address, not the display name. */
    realm: string;
    /** The ID on the details page of the user, not the user name. */
    id: string;
    /** The realm's own policy applies; a new realm has none. */
    password: string;
    /** If on, the user must choose a new password at the next sign-in. If off, an earlier request to do so is removed. */
    temporary?: boolean;
  };
  /** Set a new password for a Matrix account and end its sessions. */
  "synapse:ResetPassword": {
    /** With the @ before it and the server behind it. Upper and lower case differ. */
    userId: string;
    /** At most 72 bytes: the server ignores the rest, and checks nothing else. */
    newPassword: string;
    /** If on, the account is signed out everywhere. Encrypted history that is kept nowhere else is lost. */
    logoutDevices?: boolean;
  };
  /** Start the reset of a user's password; the service makes one if none is given. */
  "graph:ResetPassword": {
    /** Object ID or user principal name (usually the sign-in address). */
    userId: string;
    /** The same for every user: leave it as it is. */
    methodId?: string;
    /** Leave empty to let the service make one (cloud-only users). Users synchronised from your own directory need one. */
    newPassword?: string;
  };
  /** Set a new password for a user by updating the password profile. */
  "graph:UpdateUser": {
    /** Object ID or user principal name (usually the sign-in address). */
    userId: string;
    /** The new password. Microsoft's banned words and the tenant's own list apply too. */
    password?: string;
    /** If on, the user must choose a new password at the next sign-in. Choose on or off: the documentation disagrees on the default. */
    forceChangePasswordNextSignIn?: boolean;
    /** If on, the user passes multifactor authentication before choosing a new password. */
    forceChangePasswordNextSignInWithMfa?: boolean;
  };
  /** Replace a user's password with a temporary one that the service makes. */
  "okta:ExpirePasswordWithTempPassword": {
    /** ID, login, or the part of the login before the @ if it is the only one. */
    id: string;
    /** If on, the user is signed out everywhere. */
    revokeSessions?: boolean;
  };
  /** Make a one-time link with which the user chooses a password, and send it or return it. */
  "okta:ResetPassword": {
    /** ID, login, or the part of the login before the @ if it is the only one. */
    id: string;
    /** If on, Okta emails the link. If off, the link is shown here, for you to pass on. */
    sendEmail: boolean;
    /** If on, the user is signed out everywhere. */
    revokeSessions?: boolean;
  };
  /** Set a new password for a user without the old one. */
  "okta:UpdateUser": {
    /** ID, login, or the part of the login before the @ if it is the only one. */
    id: string;
    /** The policy of the user's group applies. */
    password: string;
    /** If on, the password is refused as it would be for the user: if it was used before, or changed too recently. */
    strict?: boolean;
    /** The ETag of the user as it was read. Leave empty to change the user in any case. */
    ifMatch?: string;
  };
  /** Set a new password for a user of any SCIM 2.0 service that takes one. */
  "scim:PatchUser": {
    /** The ID that the server gave the user, not the user name. */
    id: string;
    /** The new password. The service may have rules that SCIM does not report. */
    password: string;
  };
  /** Set a new console password for a CAM sub-user. */
  "cam:UpdateUser": {
    /** The name of the sub-user as CAM lists it. */
    Name: string;
    /** 1 allows the console. With 1 and no password the system makes one that nobody is told. */
    ConsoleLogin?: number;
    /** Valid only for a sub-user who may sign in to the console. */
    Password?: string;
    /** 1: the user must choose a new password at the next sign-in. */
    NeedResetPassword?: number;
  };
}

/** What the success of each operation holds. */
export interface Outputs {
  /** Reset the password of a user of a CloudSSO directory. Not possible once SSO logon is enabled. */
  "cloudsso:ResetUserPassword": {
    /** New password */
    NewPassword?: string;
    RequestId?: string;
  };
  /** Set a new password for an account of an IDaaS EIAM instance, and tell the user if asked. */
  "eiam:UpdateUserPassword": Record<string, never>;
  /** Set a new console password for a RAM user, named by the logon name. */
  "ims:UpdateLoginProfile": {
    /** Console logon */
    Status?: string;
    /** Changed on */
    UpdateDate?: string;
    /** New password at next logon */
    PasswordResetRequired?: boolean;
    /** State of the password */
    PasswordStatus?: string;
  };
  /** Set a new console password for a RAM user who has one already. */
  "ram:UpdateLoginProfile": Record<string, never>;
  /** Set a new password for a user of a database connection. */
  "auth0:UpdateUser": {
    /** User ID */
    user_id?: string;
  };
  /** Set a new password for a user. */
  "authentik:SetPassword": Record<string, never>;
  /** Reset the personal meeting PIN of an Amazon Chime user; the service makes the new one. */
  "chime:ResetPersonalPIN": {
    /** New PIN */
    PersonalPIN: string;
    UserId?: string;
    AccountId?: string;
    PrimaryEmail?: string;
    PrimaryProvisionedNumber?: string;
    DisplayName?: string;
    LicenseType?: string;
    UserType?: string;
    UserRegistrationStatus?: string;
    UserInvitationStatus?: string;
    RegisteredOn?: string;
    InvitedOn?: string;
    AlexaForBusiness?: unknown;
  };
  /** Invalidate a user's password and send the user a code to choose another. */
  "cognito-idp:AdminResetUserPassword": Record<string, never>;
  /** Set the password of a user of a user pool, for good or until the next sign-in. */
  "cognito-idp:AdminSetUserPassword": Record<string, never>;
  /** Set a new password for a user of a Managed Microsoft AD or Simple AD directory; a disabled user is enabled by it. */
  "ds:ResetUserPassword": Record<string, never>;
  /** Set a new console password for an IAM user who has one already. */
  "iam:UpdateLoginProfile": Record<string, never>;
  /** Set a new password for a user of an Amazon WorkMail organization. */
  "workmail:ResetPassword": Record<string, never>;
  /** Set a new password for a user, or mail a reset link (administrators). */
  "gitlab:UpdateUser": {
    /** User ID */
    id?: number;
    /** User name */
    username?: string;
    /** State of the user */
    state?: string;
  };
  /** Set a new password for a Google Workspace user (PATCH). */
  "directory:users.patch": {
    /** User ID */
    id?: string;
    /** Primary email */
    primaryEmail?: string;
  };
  /** Set a new password for a Google Workspace user (PUT). */
  "directory:users.update": {
    /** User ID */
    id?: string;
    /** Primary email */
    primaryEmail?: string;
  };
  /** Set a new password for an IAM user. */
  "huawei-iam:KeystoneUpdateUserByAdmin": {
    /** User ID */
    id?: string;
    /** The password expires at */
    passwordExpiresAt?: string;
  };
  /** Set a new console password for an IAM user (API v5). */
  "huawei-iam:UpdateLoginProfileV5": {
    /** User ID */
    id?: string;
    /** The password expires at */
    passwordExpiresAt?: string;
  };
  /** Send a user an e-mail with a link to choose a password or do other required actions. */
  "keycloak:ExecuteActionsEmail": Record<string, never>;
  /** Set a new password for a user of a realm. */
  "keycloak:ResetPassword": Record<string, never>;
  /** Set a new password for a Matrix account and end its sessions. */
  "synapse:ResetPassword": Record<string, never>;
  /** Start the reset of a user's password; the service makes one if none is given. */
  "graph:ResetPassword": {
    /** New password */
    newPassword?: string;
    /** Status address */
    operation?: string;
  };
  /** Set a new password for a user by updating the password profile. */
  "graph:UpdateUser": Record<string, never>;
  /** Replace a user's password with a temporary one that the service makes. */
  "okta:ExpirePasswordWithTempPassword": {
    /** Temporary password */
    tempPassword: string;
  };
  /** Make a one-time link with which the user chooses a password, and send it or return it. */
  "okta:ResetPassword": {
    /** One-time link */
    resetPasswordUrl?: string;
  };
  /** Set a new password for a user without the old one. */
  "okta:UpdateUser": {
    /** User ID */
    id?: string;
    /** State of the user */
    status?: string;
  };
  /** Set a new password for a user of any SCIM 2.0 service that takes one. */
  "scim:PatchUser": {
    /** User ID */
    id?: string;
    /** A password that should not be here */
    password?: string;
  };
  /** Set a new console password for a CAM sub-user. */
  "cam:UpdateUser": {
    /** Request ID */
    RequestId: string;
  };
}
