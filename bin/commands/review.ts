import { compare } from '../../lib/review/comparison';
import { excerptLookup } from '../../lib/review/report/excerpt';
import { markdownReport } from '../../lib/review/report/markdown';
import { htmlReport } from '../../lib/review/report/page';
import { terminalReport } from '../../lib/review/report/terminal';
import { review, type Review } from '../../lib/review/review';
import { reviewRules } from '../../lib/review/rules';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { didYouMean } from '../../model/did-you-mean';
import { fileProblem } from '../../model/file-problem';
import { formatProblem, ProblemsError, type Problem } from '../../model/problem';
import { home } from '../home';
import { replaceFile } from '../replace-file';
import { deployedVersion } from '../review/deployed-version';
import { GitRepository } from '../review/git-repository';
import { renderedVersions, type EnvironmentVersions, type Version } from '../review/rendered-versions';

export interface ReviewOptions {
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
  readonly markdown: boolean;
  readonly json: boolean;
  /**
   * File for a page with everything.
   * @default no page
   */
  readonly html?: string;
}

/** Both versions, what they are called, and what is missing in them. */
interface Compared {
  readonly versions: readonly EnvironmentVersions[];
  readonly title: { readonly before: string; readonly after: string };
  readonly unread: readonly Problem[];
}

/** Main branches that a change is compared with, the first that exists. */
const mainBranches = ['origin/main', 'main', 'origin/master', 'master'];

/**
 * Prints what a change does to what is rendered, or what a deploy would do to what CloudFormation holds. The exit code is 0 if
 * everything is routine, 2 if somebody has to look, and 1 if something could not be read.
 */
export async function reviewChange(options: ReviewOptions): Promise<void> {
  const { markdown, json, html } = options;
  const { versions, title, unread } = options.deployed ? await comparedWithAws(options) : comparedWithCommit(options);
  const read = review(
    versions.map(({ environment, ...sides }) => compare(environment, sides.before, sides.after)),
    reviewRules,
  );
  const reviewed = { ...read, unread: [...read.unread, ...unread] };
  if (html !== undefined) {
    const snapshots = versions.flatMap((each) => [each.before, each.after]);
    replaceFile(html, htmlReport(reviewed, title, excerptLookup(snapshots)));
  }
  console.log(words(reviewed, { markdown, json }));
  for (const problem of reviewed.unread) console.error(formatProblem(problem));
  process.exitCode = exitCode(reviewed);
}

function comparedWithCommit({ base, head, environment }: ReviewOptions): Compared {
  const repository = new GitRepository(home.folder);
  const after: Version = head === undefined ? 'working-tree' : { commit: repository.commit(head) };
  const before = { commit: baseCommit(repository, base, head ?? 'HEAD') };
  return {
    versions: chosen(renderedVersions(repository, home.rendered, [before, after]), environment),
    title: { before: base ?? before.commit.slice(0, 10), after: head ?? 'working tree' },
    unread: [],
  };
}

async function comparedWithAws({ head, environment }: ReviewOptions): Promise<Compared> {
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

function words(reviewed: Review, { markdown, json }: Pick<ReviewOptions, 'markdown' | 'json'>): string {
  if (json) return JSON.stringify(reviewed, null, 2);
  return markdown ? markdownReport(reviewed) : terminalReport(reviewed);
}

function baseCommit(repository: GitRepository, base: string | undefined, head: string): string {
  if (base !== undefined) return repository.commit(base);
  const main = repository.firstCommit(mainBranches);
  return main === undefined ? repository.commit('HEAD') : repository.mergeBase(main, head);
}

function exitCode({ findings, unread }: Review): number {
  if (unread.length > 0) return 1;
  return findings.some(({ class: danger }) => danger !== 'routine') ? 2 : 0;
}
