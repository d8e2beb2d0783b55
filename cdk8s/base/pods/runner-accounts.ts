/** ServiceAccounts of a runner's namespace: that of the manager, which takes jobs from GitLab, and that of the jobs' pods. */
export const runnerAccounts = { manager: 'runner-manager', jobs: 'runner-jobs' } as const;
