// Written by scripts/build.mjs from the documents in src/operations/.

/** An operation of the catalogue: the service and the action. */
export type OperationId = "cloudsso:ResetUserPassword" | "chime:ResetPersonalPIN" | "workmail:ResetPassword";

/** An operation of the catalogue in which the caller chooses the password. */
export type PasswordOperationId = "cloudsso:ResetUserPassword" | "workmail:ResetPassword";

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
  | "rule"
  | "lifecycle"
  | "recommended"
  | "undocumented_form"
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
    /** The new password. Leave it out where the system is to generate one. */
    Password?: string;
    /** The system generates the new password and returns it. Off if left out. */
    GenerateRandomPassword?: boolean;
    /** The user must choose another password at the next logon. Off if left out. */
    RequirePasswordResetForNextLogin?: boolean;
  };
  /** Reset the personal meeting PIN of an Amazon Chime user; the service makes the new one. */
  "chime:ResetPersonalPIN": {
    /** The Amazon Chime account ID. */
    AccountId: string;
    /** The user ID. */
    UserId: string;
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
}

/** What the success of each operation holds. */
export interface Outputs {
  /** Reset the password of a user of a CloudSSO directory. Not possible once SSO logon is enabled. */
  "cloudsso:ResetUserPassword": {
    /** New password */
    NewPassword?: string;
    RequestId?: string;
  };
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
  /** Set a new password for a user of an Amazon WorkMail organization. */
  "workmail:ResetPassword": Record<string, never>;
}
