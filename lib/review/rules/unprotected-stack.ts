import { exampleStack } from '../example-files';
import type { ReviewRule } from '../review-rule';
import { stackChanges } from '../stack-changes';

/** A stack that CloudFormation would delete, and refused to before. */
export const unprotectedStackRule: ReviewRule = {
  id: 'unprotected-stack',
  finds: 'a stack that loses termination protection',
  class: 'weakens',
  why: 'One wrong command can delete it, with everything that is not retained; what is retained stays unmanaged.',
  remedy: 'Keep terminationProtection. To delete the stack, remove the protection manually, right before.',
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
        what: 'loses termination protection: one command can delete it',
        targets: [targetAt('terminationProtection')],
      })),
};
