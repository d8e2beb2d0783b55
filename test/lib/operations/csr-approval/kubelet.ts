import 'reflect-metadata';
import {
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
  type Attribute,
  type Extension,
  type JsonGeneralNames,
  type JsonName,
} from '@peculiar/x509';
import type { ClusterNode, PoolMachine, SigningRequest } from '../../../../lib/operations/csr-approval/subjects';

/** The time at which the tests decide. */
export const now = Date.parse('2026-11-21T12:00:00Z');

export const minutes = (count: number): number => count * 60_000;

export const machine: PoolMachine = {
  instanceId: 'i-0aaaaaaaaaaaaaaaa',
  pool: 'legacy',
  name: 'ip-10-0-48-7.ec2.internal',
  addresses: ['10.0.48.7', '2001:db8::7'],
  launchedAt: now - minutes(10),
};

export const otherMachine: PoolMachine = {
  instanceId: 'i-0bbbbbbbbbbbbbbbb',
  pool: 'legacy',
  name: 'ip-10-0-48-8.ec2.internal',
  addresses: ['10.0.48.8'],
  launchedAt: now - minutes(10),
};

/** The node of a machine, or what becomes of it by `change`. */
export const nodeOn = ({ name, instanceId }: PoolMachine, change: Partial<ClusterNode> = {}): ClusterNode => ({
  name,
  instanceId,
  ready: false,
  labels: {},
  taints: [],
  ...change,
});

/** The first request of the kubelet of `machine`, without its PEM. */
export const clientRequest: Omit<SigningRequest, 'request'> = {
  name: 'csr-client',
  signer: 'kubernetes.io/kube-apiserver-client-kubelet',
  username: 'system:serviceaccount:openshift-machine-config-operator:node-bootstrapper',
  groups: [
    'system:serviceaccounts',
    'system:serviceaccounts:openshift-machine-config-operator',
    'system:authenticated',
  ],
  usages: ['digital signature', 'client auth'],
  createdAt: now - minutes(1),
  state: 'pending',
};

/** Its second request, without its PEM. */
export const servingRequest: Omit<SigningRequest, 'request'> = {
  ...clientRequest,
  name: 'csr-serving',
  signer: 'kubernetes.io/kubelet-serving',
  username: `system:node:${machine.name}`,
  groups: ['system:nodes', 'system:authenticated'],
  usages: ['digital signature', 'server auth'],
};

/** What a request asks to be vouched for, as far as the tests vary it. */
export interface Wanted {
  readonly subject?: JsonName;
  readonly names?: JsonGeneralNames;
  readonly extensions?: readonly Extension[];
  readonly attributes?: readonly Attribute[];
}

export const nodeSubject = (name: string): JsonName => [{ O: ['system:nodes'] }, { CN: [`system:node:${name}`] }];

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A real certificate request as PEM. */
export async function pem({ subject, names, extensions = [], attributes = [] }: Wanted = {}): Promise<string> {
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: subject ?? nodeSubject(machine.name),
    keys: await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']),
    signingAlgorithm: algorithm,
    extensions: [...(names === undefined ? [] : [new SubjectAlternativeNameExtension(names)]), ...extensions],
    attributes: [...attributes],
  });
  return `${request.toString('pem')}\n`;
}
