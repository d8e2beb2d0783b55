import { exampleManifest } from '../example-files';
import { targetsAt, type ReviewRule } from '../review-rule';
import { valueAt } from '../value-at';

/** Beginning of the label that says for which pool a setting is. */
const rolePrefix = 'pools.operator.machineconfiguration.openshift.io/';

/** A setting of machines that the machine-config operator brings to each by restarting it. */
export const machinesRebootRule: ReviewRule = {
  id: 'machines-reboot',
  finds: 'machine configuration that reboots each machine',
  class: 'interrupts',
  why: 'Each machine of the pool is drained and rebooted, one after the other: pods with one replica are down for minutes, and the pool takes hours.',
  remedy:
    'Deliver it at a quiet time, and pause the pool until then. Several such changes together need only one reboot.',
  dangerous: { before: config('worker', 4096), after: config('worker', 8192) },
  harmless: {
    before: config('worker', 4096),
    after: {
      ...config('worker', 4096),
      ...exampleManifest('notes', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'notes', namespace: 'wiki' },
      }),
    },
  },
  findings: ({ objects }) =>
    objects
      .filter(
        ({ kind, differences, before, after }) =>
          restarting.has(kind) &&
          (before === undefined || after === undefined || differences.some(({ path }) => path[0] === 'spec')),
      )
      .map((change) => ({
        class: 'interrupts' as const,
        layer: 'cluster' as const,
        subject: `machines of pool ${poolFor(change.after ?? change.before) ?? change.name}`,
        what: 'are rebooted, one after the other',
        targets: change.differences.length === 0 ? [{ change }] : targetsAt(change, change.differences),
      })),
};

const restarting: ReadonlySet<string> = new Set([
  'machineconfiguration.openshift.io/MachineConfig',
  'machineconfiguration.openshift.io/KubeletConfig',
  'machineconfiguration.openshift.io/ContainerRuntimeConfig',
  'config.openshift.io/ImageDigestMirrorSet',
  'config.openshift.io/ImageTagMirrorSet',
]);

/** Name of the pool that a setting is for. */
function poolFor(object: unknown): string | undefined {
  const role = valueAt(object, ['metadata', 'labels', 'machineconfiguration.openshift.io/role']);
  if (typeof role === 'string') return role;
  const selected = valueAt(object, ['spec', 'machineConfigPoolSelector', 'matchLabels']);
  const label = Object.keys(typeof selected === 'object' && selected !== null ? selected : {}).find((each) =>
    each.startsWith(rolePrefix),
  );
  return label?.slice(rolePrefix.length);
}

function config(pool: string, podPidsLimit: number): ReviewRule['dangerous']['before'] {
  return exampleManifest('machines', {
    apiVersion: 'machineconfiguration.openshift.io/v1',
    kind: 'KubeletConfig',
    metadata: { name: pool },
    spec: {
      kubeletConfig: { podPidsLimit },
      machineConfigPoolSelector: { matchLabels: { [`${rolePrefix}${pool}`]: '' } },
    },
  });
}
