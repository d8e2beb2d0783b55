import { requiredConstraint } from '../../base/pods/required-constraint';

/** Who a runner works for. */
export type GitLabRunnerPurpose =
  /** Any project, with a cache that they share. */
  | { readonly kind: 'everybody'; readonly cache: { readonly bucketName: string; readonly region: string } }
  /** Release builds alone: nothing that another job wrote gets in, and only images that are named. */
  | { readonly kind: 'releases'; readonly images: readonly string[] };

export interface GitLabRunnerConfigProps {
  readonly namespace: string;
  /** Service account of the jobs, which is nobody. */
  readonly jobAccount: string;
  /** Labels of the jobs' pods. */
  readonly jobLabels: Readonly<Record<string, string>>;
  /** Machines of the jobs. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly RunnerToleration[];
  /** Whether a job has user ids of its own, so that root in it is nobody outside. */
  readonly userNamespaces: boolean;
  readonly purpose: GitLabRunnerPurpose;
  /** What a job runs in that names no image itself. */
  readonly jobImage: string;
  /** Address that jobs fetch repositories from, where that is not GitLab's own. */
  readonly cloneUrl?: string;
}

/** A taint with a value; the runner's configuration knows no others. */
export interface RunnerToleration {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** What a job may use. */
const job = {
  cpu_request: '500m',
  cpu_limit: '4',
  memory_request: '1Gi',
  memory_limit: '8Gi',
  ephemeral_storage_request: '2Gi',
  ephemeral_storage_limit: '20Gi',
  helper_cpu_request: '50m',
  helper_cpu_limit: '1',
  helper_memory_request: '128Mi',
  helper_memory_limit: '512Mi',
  service_cpu_request: '100m',
  service_cpu_limit: '2',
  service_memory_request: '256Mi',
  service_memory_limit: '2Gi',
} as const;

/**
 * The runner's own configuration. Source: gitlabhq/gitlab-runner:docs/executors/kubernetes/_index.md and
 * docs/configuration/advanced-configuration.md. Its chart reads it as a template, so it has no double braces.
 */
export function gitlabRunnerConfig(props: GitLabRunnerConfigProps): string {
  const { namespace, jobAccount, jobLabels, nodeSelector, tolerations, userNamespaces, purpose, jobImage, cloneUrl } =
    props;
  return [
    '[[runners]]',
    ...settings('  ', { executor: 'kubernetes', ...(cloneUrl === undefined ? {} : { clone_url: cloneUrl }) }),
    ...cacheLines(purpose, namespace),
    ...(userNamespaces
      ? ['  [runners.feature_flags]', ...settings('    ', { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true })]
      : []),
    '  [runners.kubernetes]',
    ...settings('    ', {
      namespace,
      service_account: jobAccount,
      automount_service_account_token: false,
      image: jobImage,
      privileged: false,
      // Inside a user namespace, tools like Buildah become other users of it; outside they stay nobody.
      allow_privilege_escalation: userNamespaces,
      // What another project pulled may be a private image.
      pull_policy: ['always'],
      poll_timeout: 900,
      ...job,
      ...(purpose.kind === 'releases' ? { allowed_images: purpose.images, allowed_services: purpose.images } : {}),
    }),
    '    [runners.kubernetes.node_selector]',
    ...settings('      ', nodeSelector),
    '    [runners.kubernetes.node_tolerations]',
    ...settings('      ', Object.fromEntries(tolerations.map(({ key, value, effect }) => [`${key}=${value}`, effect]))),
    '    [runners.kubernetes.pod_labels]',
    ...settings('      ', jobLabels),
    '    [runners.kubernetes.pod_annotations]',
    ...settings('      ', {
      'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
      ...requiredConstraint(userNamespaces ? 'nested-container' : 'restricted-v2'),
    }),
    ...(userNamespaces ? ownUsers : []),
    '',
  ].join('\n');
}

/** The manager signs addresses of S3 for its jobs by its own role, so that jobs have none. */
function cacheLines(purpose: GitLabRunnerPurpose, path: string): readonly string[] {
  if (purpose.kind === 'releases') return [];
  const { bucketName, region } = purpose.cache;
  return [
    '  [runners.cache]',
    ...settings('    ', { Type: 's3', Path: path, Shared: false }),
    '    [runners.cache.s3]',
    ...settings('      ', {
      ServerAddress: `s3.${region}.amazonaws.com`,
      BucketName: bucketName,
      BucketLocation: region,
      AuthenticationType: 'iam',
    }),
  ];
}

const ownUsers = [
  '    [[runners.kubernetes.pod_spec]]',
  ...settings('      ', { name: 'own-users', patch_type: 'merge', patch: '{"hostUsers": false}' }),
];

/** Lines of TOML; its basic strings are those of JSON. */
function settings(
  indent: string,
  values: Readonly<Record<string, string | number | boolean | readonly string[]>>,
): readonly string[] {
  return Object.entries(values).map(([key, value]) => {
    const name = /^\w+$/.test(key) ? key : JSON.stringify(key);
    return `${indent}${name} = ${JSON.stringify(value)}`;
  });
}
