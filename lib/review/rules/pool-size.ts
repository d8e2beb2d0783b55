import type { ObjectChange, ResourceChange } from '../changes';
import { pathText } from '../difference';
import { exampleManifest } from '../example-files';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { objectSubject, resourceSubject } from '../subjects';

/** More or fewer machines, or others. */
export const poolSizeRule: ReviewRule = {
  id: 'pool-size',
  finds: 'another number or type of machines, hosts, caches or databases',
  class: 'watch',
  why: 'Machines are the largest part of the bill, and pods without room stay pending.',
  remedy: 'Compare with commons capacity, and with the budget.',
  dangerous: { before: autoscaler(12), after: autoscaler(14) },
  harmless: { before: autoscaler(12), after: autoscaler(13) },
  findings: ({ objects, resources }) => [
    ...resources.flatMap((change) =>
      sizeFindings(change, resourceFields[change.type], { layer: 'aws', subject: resourceSubject(change) }),
    ),
    ...objects.flatMap((change) =>
      sizeFindings(change, objectFields[change.kind], { layer: 'cluster', subject: objectSubject(change) }),
    ),
  ],
};

const sizeFindings = (
  change: ObjectChange | ResourceChange,
  field: RegExp | undefined,
  common: Pick<RuleFinding, 'layer' | 'subject'>,
): readonly RuleFinding[] =>
  change.differences
    .filter(({ path }) => field?.test(pathText(path)) === true)
    .map((difference) => ({
      ...common,
      class: 'watch',
      what: `has ${words(pathText(difference.path))} ${String(difference.after)} in place of ${String(difference.before)}`,
      targets: targetsAt(change, [difference]),
    }));

const resourceFields: Readonly<Record<string, RegExp>> = {
  'AWS::AutoScaling::AutoScalingGroup': /\.(MinSize|MaxSize)$/,
  'AWS::EC2::LaunchTemplate': /\.InstanceType$/,
  'AWS::ElastiCache::ReplicationGroup': /\.CacheNodeType$/,
  'AWS::RDS::DBInstance': /\.DBInstanceClass$/,
};

const objectFields: Readonly<Record<string, RegExp>> = {
  'autoscaling.openshift.io/MachineAutoscaler': /^spec\.(min|max)Replicas$/,
  'machine.openshift.io/MachineSet': /^spec\.replicas$|instanceType$/,
};

const words = (path: string): string =>
  path
    .slice(path.lastIndexOf('.') + 1)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();

function autoscaler(maxReplicas: number): ReviewRule['dangerous']['before'] {
  return exampleManifest('pools', {
    apiVersion: 'autoscaling.openshift.io/v1beta1',
    kind: 'MachineAutoscaler',
    metadata: { name: 'workers-a', namespace: 'openshift-machine-api' },
    spec: { minReplicas: 2, maxReplicas },
  });
}
