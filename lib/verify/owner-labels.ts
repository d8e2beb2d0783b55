import { describeObject } from './describe-object';
import { podsIn } from './pods';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

const ownerLabels: readonly string[] = [
  'app.kubernetes.io/part-of',
  'commons-platform/owner',
  'commons-platform/data-class',
];

/** Objects carry the labels by which costs, logs and alerts are assigned to an owner. */
export const ownerLabelsRule: RenderedRule = {
  id: 'owner-labels',
  holds: 'every object and every pod has labels with its owner and the sensitivity of its data',
  findings: ({ objects }) => [
    ...objects.flatMap((object) => lacking(object.metadata.labels, describeObject(object), 'it')),
    ...podsIn(objects).flatMap(({ object, pod }) => lacking(pod.metadata.labels, describeObject(object), 'its pod')),
  ],
};

function lacking(labels: Readonly<Record<string, string>>, place: string, what: string): readonly RenderedFinding[] {
  const missing = ownerLabels.filter((label) => !labels[label]);
  return missing.length === 0
    ? []
    : [{ place, reason: `${what} lacks ${missing.join(', ')}`, remedy: 'make it in a chart that has the owner' }];
}
