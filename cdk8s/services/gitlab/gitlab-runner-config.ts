import { tomlTable } from '../../../model/formats/toml';
import { requiredConstraint } from '../../base/pods/required-constraint';

/** Which jobs a runner takes. */
export type GitLabRunnerPurpose =
  /** Jobs of any project, with a cache in S3. */
  | { readonly kind: 'everybody'; readonly cache: { readonly bucketName: string; readonly region: string } }
  /** Release builds alone: no cache that another job has written to, and only the images that are named. */
  | { readonly kind: 'releases'; readonly images: readonly string[] };

export interface GitLabRunnerConfigProps {
  readonly namespace: string;
  /** ServiceAccount of the jobs, which has no rights in the cluster and no role in AWS. */
  readonly jobAccount: string;
  /** Labels of the jobs' pods. */
  readonly jobLabels: Readonly<Record<string, string>>;
  /** Labels of the nodes that jobs run on. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly RunnerToleration[];
  /** Whether a job runs in a user namespace, so that root in it is an unprivileged user on the node. */
  readonly userNamespaces: boolean;
  readonly purpose: GitLabRunnerPurpose;
  /** Image of a job that names none itself. */
  readonly jobImage: string;
  /**
   * Address that jobs fetch repositories from.
   * @default the address of GitLab that the runner is registered at
   */
  readonly cloneUrl?: string;
}

/** Toleration of a taint that has a value; the runner's configuration cannot express others. */
export interface RunnerToleration {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** Resources of a job's containers. */
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
 * The runner's `config.toml`. Source: gitlabhq/gitlab-runner:docs/executors/kubernetes/_index.md and
 * docs/configuration/advanced-configuration.md. Its chart reads it as a template, so it has no double braces.
 */
export function gitlabRunnerConfig(props: GitLabRunnerConfigProps): string {
  const { namespace, jobAccount, jobLabels, nodeSelector, tolerations, userNamespaces, purpose, jobImage, cloneUrl } =
    props;
  return [
    ...tomlTable(
      '[[runners]]',
      { executor: 'kubernetes', ...(cloneUrl === undefined ? {} : { clone_url: cloneUrl }) },
      0,
    ),
    ...cacheLines(purpose, namespace),
    ...(userNamespaces
      ? tomlTable('[runners.feature_flags]', { FF_USE_ADVANCED_POD_SPEC_CONFIGURATION: true }, 1)
      : []),
    ...tomlTable(
      '[runners.kubernetes]',
      {
        namespace,
        service_account: jobAccount,
        automount_service_account_token: false,
        image: jobImage,
        privileged: false,
        // Tools like Buildah change to other users inside the user namespace; on the node they stay unprivileged.
        allow_privilege_escalation: userNamespaces,
        // An image that is on the node already may be a private one of another project.
        pull_policy: ['always'],
        poll_timeout: 900,
        ...job,
        ...(purpose.kind === 'releases' ? { allowed_images: purpose.images, allowed_services: purpose.images } : {}),
      },
      1,
    ),
    ...tomlTable('[runners.kubernetes.node_selector]', nodeSelector, 2),
    ...tomlTable(
      '[runners.kubernetes.node_tolerations]',
      Object.fromEntries(tolerations.map(({ key, value, effect }) => [`${key}=${value}`, effect])),
      2,
    ),
    ...tomlTable('[runners.kubernetes.pod_labels]', jobLabels, 2),
    ...tomlTable(
      '[runners.kubernetes.pod_annotations]',
      {
        'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
        ...requiredConstraint(userNamespaces ? 'nested-container' : 'restricted-v2'),
      },
      2,
    ),
    ...(userNamespaces ? ownUsers : []),
    '',
  ].join('\n');
}

/** The cache in S3. The runner manager signs addresses for its jobs with its own IAM role, so that jobs need none. */
function cacheLines(purpose: GitLabRunnerPurpose, path: string): readonly string[] {
  if (purpose.kind === 'releases') return [];
  const { bucketName, region } = purpose.cache;
  return [
    ...tomlTable('[runners.cache]', { Type: 's3', Path: path, Shared: false }, 1),
    ...tomlTable(
      '[runners.cache.s3]',
      {
        ServerAddress: `s3.${region}.amazonaws.com`,
        BucketName: bucketName,
        BucketLocation: region,
        AuthenticationType: 'iam',
      },
      2,
    ),
  ];
}

const ownUsers = tomlTable(
  '[[runners.kubernetes.pod_spec]]',
  { name: 'own-users', patch_type: 'merge', patch: '{"hostUsers": false}' },
  2,
);
