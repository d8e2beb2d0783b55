/** The relay of the environment, and how a service sends mail through it. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  readonly from: string;
  /**
   * Account at the relay, whose password is a secret of the service.
   * @default the relay takes its mail without an account
   */
  readonly user?: string;
}

/** Environment variables with them; the password is among the secrets. */
export const mailVariables = ({ host, port, from, user }: MailSettings): Readonly<Record<string, string>> => ({
  MAIL_HOST: host,
  MAIL_PORT: String(port),
  MAIL_FROM: from,
  ...(user === undefined ? {} : { MAIL_USER: user }),
});
