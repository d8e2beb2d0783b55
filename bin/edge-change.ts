import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { carryOut } from '../lib/operations/edge/carry-out';
import type { EdgePlan, LiveSlots } from '../lib/operations/edge/deny-plan';
import { withList } from '../lib/operations/edge/with-list';
import { idleBlock } from '../model/deny-slots';
import { environmentSchema, type Environment } from '../model/environment';
import type { Facts } from '../model/facts';
import { fileProblem } from '../model/file-problem';
import { ProblemsError, throwProblems } from '../model/problem';
import { validate } from '../model/schema-problems';
import { SourceFile } from '../model/source-file';
import { checkAccount } from './aws/check-account';
import { Ec2DenyList } from './aws/ec2-deny-list';
import { confirm } from './confirm';
import { home } from './home';
import { loadedEnvironment } from './loaded-environment';
import { replaceFile } from './replace-file';
import { table } from './table';

export interface EdgeChangeOptions {
  /** Whether to change without asking. */
  readonly yes: boolean;
}

/** What a plan is made from. */
export interface EdgeGround {
  readonly environment: Environment;
  readonly facts: Partial<Facts>;
  readonly live: LiveSlots;
}

/**
 * Changes the emergency deny list of an environment, in its file and at once in EC2: shows what would change, asks, changes, and says how
 * the change becomes part of the next deploy.
 *
 * @throws ProblemsError with the problems of the plan; then nothing was changed
 */
export async function changeEdge(
  name: string,
  kind: 'deny' | 'allow',
  toPlan: (ground: EdgeGround) => EdgePlan,
  { yes }: EdgeChangeOptions,
): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  await checkAccount(environment);
  const list = new Ec2DenyList(environment);
  const live = await list.live();
  const plan = toPlan({ environment, facts, live });
  throwProblems([...plan.problems, ...missingEntries(name, plan, live)]);

  const file = join(home.environments, name, 'environment.yaml');
  const before = readFileSync(file, 'utf8');
  const after = environmentText(name, before, plan);
  for (const note of plan.notes) console.log(note);
  if (before === after && plan.replaced.length === 0) {
    console.log('nothing to change');
    return;
  }
  console.log(changesTable(plan, live));
  console.log(`\n${before === after ? 'the file stays' : 'the file changes'}: ${plan.denied.length} entries then`);
  if (!(await confirm(`change ${name} now?`, yes))) {
    console.log('nothing was changed');
    return;
  }
  const write = () => {
    if (before !== after) replaceFile(file, after);
  };
  await carryOut({ kind, replaced: plan.replaced, list, write });
  console.log(`\nEC2 has it now: ${plan.replaced.length} entries replaced`);
  const shown = relative(process.cwd(), file);
  console.log(
    `next, so that the next deploy does not undo it: npm start -- ${name}, and commit ${shown} with rendered/`,
  );
}

/** Entries that the ACL does not have, because it was deployed before all slots existed. */
const missingEntries = (name: string, { replaced }: EdgePlan, live: LiveSlots) =>
  replaced
    .filter(({ ruleNumber }) => !live.has(ruleNumber))
    .map(({ slot, family, ruleNumber }) =>
      fileProblem(
        `environments/${name}/environment.yaml`,
        `slot ${slot} of ${family} has no entry ${ruleNumber} in the network ACL yet`,
        `deploy ${name}-network once: it makes all entries`,
      ),
    );

/** @throws ProblemsError when the file cannot have the list */
function environmentText(name: string, text: string, { denied }: EdgePlan): string {
  const path = `environments/${name}/environment.yaml`;
  const edited = withList(text, ['edge', 'denied'], denied);
  if (edited === undefined) {
    const source = new SourceFile(path, text);
    const remedy = 'write edge: and denied: each on a line of its own, with the entries below';
    throw new ProblemsError([source.problem(['edge', 'denied'], 'is written in a way that is not edited', remedy)]);
  }
  const checked = validate(environmentSchema, new SourceFile(path, edited));
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  return edited;
}

const changesTable = ({ replaced }: EdgePlan, live: LiveSlots): string =>
  table(
    ['slot', 'family', 'EC2 denies', 'then'],
    replaced.map(({ slot, family, ruleNumber, block }) => {
      const words = (each: string | undefined) =>
        each === undefined || each === idleBlock(family, slot) ? 'nobody' : each;
      return [slot, family, words(live.get(ruleNumber)), words(block)];
    }),
  );
