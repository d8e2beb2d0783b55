import type { GitLabBucketName, GitLabBucketPart } from './data/gitlab-buckets';

/*
 * Purposes of the platform's own AWS resources, from which `naming.ts` makes their names. An unlisted purpose does not compile:
 * a name that only one of the two apps uses would only be noticed when a pod cannot start.
 */

/** Noun of a stack's name. */
export type StackNoun =
  | 'backup'
  | 'backup-copies'
  | 'caches'
  | 'cluster'
  | 'deployment-rights'
  | 'directory'
  | 'dns'
  | 'gitlab'
  | 'hosts'
  | 'identity'
  | 'identity-providers'
  | 'issuer'
  | 'machines'
  | `machines-${number}`
  | 'network'
  | 'node-pools'
  | 'observability'
  | `observability-${number}`
  | 'ports'
  | 'shield'
  | 'resolver'
  | 'single-sign-on'
  | 'storage'
  | `tenants-${number}`;

/** Contents of a bucket of the platform. */
export type BucketPurpose =
  | 'access-logs'
  | 'audit-archive'
  | 'bootstrap'
  | 'cluster-backups'
  | 'database-backups'
  | 'directory-backups'
  | 'etcd-backups'
  | 'etcd-keys'
  | 'flow-logs'
  | 'hosts'
  | 'logs'
  | 'resolver-queries'
  | 'runner-cache'
  | `gitlab-${GitLabBucketName}`;

/** Part of GitLab, or helper of it, by the last part of the name of its IAM role. */
export type GitLabRole = GitLabBucketPart | 'secrets' | 'secret-copy' | 'backup';

/** A component of OpenShift with a role of its own, see `constructs/openshift/credentials-requests.ts`. */
export type OpenShiftComponent =
  | 'credential-operator'
  | 'ebs-csi-driver'
  | 'efs-csi-driver'
  | 'efs-csi-driver-node'
  | 'image-registry'
  | 'ingress'
  | 'machine-api'
  | 'network-config';

/** IAM roles of the platform that an environment has once each. */
export const platformRoles = [
  'audit-archive',
  'backup',
  'backup-eraser',
  'backup-restore',
  'bootstrap',
  'cert-manager',
  'control-plane',
  'etcd-backup',
  'external-dns',
  'loki',
  'node-admission',
  'oadp',
  'pipelines',
  'platform-secrets',
  'shared-databases-secrets',
  'single-sign-on',
  'single-sign-on-keycloak-backup',
  'single-sign-on-secrets',
  'worker',
] as const;

/** One of `platformRoles`. */
export type PlatformRole = (typeof platformRoles)[number];

/** An IAM role of the platform, by the parts of its name. */
export type RolePath =
  | readonly [PlatformRole]
  | readonly ['contributor' | 'host' | 'runner-host', name: string]
  | readonly ['gitlab', role: GitLabRole]
  | readonly ['openshift', component: OpenShiftComponent]
  | readonly ['runner', name: string]
  | readonly ['runner', name: string, 'secrets']
  | readonly ['shared', cluster: string, 'backup'];

/** A managed IAM policy, by the parts of its name: permissions boundaries, and the rights of CloudFormation in a deploy. */
export type PolicyPath = readonly ['boundary', of: 'contributors' | 'workloads'] | readonly ['deploy', part: string];

/** First part of the names of parameters of Systems Manager. */
export type ParameterFolder = 'people' | 'wireguard';

/** First parts of the names of secrets of the platform. Below `cluster` is the key that signs all ServiceAccount tokens. */
export const secretFolders = [
  'cluster',
  'platform',
  'caches',
  'single-sign-on',
  'gitlab',
  'runners',
  'runner-hosts',
  'hosts',
  'directory',
] as const;

/** One of `secretFolders`. */
export type SecretFolder = (typeof secretFolders)[number];

/** A secret of the platform, by the parts of its name. */
export type SecretPath =
  | readonly ['cluster', 'service-account-signing-key']
  | readonly ['platform', 'alertmanager' | 'delivery-mirror' | 'openshift-login' | `challenges-${string}`]
  | readonly ['single-sign-on', 'administrator' | 'database-password' | 'directory']
  | readonly ['gitlab', 'oauth2-client-secret' | 'rails-secret' | 'smtp-password' | 'mail-account']
  | readonly ['caches' | 'runners' | 'runner-hosts', name: string]
  | readonly ['hosts', host: string, name: string]
  | readonly ['directory', of: 'administrator' | 'keycloak' | 'manager'];

/** What a KMS key encrypts or signs. */
export type KeyPurpose =
  | 'alarms'
  | 'backup'
  | 'backup-copy'
  | 'data'
  | 'directory'
  | 'dnssec'
  | 'dnssec-pages'
  | 'etcd-keys'
  | 'global-alarms'
  | 'sessions'
  | 'single-sign-on'
  | 'volumes';

/** A load balancer that a stack makes; OpenShift's ingress operator names its own. */
export type BalancerPurpose = 'directory' | 'git-ssh' | 'ports';

/** A vault of AWS Backup: in the environment's region, and in the second region. */
export type VaultPurpose = 'backups' | 'backup-copies';

/** An SNS topic for alarms: in the environment's region, and in us-east-1 if that is another region. */
export type TopicPurpose = 'alarms' | 'global-alarms';
