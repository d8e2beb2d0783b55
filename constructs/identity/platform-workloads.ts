import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { secretReader, secretStatements } from '../secrets/secret-access';
import { objectStatements } from '../storage/object-access';
import type { PlatformResources } from './platform-resources';
import type { WorkloadRoleProps } from './workload-role';
import { everyResource } from './wildcard-patterns';

/** A workload of the platform with an IAM role of its own. */
export interface PlatformWorkload {
  /** Last part of the role's name. */
  readonly role:
    | 'audit-archive'
    | 'cert-manager'
    | 'etcd-backup'
    | 'external-dns'
    | 'loki'
    | 'node-admission'
    | 'oadp'
    | 'platform-secrets'
    | 'shared-databases-secrets';
  /** Id of the role's construct, from which its logical id is made. */
  readonly id: string;
  /**
   * Whether the construct is in the stack itself, which its logical id depends on too.
   * @default it is in the construct `Platform` of the stack
   */
  readonly beside?: true;
  /** Returns who the role is for and what it may do; undefined if the environment does not run the workload. */
  readonly rights: (uses: PlatformResources) => Omit<WorkloadRoleProps, 'roleName' | 'issuer'> | undefined;
}

const statement = (actions: readonly string[], resources: readonly string[], conditions = {}): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources], conditions });

const zoneArn = ({ id }: { readonly id: string }): string => `arn:aws:route53:::hostedzone/${id}`;

