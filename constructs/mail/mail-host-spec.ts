/** What a mail host does, from which all its configuration follows. */
export interface MailHostSpec {
  /** Name in the world, which its certificate has. */
  readonly name: string;
  /** Name at which services in the VPC reach it, which its certificate has too. */
  readonly submissionName: string;
  /** Domains whose addresses are aliases; the first is that of its own mail. */
  readonly aliasDomains: readonly string[];
  /** Domains all of whose mail goes to another server. */
  readonly relays: readonly { readonly domain: string; readonly host: string; readonly port: number }[];
  /** Who gets the mail of an address. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  readonly accounts: readonly {
    readonly user: string;
    /** Addresses that it may send from; `@` and a domain for all of that. */
    readonly from: readonly string[];
    /** Name of the secret that holds only its password. */
    readonly secretName: string;
  }[];
  /** DKIM keys, the signing one first: their selectors, and the names of the secrets with their private halves. */
  readonly keys: readonly { readonly selector: string; readonly secretName: string }[];
  /** Bytes of the largest message. */
  readonly messageBytes: number;
  readonly greylisting: boolean;
  /** Mail address that the certificate authority warns. */
  readonly contact: string;
  /** Id of the hosted zone with the answers to its challenges. */
  readonly challengeZoneId: string;
}

/** A file of a host, by its path. */
export type HostFiles = Readonly<Record<string, string>>;
