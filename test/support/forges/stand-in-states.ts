import type { StandInMergeRequest, StandInNote, StandInState, StandInUser } from './gitlab-state';

export const ada: StandInUser = { id: 1, username: 'ada', name: 'Ada' };
export const ben: StandInUser = { id: 2, username: 'ben', name: 'Ben' };
export const robot: StandInUser = { id: 9, username: 'project_7_bot_1', name: 'review', bot: true };

/** A note as GitLab writes it when something happens, or as a person does. */
export const noteBy = (
  author: StandInUser,
  id: number,
  body: string,
  others: Partial<StandInNote> = {},
): StandInNote => ({
  id,
  body,
  system: false,
  author,
  created_at: '2026-01-01T00:00:00.000Z',
  resolvable: false,
  resolved: false,
  position: undefined,
  ...others,
});

/** An open merge request of Ada's with one version. */
export const mergeRequestBy = (others: Partial<StandInMergeRequest> = {}): StandInMergeRequest => ({
  iid: 12,
  author: ada,
  state: 'opened',
  target_branch: 'main',
  sha: 'c2',
  merge_commit_sha: null,
  squash_commit_sha: null,
  commits: [],
  versions: [
    {
      id: 1,
      head_commit_sha: 'c2',
      base_commit_sha: 'c1',
      start_commit_sha: 'c1',
      created_at: '2026-01-01T10:00:00.000Z',
    },
  ],
  approved_by: [],
  discussions: [],
  ...others,
});

/** A project with one merge request; tokens are `robot-token` and `ada-token`. */
export const stateWith = (mergeRequest: StandInMergeRequest, others: Partial<StandInState> = {}): StandInState => ({
  tokens: { 'robot-token': robot, 'ada-token': ada },
  users: [ada, ben, robot],
  mergeRequests: [mergeRequest],
  deployments: [],
  job: { user: ada, ref: 'main', tag: false, commit: { id: 'c3' } },
  ...others,
});
