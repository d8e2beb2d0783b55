import { loginSecret, type OwnSecrets } from '../../../model/service-needs';

/** What the key of sessions is made from. */
export const seedSecret = 'secret-seed';

/** The secrets of a forum, which knows those of a mailbox only if people can answer by mail. */
export const discourseSecrets = (answersByMail: boolean): OwnSecrets => ({
  typedIn: ['smtp-user', 'smtp-password', ...(answersByMail ? ['pop3-user', 'pop3-password'] : [])],
  generated: [loginSecret, seedSecret],
});
