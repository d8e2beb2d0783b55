import type { NodePool } from '../environment';
import type { PathStep } from '../problem';
import { findingIf, repeatFindings, type Finding } from '../finding';

/** Findings for labels and taints that Kubernetes refuses, or that another component sets. */
export function nodeLabelFindings({ labels, taints }: NodePool, path: readonly PathStep[]): readonly Finding[] {
  return [
    ...Object.entries(labels).flatMap(([key, value]) => [
      ...keyFindings(key, [...path, 'labels', key]),
      ...valueFindings(value, [...path, 'labels', key]),
    ]),
    ...taints.flatMap(({ key, value = '' }, index) => [
      ...keyFindings(key, [...path, 'taints', index, 'key']),
      ...valueFindings(value, [...path, 'taints', index, 'value']),
    ]),
    ...repeatFindings(
      taints.map(({ key, effect }) => `${key}:${effect}`),
      (index) => [...path, 'taints', index],
      (first) => `repeats key and effect of taints[${first}]`,
      'name each taint once',
    ),
  ];
}

const keyFindings = (key: string, path: readonly PathStep[]): readonly Finding[] => [
  ...findingIf(
    !labelKey.test(key) || (key.split('/').at(-1) ?? '').length > 63 || labelPrefix(key).length > 253,
    path,
    'is not a valid key for Kubernetes',
    'write it like commons-platform/purpose: at most 63 letters, digits, dots, dashes and underscores after the slash',
  ),
  ...findingIf(
    taken.some((prefix) => key === prefix || (prefix.endsWith('/') && key.startsWith(prefix))) ||
      (/(^|\.)(kubernetes|k8s)\.io$/.test(labelPrefix(key)) && !ofKubelet.includes(labelPrefix(key))),
    path,
    'is set by Kubernetes or this platform itself',
    'leave it out, or choose another key',
  ),
];

const valueFindings = (value: string, path: readonly PathStep[]): readonly Finding[] =>
  findingIf(
    !labelValue.test(value) || value.length > 63,
    path,
    'is not a valid value for Kubernetes',
    'use at most 63 letters, digits, dots, dashes and underscores, beginning and ending with a letter or digit',
  );

const labelPrefix = (key: string): string => (key.includes('/') ? key.replace(/\/.*/, '') : '');

/** Prefixes of Kubernetes with which a kubelet may label its own machine. Source: Kubernetes, NodeRestriction. */
const ofKubelet = ['kubelet.kubernetes.io', 'node-role.kubernetes.io'];

/** Source: Kubernetes, "Labels and Selectors", syntax and character set. */
const labelKey =
  /^([a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$/;

/** Source: Kubernetes, "Well-Known Labels, Annotations and Taints". */
const taken = [
  'commons-platform/pool',
  'kubernetes.io/',
  'node.kubernetes.io/',
  'topology.kubernetes.io/',
  'node-role.kubernetes.io/master',
  'node-role.kubernetes.io/control-plane',
  'node-role.kubernetes.io/worker',
];