/** The workloads of the platform that use AWS, one role for each. */
export const platformWorkloads: readonly PlatformWorkload[] = [
  {
    /**
     * cert-manager may change TXT records only at the names of ACME challenges: those of the zone itself, and those to
     * which `model/records/web-records.ts` points names of other zones. The issuer
     * (`cdk8s/platform/certificates.ts`) names the zone, so cert-manager need not list zones. Source:
     * cert-manager/website:content/docs/configuration/acme/dns01/route53.md.
     */
    role: 'cert-manager',
    id: 'CertManager',
    beside: true,
    rights: ({ challenges, zones: { publicZone } }) => ({
      description: 'cert-manager: answers to DNS challenges',
      serviceAccounts: [{ namespace: 'cert-manager', name: 'cert-manager' }],
      statements: [
        statement(['route53:ChangeResourceRecordSets'], [zoneArn(publicZone)], {
          'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': 'TXT' },
          'ForAllValues:StringLike': {
            'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
              '_acme-challenge.*',
              ...(challenges === 'with-aliases' ? [`*.acme.${publicZone.name}`] : []),
            ],
          },
        }),
        statement(['route53:ListResourceRecordSets'], [zoneArn(publicZone)]),
        statement(['route53:GetChange'], ['arn:aws:route53:::change/*']),
      ],
      wildcards: { because: 'Route 53 numbers each change anew.', beyond: [/^arn:aws:route53:::change\/\*$/] },
    }),
  },
  {
    /**
     * external-dns may change neither ACME challenges nor the names of the API and the routers, because stacks and other
     * operators keep those. Sources: openshift/external-dns-operator:assets/iam_policy.json,
     * pkg/operator/controller/externaldns/pod.go for the tokens' audience.
     */
    role: 'external-dns',
    id: 'ExternalDns',
    rights: ({ zones: { publicZone, privateZone } }) => ({
      description: 'external-dns: records of the zones of the cluster',
      audience: 'openshift',
      serviceAccounts: ['routes', 'services'].map((instance) => ({
        namespace: 'external-dns-operator',
        name: `external-dns-${instance}`,
      })),
      statements: [
        statement(['route53:ChangeResourceRecordSets'], [publicZone, privateZone].map(zoneArn), {
          'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA', 'CNAME', 'TXT'] },
          'ForAllValues:StringNotLike': {
            'route53:ChangeResourceRecordSetsNormalizedRecordNames': [
              '_acme-challenge.*',
              `*.acme.${publicZone.name}`,
              ...['api', 'api-int', 'apps', '*.apps'].map((host) => `${host}.${privateZone.name}`),
            ],
          },
        }),
        statement(
          ['route53:ListResourceRecordSets', 'route53:ListTagsForResource', 'route53:ListTagsForResources'],
          [publicZone, privateZone].map(zoneArn),
        ),
        statement(['route53:ListHostedZones'], ['*']),
      ],
      wildcards: { because: 'Route 53 lists all hosted zones or none.', beyond: [everyResource] },
    }),
  },
  {
    /**
     * External Secrets reads the secrets of the platform's components. Source:
     * external-secrets/external-secrets:docs/provider/aws-secrets-manager.md.
     */
    role: 'platform-secrets',
    id: 'Secrets',
    rights: ({ secrets: { namespaces, path, key } }) => ({
      description: 'Secrets of the platform into the namespaces of its components',
      serviceAccounts: namespaces.map(secretReader),
      statements: secretStatements({ below: [path], may: 'read', key }),
      wildcards: { because: 'Whatever is below the path is the platform’s; keys are told apart by their alias.' },
    }),
  },
  {
    /**
     * All pods of a LokiStack share a service account with the stack's name; the service account for rules is not used.
     * Loki deletes old objects itself. Sources: openshift/loki:operator/docs/lokistack/object_storage.md and
     * operator/docs/enhancements/short_lived_tokens_authentication.md.
     */
    role: 'loki',
    id: 'Loki',
    rights: ({ buckets }) => ({
      description: 'Loki: logs of the cluster',
      serviceAccounts: [{ namespace: 'openshift-logging', name: 'logging-loki' }],
      statements: objectStatements({ ...buckets.logs, may: 'change' }),
      wildcards: { because: 'Loki names its objects itself, and a key is known by its alias.' },
    }),
  },
  {
    /**
     * The log collectors may neither read nor delete, because they run on every machine. The logging operator mounts
     * their tokens. Sources:
     * openshift/cluster-logging-operator:docs/features/logforwarding/outputs/aws/s3-forwarding.adoc and
     * internal/collector/collector.go.
     */
    role: 'audit-archive',
    id: 'AuditArchive',
    rights: ({ buckets: { auditArchive } }) =>
      auditArchive && {
        description: 'Collectors of logs: the archive of audit records',
        serviceAccounts: [{ namespace: 'openshift-logging', name: 'collector' }],
        audience: 'openshift',
        statements: objectStatements({ ...auditArchive, may: 'add' }),
        wildcards: { because: 'Each batch of records is a new object, and a key is known by its alias.' },
      },
  },
  {
    /**
     * Velero deletes expired backups; the bucket's Object Lock keeps the others. There is no right to EC2: the CSI driver
     * makes snapshots with its own role. OADP mounts the tokens. Sources: velero-io/velero-plugin-for-aws:README.md,
     * openshift/oadp-operator:internal/controller/velero.go.
     */
    role: 'oadp',
    id: 'Oadp',
    rights: ({ buckets }) => ({
      description: 'OADP: backups of the objects of namespaces',
      serviceAccounts: ['velero', 'openshift-adp-controller-manager'].map((name) => ({
        namespace: 'openshift-adp',
        name,
      })),
      audience: 'openshift',
      statements: objectStatements({ ...buckets.clusterBackups, may: 'change' }),
      wildcards: { because: 'Each backup is a new object, and a key is known by its alias.' },
    }),
  },
  {
    /**
     * The job checks its new objects by name and size, and may neither read nor delete a backup: an attacker in its pod
     * learns nothing of older backups and cannot delete them.
     */
    role: 'etcd-backup',
    id: 'EtcdBackup',
    rights: ({ buckets: { etcdBackups, etcdKeys } }) => ({
      description: 'Backup of etcd: snapshots, and archives with encryption keys',
      serviceAccounts: [{ namespace: 'openshift-etcd-backup', name: 'etcd-backup' }],
      statements: [
        ...[etcdBackups, etcdKeys].flatMap((bucket) => objectStatements({ ...bucket, may: 'add' })),
        statement(
          ['s3:ListBucket'],
          [etcdBackups, etcdKeys].map(({ bucketName }) => `arn:aws:s3:::${bucketName}`),
        ),
      ],
      wildcards: { because: 'Each backup is a new object, and a key is known by its alias.' },
    }),
  },
  {
    /**
     * External Secrets brings the passwords of databases in shared clusters into the namespace of these clusters, where
     * the operator sets them. A tag limits the role, because a list of names would be too long for a policy.
     */
    role: 'shared-databases-secrets',
    id: 'SharedDatabases',
    rights: ({ sharedDatabases }) =>
      sharedDatabases && {
        description: 'Shared databases: passwords of their roles',
        serviceAccounts: [secretReader(sharedDatabases.namespace)],
        statements: secretStatements({
          below: [sharedDatabases.path],
          tagged: sharedDatabases.tag,
          may: 'read',
          key: sharedDatabases.key,
        }),
        wildcards: { because: 'The tag tells which secrets they are, and a key is known by its alias.' },
      },
  },
  {
    /** The CSR approver asks EC2 whether the machine that wants to become a node belongs to the cluster. */
    role: 'node-admission',
    id: 'NodeAdmission',
    beside: true,
    rights: ({ admittedIn }) =>
      admittedIn === undefined
        ? undefined
        : {
            description: 'Node admission: which machines are ours',
            serviceAccounts: [{ namespace: 'node-admission', name: 'node-admission' }],
            statements: [
              statement(['ec2:DescribeInstances'], ['*'], { StringEquals: { 'aws:RequestedRegion': admittedIn } }),
            ],
            wildcards: { because: 'EC2 describes every instance or none.', beyond: [everyResource] },
          },
  },
];
