import type { OpenShiftReleaseName } from './openshift-releases';

/** An operator that the platform installs, and where its versions come from. */
export interface Operator {
  /** Name of its package in the catalogue. */
  readonly package: string;
  /** Its common name. */
  readonly title: string;
  /** What the operator does, in a sentence. */
  readonly purpose: string;
  readonly catalogue: 'redhat-operators' | 'certified-operators' | 'community-operators';
  readonly namespace: OperatorNamespace;
  /** Whether it watches all namespaces or only its own. Source: installModes of its ClusterServiceVersion. */
  readonly watches: 'everything' | 'own-namespace';
  /**
   * Side effect of a new version, such as restarts, for the person who pins it.
   * @default none worth a note
   */
  readonly newVersion?: string;
  /**
   * Architectures that its images are built for. Source: labels of its ClusterServiceVersion; without such a label,
   * only amd64.
   */
  readonly architectures: readonly ('amd64' | 'arm64')[];
  /**
   * IAM roles that the operator assumes, each from an environment variable with its ARN.
   * @default none
   */
  readonly roles?: readonly OperatorRole[];
  /**
   * API groups that its CustomResourceDefinitions define, or `<group>/<kind>` where several operators share a group.
   */
  readonly defines: readonly string[];
  /**
   * Namespace in which it installs what it runs, if that is not its own.
   * @default it runs everything in its own namespace
   */
  readonly operand?: OperatorOperand;
  /** Which environments need it. */
  readonly neededFor: OperatorUse;
  readonly releases: Readonly<Record<OpenShiftReleaseName, OperatorAvailability>>;
}

/** All environments (`everything`), or those with a service or a single sign-on that needs the operator. */
export type OperatorUse = 'everything' | 'crunchy' | 'keycloak' | 'mysql';

/** The namespace of an operator: one that OpenShift makes (`ofCluster`), or one that the platform makes. */
export type OperatorNamespace =
  | { readonly ofCluster: string }
  | {
      readonly name: string;
      /** Reason why its pods need more than the pod security level `restricted`; left out if they do not. */
      readonly privileged?: string;
      /**
       * Which Prometheus reads its metrics: the one of the cluster itself, as Red Hat's operators expect, or the one of
       * workloads.
       */
      readonly monitoring: 'cluster' | 'workload';
    };

/** The namespace in which an operator installs what it runs. */
export interface OperatorOperand {
  readonly namespace: string;
  /**
   * ServiceAccount there that must have its IAM role before its first pod starts.
   * @default none needs a role
   */
  readonly account?: { readonly name: string; readonly role: 'cert-manager' };
}

/** An IAM role of one of OpenShift's CredentialsRequests, see `constructs/openshift/credentials-requests.ts`. */
export interface OperatorRole {
  readonly variable: string;
  readonly component: 'efs-csi-driver';
}

/** How a release gets an operator. */
export type OperatorAvailability =
  | {
      readonly channel: string;
      /** Minor or major version, such as `1.18`, that the release must stay on; its patches may be installed. */
      readonly heldBackTo?: string;
      /**
       * Version to install until the environment pins one; set where the newest version of the channel does not support
       * the release.
       */
      readonly startingVersion?: string;
    }
  /** The release has no operator, so a Helm chart installs what it would run. */
  | { readonly chart: { readonly repository: string; readonly name: string; readonly version: string } }
  /** The release has neither; the text says what to do instead. */
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
 * catalogue that is named beside each row; installation modes and suggested namespaces from its ClusterServiceVersion.
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
  // openshift/external-secrets-operator-release: catalogs/, which has 4.18 and newer. For 4.17, the chart of the
  // version that Red Hat's operator 1.1 installs.
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
  // openshift/csi-operator: config/aws-efs/. The driver on machines needs no role: it needs one only for file systems
  // in a single zone, see assets/overlays/aws-efs/patches/node_add_driver.yaml.
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
  // releases, so it also offers a release versions that no longer support it.
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
  // with -cw has the build that watches all namespaces.
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
  // openshift/cluster-logging-operator: bundle.Dockerfile of each release branch. Loki's operator must have the same
  // minor version.
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
