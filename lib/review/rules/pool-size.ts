import { pathText } from '../difference';
import { exampleManifest } from '../example-files';
import { targetsAt, type ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';

/** More or fewer machines, or others. */
export const poolSizeRule: ReviewRule = {
  id: 'pool-size',
  finds: 'a MachineSet with another number or type of machines',
  class: 'watch',
  why: 'Machines are the largest part of the bill, and pods without room stay pending.',
  remedy: 'Compare with commons capacity, and with the budget.',
  dangerous: { before: autoscaler(12), after: autoscaler(14) },
  harmless: { before: autoscaler(12), after: autoscaler(13) },
  findings: ({ objects }) =>
    objects.flatMap((change) => {
      const field = fields[change.kind];
      return change.differences
        .filter(({ path }) => field?.test(pathText(path)) === true)
        .map((difference) => ({
          class: 'watch' as const,
          layer: 'cluster' as const,
          subject: objectSubject(change),
          what: `has ${words(pathText(difference.path))} ${String(difference.after)} in place of ${String(difference.before)}`,
          targets: targetsAt(change, [difference]),
        }));
    }),
};

const fields: Readonly<Record<string, RegExp>> = {
  'autoscaling.openshift.io/MachineAutoscaler': /^spec\.(min|max)Replicas$/,
  'machine.openshift.io/MachineSet': /^spec\.replicas$|instanceType$/,
};

const words = (path: string): string =>
  path
    .slice(path.lastIndexOf('.') + 1)
    .replaceAll(/(?=[A-Z])/g, ' ')
    .toLowerCase();

function autoscaler(maxReplicas: number): ReviewRule['dangerous']['before'] {
  return exampleManifest('pools', {
    apiVersion: 'autoscaling.openshift.io/v1beta1',
    kind: 'MachineAutoscaler',
    metadata: { name: 'workers-a', namespace: 'openshift-machine-api' },
    spec: { minReplicas: 2, maxReplicas },
  });
}
