import type { ComparedVersions } from '../../lib/review/report/compared-versions';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { didYouMean } from '../../model/did-you-mean';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError, type Problem } from '../../model/problem';
import { home } from '../home';
import { deployedVersion } from './deployed-version';
import { GitRepository } from './git-repository';
import { renderedVersions, type EnvironmentVersions, type Version } from './rendered-versions';
import { staleProblems } from './stale-files';

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
  readonly read: readonly EnvironmentVersions[];
  readonly versions: ComparedVersions;
  /**
   * Commit that is compared with.
   * @default none: it is compared with what CloudFormation holds
   */
  readonly base?: string;
  readonly unread: readonly Problem[];
}

/** Main branches that a change is compared with, the first that exists. */
const mainBranches = ['origin/main', 'main', 'origin/master', 'master'];

/**
 * Reads both versions that are to be compared.
 *
 * @throws ProblemsError when a version cannot be read at all.
 */
export const comparedVersions = (options: ComparedOptions): Promise<Compared> =>
  options.deployed ? comparedWithAws(options) : comparedWithCommit(options);

async function comparedWithCommit({ base, head, environment }: ComparedOptions): Promise<Compared> {
  const repository = new GitRepository(home.folder);
  const after = head === undefined ? undefined : repository.commit(head);
  const before = baseCommit(repository, base, after ?? repository.commit('HEAD'));
  const version: Version = after === undefined ? 'working-tree' : { commit: after };
  const all = renderedVersions(repository, home.rendered, [{ commit: before.commit }, version]);
  return {
    read: chosen(all, environment),
    versions: { before: `${before.name} (${before.commit.slice(0, 10)})`, after: nameAfter(head, after) },
    base: before.commit,
    unread: await staleProblems(repository, { before: before.commit, after }, all),
  };
}

const nameAfter = (head: string | undefined, commit: string | undefined): string =>
  head === undefined || commit === undefined ? 'the working tree' : `${head} (${commit.slice(0, 10)})`;

async function comparedWithAws({ head, environment }: ComparedOptions): Promise<Compared> {
  const repository = new GitRepository(home.folder);
  const commit = head === undefined ? undefined : repository.commit(head);
  const version: Version = commit === undefined ? 'working-tree' : { commit };
  const all = renderedVersions(repository, home.rendered, [version, version]);
  const names = all.map((each) => each.environment);
  const read: EnvironmentVersions[] = [];
  const unread: Problem[] = [];
  for (const { environment: name, after } of chosen(all, environment)) {
    try {
      const deployed = await deployedVersion(name, after, names);
      read.push({ environment: name, before: deployed.before, after: deployed.after });
      unread.push(...deployed.unread);
      if (deployed.unchecked.length > 0) console.error(uncheckedNotice(name, deployed.unchecked));
    } catch (error) {
      // The other environments may be in accounts that answer.
      if (error instanceof ProblemsError) unread.push(...error.problems);
      else if (error instanceof AwsCallError)
        unread.push(fileProblem(`CloudFormation/${name}`, `${error.action} ${error.reason}`, error.remedy));
      else throw error;
    }
  }
  return { read, versions: { before: 'CloudFormation', after: nameAfter(head, commit) }, unread };
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

/** A commit with the name that people know it by. */
interface NamedCommit {
  readonly name: string;
  readonly commit: string;
}

function baseCommit(repository: GitRepository, base: string | undefined, head: string): NamedCommit {
  if (base !== undefined) return { name: base, commit: repository.commit(base) };
  const main = repository.firstCommit(mainBranches);
  return main === undefined
    ? { name: 'HEAD', commit: repository.commit('HEAD') }
    : { name: `where it has left ${main}`, commit: repository.mergeBase(main, head) };
}
