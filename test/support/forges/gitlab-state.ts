/** A user of the stand-in. */
export interface StandInUser {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly bot?: boolean;
  /**
   * Whether the role is less than Developer, which may not resolve discussions.
   * @default false
   */
  readonly isReporter?: boolean;
}

export interface StandInNote {
  readonly id: number;
  body: string;
  readonly system: boolean;
  readonly author: StandInUser;
  readonly created_at: string;
  readonly resolvable: boolean;
  resolved: boolean;
  readonly position: Readonly<Record<string, unknown>> | undefined;
}

export interface StandInDiscussion {
  readonly id: string;
  readonly notes: StandInNote[];
}

export interface StandInVersion {
  readonly id: number;
  readonly head_commit_sha: string;
  readonly base_commit_sha: string;
  readonly start_commit_sha: string;
  readonly created_at: string;
}

/** A merge request with what the API tells of it. */
export interface StandInMergeRequest {
  readonly iid: number;
  readonly author: StandInUser;
  readonly state: string;
  readonly target_branch: string;
  readonly sha: string;
  readonly merge_commit_sha: string | null;
  readonly squash_commit_sha: string | null;
  /** Commits that it has brought. */
  readonly commits: readonly {
    readonly id: string;
    readonly author_email: string;
    readonly author_name: string;
    readonly committer_email: string;
    readonly committer_name: string;
  }[];
  readonly versions: readonly StandInVersion[];
  readonly approved_by: readonly { readonly user: StandInUser; readonly approved_at?: string }[];
  readonly discussions: StandInDiscussion[];
  /**
   * The files of its diff with the lines that are shown, as `old:new`, or `old:` and `:new` for a line of one version.
   * @default any line of any file
   */
  readonly diff?: Readonly<Record<string, readonly string[]>>;
}

export interface StandInDeployment {
  readonly id: number;
  readonly environment: string;
  readonly status: string;
  readonly sha: string;
  readonly ref: string;
  /** Null for one that somebody has made by the API, without a job. */
  readonly deployable: {
    readonly name: string;
    readonly ref: string;
    readonly tag: boolean;
    readonly status: string;
  } | null;
}

/** What the stand-in knows; tests write it. */
export interface StandInState {
  /** Users by their token. */
  readonly tokens: Readonly<Record<string, StandInUser>>;
  readonly users: readonly StandInUser[];
  readonly mergeRequests: readonly StandInMergeRequest[];
  readonly deployments: readonly StandInDeployment[];
  /** The job that has the token of jobs, `job-token`. */
  readonly job: {
    readonly user: StandInUser;
    readonly ref: string;
    readonly tag: boolean;
    readonly commit: { readonly id: string };
  };
}
