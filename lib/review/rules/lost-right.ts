import { lostRightFindings } from '../access/lost-right-findings';
import { exampleResources } from '../example-files';
import { isFirst } from '../is-first';
import { lostGrants } from '../rbac/lost-grants';
import type { ReviewRule } from '../review-rule';
import { lostTrust } from '../trust/lost-trust';

/** Somebody or something that stays, and may do less than before. */
export const lostRightRule: ReviewRule = {
  id: 'lost-right',
  finds: 'a right in AWS or in the cluster that somebody who is still there has no more',
  class: 'interrupts',
  why: 'Whatever works by this right fails from then on, often without a word: alarms that nobody gets, backups that are not written, certificates that expire.',
  remedy: 'Keep the right as long as something uses it. To move it, give it elsewhere first.',
  dangerous: { before: topic(['cloudwatch', 'budgets']), after: topic(['budgets']) },
  harmless: { before: topic(['budgets']), after: topic(['budgets', 'cloudwatch']) },
  findings: (comparison) =>
    isFirst(comparison) ? [] : [...lostRightFindings(comparison), ...lostGrants(comparison), ...lostTrust(comparison)],
};

function topic(services: readonly string[]): ReviewRule['dangerous']['before'] {
  return exampleResources({
    Alarms: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'test-alarms' } },
    Policy: {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: {
        Topics: [{ Ref: 'Alarms' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: services.map((service) => ({
            Effect: 'Allow',
            Principal: { Service: `${service}.amazonaws.com` },
            Action: 'sns:Publish',
            Resource: { Ref: 'Alarms' },
            Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
          })),
        },
      },
    },
  });
}
