import { fileProblem } from '../../model/file-problem';
import { stackPrefix } from '../../model/naming';
import { environmentTag } from '../../model/platform-tags';
import { ProblemsError, type Problem } from '../../model/problem';
import { deployedStateFile, deployedStateText, type DeployedState } from '../../lib/review/deployed/deployed-state';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { stackListFiles, stackListText, type ListedStack, type RenderedStack } from '../../lib/stack-list';
import { checkAccount } from '../aws/check-account';
import { deployedStacks, type DeployedStack, type UnreadStack } from './deployed-stacks';

/** What CloudFormation holds of an environment, and what of the rendered files can be compared with it. */
export interface DeployedVersion {
  readonly before: RenderedSnapshot;
  readonly after: RenderedSnapshot;
  /** What could not be read. It is in neither version. */
  readonly unread: readonly Problem[];
  /** Stacks in which CloudFormation has never looked for drift. */
  readonly unchecked: readonly DeployedStack[];
}

/**
 * Reads from CloudFormation what is deployed of an environment.
 *
 * @param environments names of all environments of the home
 * @throws ProblemsError when the rendered files have no list of stacks, or the credentials are of another account.
 * @throws AwsCallError when AWS does not say whose the credentials are.
 */
export async function deployedVersion(
  environment: string,
  rendered: RenderedSnapshot,
  environments: readonly string[],
): Promise<DeployedVersion> {
  const listed = rendered.stacks;
  const [first] = listed;
  if (first === undefined) {
    const reason = 'is not there, so it is not known where stacks are deployed';
    throw new ProblemsError([
      fileProblem(`${rendered.folder}/${stackListFiles[0]}`, reason, 'render first: npm start'),
    ]);
  }
  await checkAccount({ name: environment, account: first.account, region: first.region });
  const regions = [...new Set(listed.map(({ region }) => region))];
  const names = new Set(listed.map(({ name }) => name));
  const { stacks, unread } = await deployedStacks(
    first.account,
    regions,
    (name, tags) => names.has(name) || isOwn(name, tags, environment, environments),
  );
  const unreadNames = listed.filter((each) => isUnread(each, unread)).map(({ name }) => name);
  return {
    before: new RenderedSnapshot('before', `CloudFormation/${environment}`, deployedFiles(listed, stacks, unreadNames)),
    after: new RenderedSnapshot('after', rendered.folder, comparable(rendered, unreadNames)),
    unread: unread.map(({ name, reason, remedy }) =>
      fileProblem(`CloudFormation/${environment}/${name}`, reason, remedy),
    ),
    unchecked: stacks.filter(({ wasChecked }) => !wasChecked),
  };
}

/** Whether a stack is of an environment, by its tag, and without one by its name. */
function isOwn(name: string, tags: ListedStack['tags'], environment: string, environments: readonly string[]): boolean {
  const tag = tags[environmentTag];
  if (tag !== undefined) return tag === environment;
  const owners = environments.filter((each) => name.startsWith(stackPrefix(each)));
  return owners.toSorted((one, other) => other.length - one.length)[0] === environment;
}

const isUnread = ({ name, region }: ListedStack, unread: readonly UnreadStack[]): boolean =>
  unread.some(
    (each) => each.region === region && (each.part === 'region' || (each.part === 'stack' && each.name === name)),
  );

/** Files as they would be rendered if the environment were what is deployed. What could not be read is as it is rendered. */
function deployedFiles(
  listed: readonly RenderedStack[],
  stacks: readonly DeployedStack[],
  unreadNames: readonly string[],
): ReadonlyMap<string, string> {
  const regions = new Map(listed.map(({ name, region }) => [name, region]));
  // A stack that was moved may be in both regions: the one where it is rendered counts.
  const inPlaceLast = stacks.toSorted(
    (one, other) => Number(one.region === regions.get(one.name)) - Number(other.region === regions.get(other.name)),
  );
  const deployed = new Map(inPlaceLast.map((stack) => [stack.name, stack]));
  const files = new Map<string, string>();
  const own = new Set(listed.map(({ name }) => name));
  const strangers = stacks.filter(({ name }) => !own.has(name)).map((stack) => ({ ...stack, dependencies: [] }));
  for (const list of stackListFiles) {
    const entries = listed.flatMap((stack): readonly ListedStack[] => {
      if (stack.file !== list) return [];
      if (unreadNames.includes(stack.name)) return [stack];
      const there = deployed.get(stack.name);
      // CloudFormation does not know the order.
      return there === undefined ? [] : [{ ...there, dependencies: stack.dependencies }];
    });
    const all = list === stackListFiles[0] ? [...entries, ...strangers] : entries;
    if (all.length > 0 || listed.some(({ file }) => file === list)) files.set(list, stackListText(all));
    for (const { name } of all) {
      const template = deployed.get(name)?.template;
      if (template !== undefined) files.set(list.replace('stacks.yaml', `${name}.template.json`), template);
    }
  }
  const missing = listed
    .filter(({ name }) => !deployed.has(name) && !unreadNames.includes(name))
    .map(({ name }): DeployedState => ({ name, state: 'missing' }));
  const states = [...stacks.flatMap((stack) => stack.states), ...missing];
  if (states.length > 0) files.set(deployedStateFile, deployedStateText(states));
  return files;
}

/** Rendered files that CloudFormation has, too, without the templates of stacks that could not be read. */
const comparable = (rendered: RenderedSnapshot, unreadNames: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    [...rendered.files].filter(
      ([file]) => /^(aws|rights)\//.test(file) && !unreadNames.some((name) => file.endsWith(`/${name}.template.json`)),
    ),
  );
