import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

/** What the installer of the tests makes up or is told. */
export interface InstallerOutputProps {
  readonly infraId: string;
  readonly clusterDomain: string;
  readonly publicZoneId: string;
  readonly publish: 'External' | 'Internal';
}

const yaml = (apiVersion: string, kind: string, name: string, rest = ''): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  creationTimestamp: null\n  name: ${name}\n${rest}`;

const machine = (kind: string, name: string): string =>
  yaml('machine.openshift.io/v1beta1', kind, name, '  namespace: openshift-machine-api\nspec: {}\n');

const secret = (name: string, namespace = 'openshift-machine-api'): string =>
  yaml('v1', 'Secret', name, `  namespace: ${namespace}\ndata:\n  userData: e30=\n`);

/** What `create manifests` writes, as far as an installation of ours looks at it. */
export function manifestsOfInstaller({ infraId, clusterDomain, publicZoneId, publish }: InstallerOutputProps): Files {
  const publicZone = publish === 'External' ? `  publicZone:\n    id: ${publicZoneId}\n` : '';
  const privateZone = `  privateZone:\n    tags:\n      Name: ${infraId}-int\n      kubernetes.io/cluster/${infraId}: owned\n`;
  return {
    'manifests/cluster-config.yaml': yaml('v1', 'ConfigMap', 'cluster-config-v1', '  namespace: kube-system\n'),
    'manifests/cluster-dns-02-config.yml': yaml(
      'config.openshift.io/v1',
      'DNS',
      'cluster',
      `spec:\n  baseDomain: ${clusterDomain}\n${privateZone}${publicZone}status: {}\n`,
    ),
    'manifests/cluster-infrastructure-02-config.yml': yaml(
      'config.openshift.io/v1',
      'Infrastructure',
      'cluster',
      `spec:\n  platformSpec:\n    type: AWS\nstatus:\n  infrastructureName: ${infraId}\n  platform: AWS\n`,
    ),
    'manifests/cluster-scheduler-02-config.yml': yaml(
      'config.openshift.io/v1',
      'Scheduler',
      'cluster',
      'spec:\n  mastersSchedulable: true\n  policy:\n    name: ""\nstatus: {}\n',
    ),
    ...(publish === 'Internal' && {
      'manifests/cluster-ingress-default-ingresscontroller.yaml': yaml(
        'operator.openshift.io/v1',
        'IngressController',
        'default',
        '  namespace: openshift-ingress-operator\n',
      ),
    }),
    ...Object.fromEntries(
      [0, 1, 2].map((index) => [
        `openshift/99_openshift-cluster-api_master-machines-${index}.yaml`,
        machine('Machine', `${infraId}-master-${index}`),
      ]),
    ),
    'openshift/99_openshift-machine-api_master-control-plane-machine-set.yaml': yaml(
      'machine.openshift.io/v1',
      'ControlPlaneMachineSet',
      'cluster',
      '  namespace: openshift-machine-api\n',
    ),
    ...Object.fromEntries(
      ['a', 'b', 'c'].map((zone, index) => [
        `openshift/99_openshift-cluster-api_worker-machineset-${index}.yaml`,
        machine('MachineSet', `${infraId}-worker-us-east-1${zone}`),
      ]),
    ),
    'openshift/99_openshift-cluster-api_master-user-data-secret.yaml': secret('master-user-data'),
    'openshift/99_openshift-cluster-api_worker-user-data-secret.yaml': secret('worker-user-data'),
    'openshift/99_kubeadmin-password-secret.yaml': secret('kubeadmin', 'kube-system'),
  };
}

/** A certificate as PEM, valid between two times in milliseconds since the epoch. */
export async function certificate(validFrom: number, validUntil: number, name = 'root-ca'): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const made = await X509CertificateGenerator.createSelfSigned({
    name: `OU=openshift, CN=${name}`,
    keys: await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']),
    signingAlgorithm: algorithm,
    notBefore: new Date(validFrom),
    notAfter: new Date(validUntil),
  });
  return `${made.toString('pem')}\n`;
}

/** A text as the installer writes it into Ignition files. */
export const dataUrl = (text: string): string =>
  `data:text/plain;charset=utf-8;base64,${Buffer.from(text).toString('base64')}`;

/** `bootstrap.ign` with these files below `/opt/openshift`. */
export const bootstrapIgnition = (files: Files): string =>
  JSON.stringify({
    ignition: { version: '3.2.0' },
    storage: {
      files: Object.entries(files).map(([path, text]) => ({
        path: `/opt/openshift/${path}`,
        mode: 384,
        overwrite: true,
        contents: { source: dataUrl(text) },
      })),
    },
  });

/** `master.ign` of a cluster. */
export const masterIgnition = (clusterDomain: string, authority: string): string =>
  JSON.stringify({
    ignition: {
      config: { merge: [{ source: `https://api-int.${clusterDomain}:22623/config/master` }] },
      security: { tls: { certificateAuthorities: [{ source: dataUrl(authority) }] } },
      version: '3.2.0',
    },
  });
