import { accountName, type GitLabAccount } from './gitlab-accounts';

/** Says to the chart which of our service accounts a part runs as. */
export const roleScopedAccount = (name: string) => (account: GitLabAccount | 'plain') =>
  ({ serviceAccount: { enabled: true, create: false, name: accountName(name, account) } }) as const;
