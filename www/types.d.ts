// What the page reads of the package's API.

export interface Issue {
  code: string;
  path: string[];
  message: string;
  expected?: { unless?: string; with?: string };
}

export interface Constraint {
  kind: string;
  min?: number;
  max?: number;
  meaning?: string;
}

export interface Member {
  name: string;
  label: string;
  help: string;
  example: string;
  kind: "text" | "boolean";
  required: boolean;
  sensitive: boolean;
  constraints: Constraint[];
  attributes: { type: string; autocomplete: string; autocapitalize: string; spellcheck: boolean };
}

export interface Policy {
  minLength: number;
  maxLength: number;
  classes: { name: string; min: number }[];
  minClasses: number;
  minDifferent: number;
  notUserName: boolean;
}

export interface Operation {
  id: string;
  provider: string;
  service: string;
  action: string;
  summary: string;
  docs: string;
  lifecycle: { ends: string | null; notice: string };
  signing: { algorithm: string; name: string };
  regions: string[];
  defaultRegion: string;
  members: Member[];
  rules: { member: string; unless: string }[];
  policy?: Policy;
  policyMember?: string;
  afterwards: { text: string }[];
}

export type Input = Record<string, string | true>;

export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Api {
  operations(): string[];
  describe(operation: string): Operation;
  validate(operation: string, input: Input): { issues: Issue[]; advice?: undefined } | { issues?: undefined; advice: Issue[] };
  generatePassword(operation: string): string;
  buildRequest(operation: string, input: Input, options?: { region?: string }): HttpRequest;
}
