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

/**
 * Returns the secrets of a forum; those of the mailbox are among them only if people can answer by mail, and those of the relay only if
 * people made its account there.
 */
export const discourseSecrets = ({
  namesRelay,
  answersByMail,
}: {
  readonly namesRelay: boolean;
  readonly answersByMail: boolean;
}): OwnSecrets<DiscourseSecret> => ({
  typedIn: [
    ...(namesRelay ? (['smtp-user', 'smtp-password'] as const) : []),
    ...(answersByMail ? (['pop3-user', 'pop3-password'] as const) : []),
  ],
  generated: [loginSecret, seedSecret],
});
