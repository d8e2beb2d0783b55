import type { OpenShiftReleaseName } from './openshift-releases';

/** An operator of the platform, and where its versions come from. */
export interface Operator {
  /** Name of its package in the catalogue. */
  readonly package: string;
  /** What people call it. */
  readonly title: string;
  /** What it does, in a sentence. */
  readonly purpose: string;
  readonly catalogue: 'redhat-operators' | 'certified-operators' | 'community-operators';
  readonly namespace: OperatorNamespace;
  /** Whether it looks after all namespaces or its own. Source: installModes of its ClusterServiceVersion. */
  readonly watches: 'everything' | 'own-namespace';
  /** What a new version does besides being newer, for whoever pins it. */
  readonly newVersion?: string;
  /** Architectures that its images are built for. Source: labels of its ClusterServiceVersion; without any it is amd64. */
  readonly architectures: readonly ('amd64' | 'arm64')[];
  /** Roles it takes in AWS, each in a variable of its own. */
  readonly roles?: readonly OperatorRole[];
  /** What it teaches the cluster: whole API groups, or `<group>/<kind>` where others share the group. */
  readonly defines: readonly string[];
  /** Where it installs what it runs, if that is another namespace. */
  readonly operand?: OperatorOperand;
  /** What it is needed for. */
  readonly neededFor: OperatorUse;
  readonly releases: Readonly<Record<OpenShiftReleaseName, OperatorAvailability>>;
}

/** Every environment, or those in which a service or the single sign-on says so. */
export type OperatorUse = 'everything' | 'crunchy' | 'keycloak' | 'mysql';

/** The namespace of an operator: one of the cluster's own, or one that is made for it. */
export type OperatorNamespace =
  | { readonly ofCluster: string }
  | {
      readonly name: string;
      /** Why its pods may be more than restricted, if they are. */
      readonly privileged?: string;
      /** Whether Prometheus of the cluster itself reads its metrics, as Red Hat's operators expect. */
      readonly monitoring: 'cluster' | 'workload';
    };

/** Where an operator installs what it runs, and who that is to AWS. */
export interface OperatorOperand {
  readonly namespace: string;
  /** A service account that must have its role before its first pod starts. */
  readonly account?: { readonly name: string; readonly role: 'cert-manager' };
}

/** A role of one of OpenShift's credentials requests, see `constructs/openshift/credentials-requests.ts`. */
export interface OperatorRole {
  readonly variable: string;
  readonly component: 'efs-csi-driver';
}

/** What a release can have of an operator. */
export type OperatorAvailability =
  | {
      readonly channel: string;
      /** The line that the release stays on while newer releases have a newer one. */
      readonly heldBackTo?: string;
      /** The version to install while the environment has none of its own, where the newest of the channel is not for the release. */
      readonly startingVersion?: string;
    }
  /** No operator, but what it would install, as a Helm chart. */
  | { readonly chart: { readonly repository: string; readonly name: string; readonly version: string } }
  /** Nothing; what to do about it. */
  | { readonly none: string };

const everywhere = (channel: string): Operator['releases'] => ({
  '4.17': { channel },
  '4.18': { channel },
  '4.19': { channel },
  '4.20': { channel },
});

const logging: Operator['releases'] = {
  '4.17': { channel: 'stable-6.3', heldBackTo: '6.3' },
  '4.18': { channel: 'stable-6.4', heldBackTo: '6.4' },
  '4.19': { channel: 'stable-6.5' },
  '4.20': { channel: 'stable-6.5' },
};

const migratesData = 'restarts every database, and may change what is stored';

/**
 * All operators. Each becomes a namespace, an OperatorGroup and a Subscription; to add one, add a row. Sources: the
 * catalogues named beside the rows, for installation modes and suggested namespaces the ClusterServiceVersion of each.
 */
