import { load } from 'js-yaml';
import {
  deployedStateFile,
  deployedStateSchema,
  deployedStateText,
  type DeployedState,
} from '../deployed/deployed-state';
import type { ReviewRule, ReviewTarget, RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';

/** What CloudFormation knows of stacks besides their templates. Only a comparison with what is deployed has it. */
export const deployedStateRule: ReviewRule = {
  id: 'deployed-state',
  finds:
    'a stack that CloudFormation cannot update in its current state, that does not exist yet, or whose resources have drifted (with --deployed)',
  class: 'interrupts',
  why: 'A deploy assumes the state that the last one left. If that has changed, the deploy fails or reverts a manual change.',
  remedy:
    'Repair the stack first: finish or roll back its update, and write manual changes into the environment file or revert them.',
  dangerous: {
    before: example([{ name: 'test-storage', state: 'stuck', status: 'UPDATE_ROLLBACK_FAILED' }]),
    after: {},
  },
  harmless: {
    before: example([{ name: 'test-storage', state: 'missing' }]),
    after: { 'aws/test-storage.template.json': JSON.stringify({ Resources: {} }) },
  },
  findings: ({ before, files }) => {
    const change = files.find(({ file }) => file === deployedStateFile);
    const { data } = deployedStateSchema.safeParse(load(before.files.get(deployedStateFile) ?? '[]'));
    if (change === undefined) return [];
    if (data === undefined) {
      const what = 'could not be judged';
      return [
        {
          class: 'watch',
          layer: 'aws',
          subject: 'what CloudFormation says of its stacks',
          what,
          targets: [{ change }],
        },
      ];
    }
    return data.flatMap((state) => stateFindings(state, { change, path: [{ named: state.name }] }));
  },
};

function stateFindings(state: DeployedState, target: ReviewTarget): readonly RuleFinding[] {
  const common = { layer: 'aws' as const, targets: [target] };
  const subject = `stack ${state.name}`;
  if (state.state === 'missing')
    return [{ ...common, class: 'watch', subject, what: 'does not exist in AWS yet: a deploy creates it' }];
  if (state.state === 'stuck') {
    const what = `is ${state.status}, and CloudFormation does not update it until that is finished or repaired`;
    return [{ ...common, class: 'interrupts', subject, what }];
  }
  return state.resources.map(({ logicalId, type, change, properties }) => ({
    ...common,
    class: change === 'deleted' ? ('interrupts' as const) : ('watch' as const),
    subject: resourceSubject({ type, stack: state.name, logicalId, before: undefined, after: undefined }),
    what:
      change === 'deleted'
        ? `was deleted manually before ${state.checkedAt}: a deploy that changes it fails`
        : `was changed manually before ${state.checkedAt} (${properties.join(', ')}): a deploy that changes it reverts that`,
  }));
}

function example(states: readonly DeployedState[]): ReviewRule['dangerous']['before'] {
  return { [deployedStateFile]: deployedStateText(states) };
}
