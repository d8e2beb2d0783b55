import { exampleStack } from '../example-files';
import { heldData } from '../held-data';
import type { ReviewRule } from '../review-rule';
import { stackChanges } from '../stack-changes';

/** A stack that is deployed into another region or account: CloudFormation knows no move. */
export const movedStackRule: ReviewRule = {
  id: 'moved-stack',
  finds: 'a stack that is deployed into another region or account than before',
  class: 'loses-data',
  why: 'CloudFormation creates a second, empty stack there; the first one keeps running and costing money, unmanaged.',
  remedy:
    'Leave it where it is. To move it, create the new one beside the old one, move the data by backup and restore, and delete the old one last.',
  dangerous: { before: exampleStack({}, uploads()), after: exampleStack({ region: 'eu-west-1' }, uploads()) },
  harmless: { before: exampleStack({}, uploads()), after: exampleStack({ dependencies: ['test-network'] }, uploads()) },
  findings: (comparison) =>
    stackChanges(comparison).flatMap(({ name, before, after, targetAt }) => {
      const moved = (['account', 'region'] as const).filter((key) => before[key] !== after[key]);
      if (moved.length === 0) return [];
      const template = comparison.before.template(before.file.replace(/[^/]+$/, `${name}.template.json`));
      const holds = heldData(template?.template.Resources ?? {}) !== 'none';
      const ways = moved.map((key) => `the ${key} ${after[key]} in place of ${before[key]}`);
      return [
        {
          class: holds ? ('loses-data' as const) : ('interrupts' as const),
          layer: 'aws' as const,
          subject: `stack ${name}`,
          what: `is created anew in ${ways.join(' and ')}${holds ? ', and what it holds stays behind' : ''}`,
          targets: moved.map((key) => targetAt(key)),
        },
      ];
    }),
};

function uploads(): Readonly<Record<string, object>> {
  return { Uploads: { Type: 'AWS::S3::Bucket', Properties: {}, DeletionPolicy: 'Retain' } };
}
