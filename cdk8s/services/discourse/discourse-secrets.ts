import { loginSecret, type OwnSecrets } from '../../../model/service-needs';

/** What the key of sessions is made from. */
export const seedSecret = 'secret-seed';

type DiscourseSecret =
  | typeof loginSecret
  | typeof seedSecret
  | 'smtp-user'
  | 'smtp-password'
  | 'pop3-user'
  | 'pop3-password';

/** The secrets of a forum, which knows those of a mailbox only if people can answer by mail. */
export const discourseSecrets = (answersByMail: boolean): OwnSecrets<DiscourseSecret> => ({
  typedIn: answersByMail
    ? ['smtp-user', 'smtp-password', 'pop3-user', 'pop3-password']
    : ['smtp-user', 'smtp-password'],
  generated: [loginSecret, seedSecret],
});
