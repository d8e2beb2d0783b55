import { accountName, type GitLabAccount } from './gitlab-accounts';

/** Returns a function from a part to the chart's value for its ServiceAccount, which the chart does not make itself. */
export const roleScopedAccount = (name: string) => (account: GitLabAccount | 'plain') =>
  ({ serviceAccount: { enabled: true, create: false, name: accountName(name, account) } }) as const;
