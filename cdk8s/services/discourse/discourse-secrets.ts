import { loginSecret, type OwnSecrets } from '../../../model/service-needs';

/** Key of the secret from which the key for sessions is derived. */
export const seedSecret = 'secret-seed';

type DiscourseSecret =
  | typeof loginSecret
  | typeof seedSecret
  | 'smtp-user'
  | 'smtp-password'
  | 'pop3-user'
  | 'pop3-password';

/** Returns the secrets of a forum; those of the mailbox are among them only if people can answer by mail. */
export const discourseSecrets = (answersByMail: boolean): OwnSecrets<DiscourseSecret> => ({
  typedIn: answersByMail
    ? ['smtp-user', 'smtp-password', 'pop3-user', 'pop3-password']
    : ['smtp-user', 'smtp-password'],
  generated: [loginSecret, seedSecret],
});