export const operators: readonly Operator[] = [
  // openshift/openshift-docs: modules/installing-gitops-operator-using-cli.adoc
  {
    package: 'openshift-gitops-operator',
    title: 'OpenShift GitOps',
    purpose: 'Runs Argo CD, which keeps the cluster in step with the repository',
    catalogue: 'redhat-operators',
    namespace: { name: 'openshift-gitops-operator', monitoring: 'cluster' },
    watches: 'everything',
    architectures: ['amd64', 'arm64'],
    defines: ['argoproj.io', 'pipelines.openshift.io'],
    neededFor: 'everything',
    releases: everywhere('latest'),
  },
  // openshift/cert-manager-operator-release: catalogs/
  {
    package: 'openshift-cert-manager-operator',
    title: 'cert-manager',
    purpose: 'Runs cert-manager, which has certificates issued and renewed',
    catalogue: 'redhat-operators',
    namespace: { name: 'cert-manager-operator', monitoring: 'cluster' },
    watches: 'own-namespace',
    architectures: ['amd64', 'arm64'],
    defines: ['cert-manager.io', 'acme.cert-manager.io', 'operator.openshift.io/CertManager'],
    operand: { namespace: 'cert-manager', account: { name: 'cert-manager', role: 'cert-manager' } },
    neededFor: 'everything',
    releases: {
      '4.17': { channel: 'stable-v1', heldBackTo: '1.18' },
      '4.18': { channel: 'stable-v1', heldBackTo: '1.19' },
      '4.19': { channel: 'stable-v1' },
      '4.20': { channel: 'stable-v1' },
    },
  },
  // openshift/external-secrets-operator-release: catalogs/, which begin with 4.18; the chart is the version that
  // Red Hat's 1.1 installs there.
  {
    package: 'openshift-external-secrets-operator',
    title: 'External Secrets',
    purpose: 'Runs External Secrets, which brings secrets from AWS into the cluster',
    catalogue: 'redhat-operators',
    namespace: { name: 'external-secrets-operator', monitoring: 'cluster' },
    watches: 'everything',
    architectures: ['amd64', 'arm64'],
    defines: ['external-secrets.io', 'operator.openshift.io/ExternalSecretsConfig'],
    operand: { namespace: 'external-secrets' },
    neededFor: 'everything',
    releases: {
      '4.17': {
        chart: { repository: 'https://charts.external-secrets.io', name: 'external-secrets', version: '0.20.4' },
      },
      '4.18': { channel: 'stable-v1', heldBackTo: '1.1' },
      '4.19': { channel: 'stable-v1' },
      '4.20': { channel: 'stable-v1' },
    },
  },
  // openshift/external-dns-operator: bundle/metadata/annotations.yaml
  {
    package: 'external-dns-operator',
    title: 'External DNS',
    purpose: 'Keeps the records of the cluster’s public zone',
    catalogue: 'redhat-operators',
    namespace: { name: 'external-dns-operator', monitoring: 'workload' },
    watches: 'own-namespace',
    architectures: ['amd64'],
    defines: ['externaldns.olm.openshift.io'],
    neededFor: 'everything',
    releases: everywhere('stable-v1'),
  },
  // openshift/csi-operator: config/aws-efs/. Machines have no role of their own: only file systems of one zone need it, see
  // assets/overlays/aws-efs/patches/node_add_driver.yaml.
  {
    package: 'aws-efs-csi-driver-operator',
    title: 'EFS driver',
    purpose: 'Mounts folders of the shared file system',
    catalogue: 'redhat-operators',
    namespace: { ofCluster: 'openshift-cluster-csi-drivers' },
    watches: 'everything',
    architectures: ['amd64', 'arm64'],
    defines: [],
    roles: [{ variable: 'ROLEARN', component: 'efs-csi-driver' }],
    neededFor: 'everything',
    releases: everywhere('stable'),
  },
  // redhat-openshift-ecosystem/certified-operators: operators/cloudnative-pg. One catalogue template serves all
  // releases, also those that a version no longer supports.
  {
    package: 'cloudnative-pg',
    title: 'CloudNativePG',
    purpose: 'Runs PostgreSQL',
    catalogue: 'certified-operators',
    namespace: { name: 'cnpg-system', monitoring: 'workload' },
    watches: 'everything',
    architectures: ['amd64', 'arm64'],
    newVersion: migratesData,
    defines: ['postgresql.cnpg.io'],
    neededFor: 'everything',
    releases: {
      ...everywhere('stable-v1'),
      '4.17': { channel: 'stable-v1', heldBackTo: '1.29', startingVersion: 'cloudnative-pg.v1.29.2' },
    },
  },
  // redhat-openshift-ecosystem/certified-operators: operators/crunchy-postgres-operator
  {
    package: 'crunchy-postgres-operator',
    title: 'Crunchy Postgres',
    purpose: 'Runs PostgreSQL for services that ask for this operator',
    catalogue: 'certified-operators',
    namespace: { name: 'postgres-operator', monitoring: 'workload' },
    watches: 'everything',
    architectures: ['amd64'],
    newVersion: migratesData,
    defines: ['postgres-operator.crunchydata.com'],
    neededFor: 'crunchy',
    releases: everywhere('v5'),
  },
  // redhat-openshift-ecosystem/certified-operators: operators/percona-xtradb-cluster-operator-certified; the channel
  // -cw is the build that looks after all namespaces.
  {
    package: 'percona-xtradb-cluster-operator-certified',
    title: 'Percona XtraDB',
    purpose: 'Runs MySQL',
    catalogue: 'certified-operators',
    namespace: { name: 'percona-xtradb-operator', monitoring: 'workload' },
    watches: 'everything',
    architectures: ['amd64'],
    newVersion: migratesData,
    defines: ['pxc.percona.com'],
    neededFor: 'mysql',
    releases: { ...everywhere('stable-cw'), '4.17': { channel: 'stable-cw', heldBackTo: '1.19' } },
  },
  // redhat-openshift-ecosystem/community-operators-prod: operators/keycloak-operator
  {
    package: 'keycloak-operator',
    title: 'Keycloak',
    purpose: 'Runs Keycloak, where people log in',
    catalogue: 'community-operators',
    namespace: { name: 'keycloak-operator', monitoring: 'workload' },
    watches: 'everything',
    architectures: ['amd64', 'arm64'],
    newVersion: 'migrates the database of logins, which nothing takes back',
    defines: ['k8s.keycloak.org'],
    neededFor: 'keycloak',
    releases: everywhere('fast'),
  },
  // openshift/cluster-logging-operator: bundle.Dockerfile of each release branch; Loki's operator has to be of the same
  // line.
  {
    package: 'loki-operator',
    title: 'Loki',
    purpose: 'Runs Loki, which stores logs',
    catalogue: 'redhat-operators',
    namespace: { name: 'openshift-operators-redhat', monitoring: 'cluster' },
    watches: 'everything',
    architectures: ['amd64', 'arm64'],
    defines: ['loki.grafana.com'],
    neededFor: 'everything',
    releases: logging,
  },
  {
    package: 'cluster-logging',
    title: 'Logging',
    purpose: 'Collects logs, and stores them with Loki',
    catalogue: 'redhat-operators',
    namespace: {
      name: 'openshift-logging',
      privileged: 'Collectors read the logs of their machine',
      monitoring: 'cluster',
    },
    watches: 'everything',
    architectures: ['amd64', 'arm64'],
    defines: ['observability.openshift.io/ClusterLogForwarder'],
    neededFor: 'everything',
    releases: logging,
  },
  // openshift/openshift-docs: modules/monitoring-installing-cluster-observability-operator-using-the-web-console.adoc
  {
    package: 'cluster-observability-operator',
    title: 'Cluster Observability',
    purpose: 'Shows logs in the console',
    catalogue: 'redhat-operators',
    namespace: { name: 'openshift-cluster-observability-operator', monitoring: 'cluster' },
    watches: 'everything',
    architectures: ['amd64', 'arm64'],
    defines: ['observability.openshift.io/UIPlugin'],
    neededFor: 'everything',
    releases: everywhere('stable'),
  },
  // openshift/oadp-operator: PARTNERS.md
  {
    package: 'redhat-oadp-operator',
    title: 'OADP',
    purpose: 'Copies the objects of namespaces to S3',
    catalogue: 'redhat-operators',
    namespace: { name: 'openshift-adp', monitoring: 'workload' },
    watches: 'own-namespace',
    architectures: ['amd64', 'arm64'],
    defines: ['oadp.openshift.io', 'velero.io'],
    neededFor: 'everything',
    releases: {
      ...everywhere('stable'),
      '4.17': { channel: 'stable-1.4', heldBackTo: '1.4' },
      '4.18': { channel: 'stable-1.4', heldBackTo: '1.4' },
    },
  },
];
