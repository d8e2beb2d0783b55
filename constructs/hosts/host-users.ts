/** Users of a runner's host. None of them can log in. */
export const hostUsers = {
  /**
   * Runs the runner, which takes jobs from GitLab, and uses the host's role and the token. The other user can do
   * neither.
   */
  manager: { name: 'gitlab-runner', uid: 1100 },
  /** Runs the containers of the jobs: root in a container is this user on the host. */
  jobs: { name: 'jobs', uid: 1101 },
} as const;

/** Further user ids for containers of `jobs` (`/etc/subuid`). */
export const jobUserIds = { first: 1_000_000, count: 65_536 } as const;

/** Socket of Podman, for the manager; jobs do not see it. */
export const engineSocket = '/run/job-engine/podman.sock';

/** The manager's configuration with the token; the folder is in memory. */
export const runnerConfigFile = '/run/gitlab-runner/config.toml';
