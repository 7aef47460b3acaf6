// Written by `cargo test --test typescript` from the model in src/operations/.

/** An operation: the service and the action, as in IAM and RAM policies. */
export type OperationId = "workmail:ResetPassword" | "cloudsso:ResetUserPassword" | "chime:ResetPersonalPIN";

/** What is wrong with an input or, in advice, not wise; in order of importance. */
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
  | "contains_user_name"
  | "forbidden_word"
  | "rule"
  | "lifecycle"
  | "undocumented_form"
  | "invisible_character"
  | "look_alike_character"
  | "untypeable_character"
  | "not_nfc"
  | "ends_with_space";

/** What each operation takes. */
export interface Inputs {
  /** Set a new password for a user of an Amazon WorkMail organization. */
  "workmail:ResetPassword": {
    /** The identifier of the organization that contains the user for which the password is reset. */
    OrganizationId: string;
    /** The identifier of the user for whom the password is reset. */
    UserId: string;
    /** The new password for the user. */
    Password: string;
  };
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
  /** Reset the personal meeting PIN of a user of an Amazon Chime account. */
  "chime:ResetPersonalPIN": {
    /** The Amazon Chime account ID. */
    AccountId: string;
    /** The user ID. */
    UserId: string;
  };
}

/** What each operation answers when it succeeded. */
export interface Outputs {
  "workmail:ResetPassword": Record<string, never>;
  "cloudsso:ResetUserPassword": {
    /** The request ID. */
    RequestId: string;
    /** The new password, returned only when the system generated it. */
    NewPassword?: string;
  };
  "chime:ResetPersonalPIN": {
    /** The user details and new personal meeting PIN. */
    User?: {
      /** The user ID. */
      UserId: string;
      /** The Amazon Chime account ID. */
      AccountId?: string;
      /** The primary email address of the user. */
      PrimaryEmail?: string;
      /** The primary phone number associated with the user. */
      PrimaryProvisionedNumber?: string;
      /** The display name of the user. */
      DisplayName?: string;
      /** The license type for the user. */
      LicenseType?: "Basic" | "Plus" | "Pro" | "ProTrial" | (string & {});
      /** The user type. */
      UserType?: "PrivateUser" | "SharedDevice" | (string & {});
      /** The user registration status. */
      UserRegistrationStatus?: "Unregistered" | "Registered" | "Suspended" | (string & {});
      /** The user invite status. */
      UserInvitationStatus?: "Pending" | "Accepted" | "Failed" | (string & {});
      /** Date and time when the user is registered. */
      RegisteredOn?: string;
      /** Date and time when the user is invited to the Amazon Chime account. */
      InvitedOn?: string;
      /** The Alexa for Business metadata. */
      AlexaForBusinessMetadata?: {
        /** Starts or stops Alexa for Business. */
        IsAlexaForBusinessEnabled?: boolean;
        /** The ARN of the room resource. */
        AlexaForBusinessRoomArn?: string;
      };
      /** The user's personal meeting PIN. */
      PersonalPIN?: string;
    };
  };
}
