import type { GitLabBucketName, GitLabBucketPart } from './data/gitlab-buckets';

/*
 * What the platform's own things in AWS are for, from which `naming.ts` makes their names. Whatever is not listed does not compile:
 * a name that only one side knows would be found by nobody before a pod cannot start.
 */

/** Noun of a stack's name. */
export type StackNoun =
  | 'backup'
  | 'backup-copies'
  | 'caches'
  | 'cluster'
  | 'deployment-rights'
  | 'dns'
  | 'gitlab'
  | 'hosts'
  | 'identity'
  | 'identity-providers'
  | 'issuer'
  | 'network'
  | 'node-pools'
  | 'observability'
  | 'single-sign-on'
  | 'storage'
  | `tenants-${number}`;

/** What is in a bucket of the platform. */
export type BucketPurpose =
  | 'access-logs'
  | 'audit-archive'
  | 'bootstrap'
  | 'cluster-backups'
  | 'database-backups'
  | 'etcd-backups'
  | 'etcd-keys'
  | 'flow-logs'
  | 'logs'
  | 'runner-cache'
  | `gitlab-${GitLabBucketName}`;

/** Part of GitLab, or who works for it, by the last part of the role that it takes. */
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

/** Roles of the platform of which an environment has one each. */
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

/** One of them. */
export type PlatformRole = (typeof platformRoles)[number];

/** A role of the platform, by its path from the outside in. */
export type RolePath =
  | readonly [PlatformRole]
  | readonly ['contributor' | 'runner-host', name: string]
  | readonly ['gitlab', role: GitLabRole]
  | readonly ['openshift', component: OpenShiftComponent]
  | readonly ['runner', name: string]
  | readonly ['runner', name: string, 'secrets']
  | readonly ['shared', cluster: string, 'backup'];

/** An IAM policy by itself, by its path: boundaries, and what CloudFormation may do in a deploy. */
export type PolicyPath = readonly ['boundary', of: 'contributors' | 'workloads'] | readonly ['deploy', part: string];

/** First parts of the names of secrets of the platform. Below `cluster` is the key that signs for every service account. */
export const secretFolders = [
  'cluster',
  'platform',
  'caches',
  'single-sign-on',
  'gitlab',
  'runners',
  'runner-hosts',
] as const;

/** One of them. */
export type SecretFolder = (typeof secretFolders)[number];

/** A secret of the platform, by its path from the outside in. */
export type SecretPath =
  | readonly ['cluster', 'service-account-signing-key']
  | readonly ['platform', 'alertmanager' | 'delivery-mirror' | 'openshift-login']
  | readonly ['single-sign-on', 'administrator' | 'database-password' | 'directory']
  | readonly ['gitlab', 'oauth2-client-secret' | 'rails-secret' | 'smtp-password']
  | readonly ['caches' | 'runners' | 'runner-hosts', name: string];

/** What a key encrypts or signs. */
export type KeyPurpose =
  | 'alarms'
  | 'backup'
  | 'backup-copy'
  | 'data'
  | 'dnssec'
  | 'dnssec-pages'
  | 'etcd-keys'
  | 'global-alarms'
  | 'single-sign-on'
  | 'volumes';

/** A load balancer that we make: the ingress operator names its own. */
export type BalancerPurpose = 'git-ssh';

/** A vault of AWS Backup: of the environment's region, and of the second one. */
export type VaultPurpose = 'backups' | 'backup-copies';

/** A topic of alarms: of the environment's region, and of us-east-1 where that is another. */
export type TopicPurpose = 'alarms' | 'global-alarms';
