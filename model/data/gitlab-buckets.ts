/** Buckets of GitLab. Each kind of object needs a bucket of its own, because GitLab cannot use prefixes. */
export const gitlabBuckets = [
  { name: 'artifacts', purpose: 'Artifacts and logs of CI jobs', users: ['rails'] },
  { name: 'lfs', purpose: 'Large files of repositories', users: ['rails'] },
  { name: 'uploads', purpose: 'Attachments and avatars', users: ['rails'] },
  { name: 'packages', purpose: 'Packages', users: ['rails'] },
  { name: 'mr-diffs', purpose: 'Changes of merge requests', users: ['rails'] },
  { name: 'terraform-state', purpose: 'State of Terraform', users: ['rails'] },
  { name: 'ci-secure-files', purpose: 'Signing keys and the like of CI jobs', users: ['rails'] },
  { name: 'dependency-proxy', purpose: 'Copies of images from other registries', users: ['rails'] },
  { name: 'pages', purpose: 'Sites that projects publish', users: ['rails', 'pages'] },
  { name: 'registry', purpose: 'Container images', users: ['registry'] },
  { name: 'backups', purpose: 'Backups of the application and its repositories', users: ['toolbox', 'gitaly'] },
  { name: 'tmp', purpose: 'What a restore sets aside', users: ['toolbox'] },
] as const satisfies readonly GitLabBucket[];

/**
 * Parts of GitLab that have an IAM role of their own. `rails` is the web server and background jobs; the toolbox has
 * all permissions of `rails` too.
 */
export const gitlabParts = ['rails', 'toolbox', 'gitaly', 'pages', 'registry'] as const;

/** A part of GitLab with an IAM role of its own. */
export type GitLabBucketPart = (typeof gitlabParts)[number];

interface GitLabBucket {
  readonly name: string;
  readonly purpose: string;
  readonly users: readonly GitLabBucketPart[];
}

/** Name of a bucket of GitLab. */
export type GitLabBucketName = (typeof gitlabBuckets)[number]['name'];

/** Purpose by which the naming functions know a bucket of GitLab. */
export const gitlabBucketPurpose = (bucket: GitLabBucketName): `gitlab-${GitLabBucketName}` => `gitlab-${bucket}`;
