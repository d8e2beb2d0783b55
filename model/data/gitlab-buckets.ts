/** What GitLab keeps in S3, each in a bucket of its own: it knows no prefixes. */
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

/** Parts of GitLab with a role of their own. `rails` is web and jobs; the toolbox may what `rails` may too. */
export const gitlabParts = ['rails', 'toolbox', 'gitaly', 'pages', 'registry'] as const;

/** One of those parts. */
export type GitLabBucketPart = (typeof gitlabParts)[number];

interface GitLabBucket {
  readonly name: string;
  readonly purpose: string;
  readonly users: readonly GitLabBucketPart[];
}

/** One of the buckets. */
export type GitLabBucketName = (typeof gitlabBuckets)[number]['name'];

/** What the naming of buckets is asked for. */
export const gitlabBucketPurpose = (bucket: GitLabBucketName): `gitlab-${GitLabBucketName}` => `gitlab-${bucket}`;
