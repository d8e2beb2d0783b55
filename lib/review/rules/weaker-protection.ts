import { exampleTemplate } from '../example-files';
import { lossIn, protectingTypes } from '../protections';
import { targetsAt, type ReviewRule } from '../review-rule';
import { resourceSubject } from '../subjects';

/** A protection of AWS that is gone or less. */
export const weakerProtectionRule: ReviewRule = {
  id: 'weaker-protection',
  finds: 'a protection of AWS that is gone or less, on what is still there',
  class: 'weakens',
  why: 'Nobody misses it until the day on which it would have helped.',
  remedy: 'Keep it. Where it is in the way, take it away for that one deploy and bring it back.',
  dangerous: { before: bucket('Enabled', 'Retain'), after: bucket('Suspended', 'Retain') },
  harmless: { before: bucket('Suspended', 'Delete'), after: bucket('Enabled', 'Retain') },
  findings: ({ resources }) =>
    resources.flatMap((change) => {
      const common = { class: 'weakens' as const, layer: 'aws' as const, subject: resourceSubject(change) };
      const missing = change.after === undefined ? protectingTypes[change.type] : undefined;
      if (missing !== undefined) return [{ ...common, what: missing, targets: [{ change }] }];
      return change.differences.flatMap((difference) => {
        const loss = lossIn(change.type, difference);
        return loss === undefined ? [] : [{ ...common, what: loss, targets: targetsAt(change, [difference]) }];
      });
    }),
};

function bucket(Status: string, DeletionPolicy: string): ReviewRule['dangerous']['before'] {
  const Properties = { BucketName: 'uploads', VersioningConfiguration: { Status } };
  return exampleTemplate('Uploads', { Type: 'AWS::S3::Bucket', DeletionPolicy, Properties });
}
