import { exampleTemplate } from '../example-files';
import { lossIn, protectingTypes } from '../protections';
import { targetsAt, type ReviewRule } from '../review-rule';
import { resourceSubject } from '../subjects';

/** A protection of AWS that is gone or less. */
export const weakerProtectionRule: ReviewRule = {
  id: 'weaker-protection',
  finds: 'an AWS protection that is removed or weakened, on a resource that stays',
  class: 'weakens',
  why: 'Its absence is noticed only on the day when it would have helped.',
  remedy: 'Keep it. If it blocks a deploy, remove it for that deploy only and restore it afterwards.',
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
