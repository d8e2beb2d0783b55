import type { ResourceChange } from '../changes';
import { exampleTemplate } from '../example-files';
import { personIn, personKeys } from '../hosts/person-keys';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';

/** People who may log in to hosts by a bastion. */
export const hostLoginsRule: ReviewRule = {
  id: 'host-logins',
  finds: 'a person who may newly log in to hosts, or by another key',
  class: 'lets-in',
  why: 'Whoever has the key is that person on every host that takes them, and may become root there.',
  remedy: 'Check the key with the person by another way than the change.',
  dangerous: { before: person('one'), after: person('one', 'two') },
  harmless: { before: person('one', 'two'), after: person('one') },
  findings: ({ resources }) => resources.flatMap(loginFindings),
};

function loginFindings(change: ResourceChange): readonly RuleFinding[] {
  if (change.type !== 'AWS::SSM::Parameter') return [];
  const [before, after] = [personKeys(change.before), personKeys(change.after)];
  const common = { layer: 'aws' as const, subject: `person ${personIn(change.after ?? change.before) ?? ''}` };
  if (after === undefined) {
    if (before === undefined) return [];
    return [{ ...common, class: 'watch', what: 'may log in to hosts no more', targets: [{ change }] }];
  }
  if (before === undefined)
    return [{ ...common, class: 'lets-in', what: 'may log in to hosts', targets: [{ change }] }];
  if (after.every((key) => before.includes(key))) return [];
  const targets = targetsAt(change, change.differences);
  return [{ ...common, class: 'lets-in', what: 'may log in to hosts by another key', targets }];
}

function person(...keys: readonly string[]): ReviewRule['dangerous']['before'] {
  const Properties = { Name: '/test/people/ada', Type: 'String', Value: JSON.stringify({ keys }) };
  return exampleTemplate('PersonAda', { Type: 'AWS::SSM::Parameter', Properties });
}
