import { isStateful } from '../../stateful-resources';
import type { ReviewRule } from '../review-rule';
import { resourceSubject } from '../subjects';

/** A resource that holds data, or a name that others have recorded, and leaves its stack. */
export const removedResourceRule: ReviewRule = {
  id: 'removed-resource',
  finds: 'a resource that leaves its stack, and holds data or has an identity that others recorded',
  class: 'loses-data',
  why: 'CloudFormation deletes what is not retained. What is retained stays and costs money, but is no longer managed or protected.',
  remedy: 'Leave it in its stack. If it has to go, copy its data first, and say who deletes what stays behind.',
  dangerous: {
    before: bucket('Delete'),
    after: { 'aws/test-storage.template.json': JSON.stringify({ Resources: {} }) },
  },
  harmless: { before: bucket('Delete'), after: bucket('Retain') },
  findings: ({ resources }) =>
    resources.flatMap((change) => {
      if (change.before === undefined || !isStateful(change.before)) return [];
      if (change.impact !== 'destroy' && change.impact !== 'orphan') return [];
      const destroyed = change.impact === 'destroy';
      return [
        {
          class: destroyed ? ('loses-data' as const) : ('irreversible' as const),
          layer: 'aws' as const,
          subject: resourceSubject(change),
          what: destroyed ? 'is deleted with what it holds' : 'leaves its stack: it stays in AWS, unmanaged',
          targets: [{ change }],
        },
      ];
    }),
};

function bucket(policy: 'Delete' | 'Retain'): Readonly<Record<string, string>> {
  const Uploads = { Type: 'AWS::S3::Bucket', Properties: {}, DeletionPolicy: policy };
  return { 'aws/test-storage.template.json': JSON.stringify({ Resources: { Uploads } }, null, 1) };
}
