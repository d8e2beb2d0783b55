/** Who runs what on a runner's host. None of them can log in. */
export const hostUsers = {
  /** Takes jobs from GitLab; the host's role and the token are within its reach alone. */
  manager: { name: 'gitlab-runner', uid: 1100 },
  /** Runs the jobs' containers: root in a job is this user outside. */
  jobs: { name: 'jobs', uid: 1101 },
} as const;

/** User ids that containers of `jobs` have besides its own. */
export const jobUserIds = { first: 1_000_000, count: 65_536 } as const;

/** Where Podman takes the manager's orders; no job sees it. */
export const engineSocket = '/run/job-engine/podman.sock';

/** Where the manager's configuration with the token is: in memory. */
export const runnerConfigFile = '/run/gitlab-runner/config.toml';
