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
    'a stack that CloudFormation cannot update as it is, that is not there yet, or whose resources somebody changed by hand (with --deployed)',
  class: 'interrupts',
  why: 'A deploy goes by what the last deploy has left. Where that is not so any more, it fails, or takes back what somebody did.',
  remedy:
    'Bring the stack into order first: finish or roll back the update, and write what was changed by hand into the environment, or take it back.',
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
    return [{ ...common, class: 'watch', subject, what: 'is not in AWS yet: a deploy makes it' }];
  if (state.state === 'stuck') {
    const what = `is ${state.status}, and CloudFormation does not update it before that is over or mended`;
    return [{ ...common, class: 'interrupts', subject, what }];
  }
  return state.resources.map(({ logicalId, type, change, properties }) => ({
    ...common,
    class: change === 'deleted' ? ('interrupts' as const) : ('watch' as const),
    subject: resourceSubject({ type, stack: state.name, logicalId, before: undefined, after: undefined }),
    what:
      change === 'deleted'
        ? `was deleted by hand before ${state.checkedAt}: a deploy that changes it fails`
        : `was changed by hand before ${state.checkedAt} (${properties.join(', ')}): a deploy that changes it takes that back`,
  }));
}

function example(states: readonly DeployedState[]): ReviewRule['dangerous']['before'] {
  return { [deployedStateFile]: deployedStateText(states) };
}
