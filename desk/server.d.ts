import type { IncomingMessage, Server } from "node:http";

/** The folder of the page that comes with this package. */
export const PAGE: string;

/** What a company's server is made of. */
export interface ResetServerOptions {
  /** The only page that may ask, such as `https://reset.example.com`; a request has to name its host, or this machine. */
  readonly origin: string;
  /**
   * Who is signed in, by your own session: a text that is not empty. Whatever else it gives, a promise of it too, is nobody, and
   * gets 401.
   */
  readonly authorize: (request: IncomingMessage) => string | undefined | Promise<string | undefined>;
  /** Is called with each thing that was done: who, which operation, which user, what came of it. It holds no secret. */
  readonly audit: (line: AuditLine) => void;
  /** The operations that are allowed, by id; all where it is left out. */
  readonly operations?: readonly string[];
  /** The region of services that have several. */
  readonly region?: string;
  /** Where a service of your own is. All requests go there, so name only operations of that service. */
  readonly endpoint?: string;
  /** A file of mode 600 with the token of services that take one; else it is read from the environment. */
  readonly tokenFile?: string;
  /** A folder for the journals of files. Without one, files are not sent. */
  readonly files?: string;
  /** How many calls one administrator may make in which time; 120 a minute where it is left out. */
  readonly limit?: { readonly calls: number; readonly milliseconds: number };
  /** Another page than {@link PAGE}. */
  readonly pages?: string;
  /** Made-up users instead of the providers: nothing leaves the machine. */
  readonly sandbox?: boolean;
}

/** A line of the audit. */
export interface AuditLine {
  readonly event: "session" | "token_refused" | "refused" | "find" | "reset" | "file" | "row" | "list" | "idle";
  readonly who?: string;
  readonly operation?: string;
  /** Whose password it is; left out where the definition keeps that to itself. */
  readonly target?: string;
  readonly row?: number;
  readonly rows?: number;
  readonly outcome?: string | number;
  readonly code?: string;
  readonly codes?: readonly string[];
  readonly tries?: number;
  /** Of `refused`: for so many requests, of one second, that had this code after the one with a line of its own. */
  readonly times?: number;
}

/**
 * A server that does not listen yet. It serves the page, checks each input again, signs and sends it with the credentials of its
 * environment, and explains the response. It never logs an input or an output.
 *
 * @throws {TypeError} where `origin`, `authorize` or `audit` is missing
 */
export function resetServer(options: ResetServerOptions): Server;

/** A file of mode 600 that takes a line of JSON for each thing that was done. */
export function auditFile(file: string): (line: AuditLine) => void;
