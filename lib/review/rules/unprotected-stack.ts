import { exampleStack } from '../example-files';
import type { ReviewRule } from '../review-rule';
import { stackChanges } from '../stack-changes';

/** A stack that CloudFormation would delete, and refused to before. */
export const unprotectedStackRule: ReviewRule = {
  id: 'unprotected-stack',
  finds: 'a stack without the protection against being deleted that it had',
  class: 'weakens',
  why: 'One wrong command deletes it then, with all that is not retained; what is retained stays, and is managed by nobody.',
  remedy: 'Keep terminationProtection. Whoever wants to delete the stack takes it away by hand, right before.',
  dangerous: {
    before: exampleStack({ terminationProtection: true }),
    after: exampleStack({ terminationProtection: false }),
  },
  harmless: {
    before: exampleStack({ terminationProtection: false }),
    after: exampleStack({ terminationProtection: true }),
  },
  findings: (comparison) =>
    stackChanges(comparison)
      .filter(({ before, after }) => before.terminationProtection && !after.terminationProtection)
      .map(({ name, targetAt }) => ({
        class: 'weakens',
        layer: 'aws',
        subject: `stack ${name}`,
        what: 'can be deleted with one command, and was protected against that',
        targets: [targetAt('terminationProtection')],
      })),
};
