/** What somebody without any right sees of the mail of a community: answers of DNS, of its web sites and of its mail host. */
export interface WorldView {
  /** Texts of TXT records, each with its strings joined; empty where there are none. */
  readonly texts: (name: string) => Promise<readonly string[]>;
  /** Hosts of MX records, the most preferred first. */
  readonly mailHosts: (domain: string) => Promise<readonly string[]>;
  readonly addresses: (host: string) => Promise<readonly string[]>;
  /** Names of an address, by its reverse record. */
  readonly namesFor: (address: string) => Promise<readonly string[]>;
  /** Body of a page over HTTPS whose certificate is right, or why there is none. */
  readonly page: (host: string, path: string) => Promise<Page>;
  /** What a mail server says at port 25. */
  readonly visit: (host: string, address: string) => Promise<SmtpVisit>;
}

/** A page, or why it cannot be read. */
export type Page = { readonly text: string } | { readonly failure: string };

/** A visit to a mail server that ends before any message. */
export type SmtpVisit =
  | { readonly failure: string }
  | {
      readonly greeting: string;
      /** Its answer to a message of somebody elsewhere for somebody elsewhere. */
      readonly toStrangers: string;
      readonly certificate:
        | { readonly failure: string }
        /** Day on which it expires, as milliseconds since 1970, and why it is not right for the name; undefined if it is. */
        | { readonly expires: number; readonly wrong?: string };
    };

/** One question about mail, with what is wrong if anything is. */
export interface MailCheck {
  /** What was asked, such as `SPF of commons.example`. */
  readonly what: string;
  /**
   * What is wrong, and who mends it how.
   * @default it is as it should be
   */
  readonly wrong?: { readonly says: string; readonly whose: string; readonly remedy: string };
}
