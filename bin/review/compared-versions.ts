import { AwsCallError } from '../../lib/operations/aws-call-error';
import { didYouMean } from '../../model/did-you-mean';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError, type Problem } from '../../model/problem';
import { home } from '../home';
import { deployedVersion } from './deployed-version';
import { GitRepository } from './git-repository';
import { renderedVersions, type EnvironmentVersions, type Version } from './rendered-versions';

export interface ComparedOptions {
  /**
   * Commit to compare with.
   * @default where the change has left the main branch
   */
  readonly base?: string;
  /**
   * Commit with the change.
   * @default the working tree
   */
  readonly head?: string;
  /** Whether to compare with what CloudFormation holds, and not with a commit. */
  readonly deployed: boolean;
  /**
   * The one environment to look at.
   * @default all
   */
  readonly environment?: string;
}

/** Both versions, what they are called, and what is missing in them. */
export interface Compared {
  readonly versions: readonly EnvironmentVersions[];
  readonly title: { readonly before: string; readonly after: string };
  readonly unread: readonly Problem[];
}

/** Main branches that a change is compared with, the first that exists. */
const mainBranches = ['origin/main', 'main', 'origin/master', 'master'];

/**
 * Reads both versions that are to be compared.
 *
 * @throws ProblemsError when there is nothing to compare with.
 */
export const comparedVersions = async (options: ComparedOptions): Promise<Compared> =>
  options.deployed ? comparedWithAws(options) : comparedWithCommit(options);

function comparedWithCommit({ base, head, environment }: ComparedOptions): Compared {
  const repository = new GitRepository(home.folder);
  const after: Version = head === undefined ? 'working-tree' : { commit: repository.commit(head) };
  const before = { commit: baseCommit(repository, base, head ?? 'HEAD') };
  return {
    versions: chosen(renderedVersions(repository, home.rendered, [before, after]), environment),
    title: { before: base ?? before.commit.slice(0, 10), after: head ?? 'working tree' },
    unread: [],
  };
}

async function comparedWithAws({ head, environment }: ComparedOptions): Promise<Compared> {
  const repository = new GitRepository(home.folder);
  const version: Version = head === undefined ? 'working-tree' : { commit: repository.commit(head) };
  const all = renderedVersions(repository, home.rendered, [version, version]);
  const names = all.map((each) => each.environment);
  const versions: EnvironmentVersions[] = [];
  const unread: Problem[] = [];
  for (const { environment: name, after } of chosen(all, environment)) {
    try {
      const read = await deployedVersion(name, after, names);
      versions.push({ environment: name, before: read.before, after: read.after });
      unread.push(...read.unread);
      if (read.unchecked.length > 0) console.error(uncheckedNotice(name, read.unchecked));
    } catch (error) {
      // The other environments may be in accounts that answer.
      if (error instanceof ProblemsError) unread.push(...error.problems);
      else if (error instanceof AwsCallError)
        unread.push(fileProblem(`CloudFormation/${name}`, `${error.action} ${error.reason}`, error.remedy));
      else throw error;
    }
  }
  return { versions, title: { before: 'CloudFormation', after: head ?? 'working tree' }, unread };
}

const uncheckedNotice = (environment: string, stacks: readonly { readonly name: string }[]): string =>
  `${environment}: nobody has looked yet whether ${stacks.length} stacks were changed by hand: docs/review.md, "Drift"`;

/** @throws ProblemsError when nothing is rendered for the one that is named. */
function chosen(
  versions: readonly EnvironmentVersions[],
  environment: string | undefined,
): readonly EnvironmentVersions[] {
  if (environment === undefined) return versions;
  const found = versions.filter((each) => each.environment === environment);
  if (found.length > 0) return found;
  const names = versions.map((each) => each.environment);
  const remedy = didYouMean(environment, names, 'render it first: npm start');
  throw new ProblemsError([fileProblem(`--environment ${environment}`, 'is not rendered', remedy)]);
}

function baseCommit(repository: GitRepository, base: string | undefined, head: string): string {
  if (base !== undefined) return repository.commit(base);
  const main = repository.firstCommit(mainBranches);
  return main === undefined ? repository.commit('HEAD') : repository.mergeBase(main, head);
}
