/** Service accounts of a runner's namespace: who takes jobs from GitLab, and who the jobs are. */
export const runnerAccounts = { manager: 'runner-manager', jobs: 'runner-jobs' } as const;
