import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { shortList } from '../../lib/short-list';
import { canonical } from '../../lib/review/difference';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError, type Problem } from '../../model/problem';
import { home } from '../home';
import { removeTemporaryFolder, temporaryFolder } from '../temporary-folders';
import { filesOnDisk } from './files-on-disk';
import type { GitRepository } from './git-repository';
import type { EnvironmentVersions } from './rendered-versions';
import type { VersionFiles } from './version-file';

/** The versions that are compared, as commits; after is undefined for the working tree. */
interface ComparedCommits {
  readonly before: string;
  readonly after: string | undefined;
}

/**
 * Says which rendered files are not what their sources render to, of environments in which something differs between two versions.
 * The working tree is rendered in a temporary folder. A commit is not: its sources may need another version of this program. There,
 * sources that say something else while nothing rendered differs are what can be told.
 *
 * @param versions what is rendered in both versions
 */
export async function staleProblems(
  repository: GitRepository,
  commits: ComparedCommits,
  versions: readonly EnvironmentVersions[],
): Promise<readonly Problem[]> {
  const changed = repository.changedFiles(commits.before, commits.after);
  const rendered = environmentsIn(changed, 'rendered');
  if (commits.after !== undefined) {
    const sources = environmentsIn(changed, 'environments').filter((each) => !rendered.includes(each));
    return sources
      .filter((name) => saysSomethingElse(name, repository, commits))
      .map((name) => unrenderedProblem(name, renderedPath(repository, name)));
  }
  const all = environmentNames([...filesOnDisk(environments).keys()]);
  const own = new Set([...rendered, ...environmentsIn(changed, 'environments')]);
  // Anything else of a home, such as a newer version of the program, can change what any environment renders to.
  const isAnything = changed.some((path) => !/^(?:rendered|environments)\//.test(path));
  const problems: Problem[] = [];
  for (const name of isAnything ? all : all.filter((each) => own.has(each))) {
    const there = versions.find(({ environment }) => environment === name)?.after.files;
    problems.push(...(await staleIn(name, renderedPath(repository, name), there ?? new Map())));
  }
  return [...problems, ...orphanProblems(repository, commits.before, all)];
}

/** Names of the environments of which there is a file in a folder of the home. */
const environmentsIn = (paths: readonly string[], folder: 'environments' | 'rendered'): readonly string[] => [
  ...new Set(
    paths.flatMap((path) => {
      const [first, name, ...more] = path.split('/');
      return first === folder && name !== undefined && more.length > 0 ? [name] : [];
    }),
  ),
];

const environments = join(home.folder, 'environments');

/** Names of environments, from the paths of all files below their folder. */
const environmentNames = (paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) => /^([^/]+)\/environment\.yaml$/.exec(path)?.[1] ?? []);

const remedy = 'render and commit it: npm start';

async function staleIn(name: string, place: string, there: Texts): Promise<readonly Problem[]> {
  const folder = temporaryFolder(join(tmpdir(), 'commons-review-'));
  try {
    const { renderEnvironment } = await import('../render-environment');
    const { loadedEnvironment } = await import('../loaded-environment');
    const { homeKinds } = await import('../home-kinds');
    await renderEnvironment(loadedEnvironment(name), homeKinds(), folder);
    const stale = differing(filesOnDisk(folder), there);
    return stale.length === 0 ? [] : [staleProblem(name, place, stale)];
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const reason = 'cannot be compared with what its sources render to, since they have problems';
    return [fileProblem(place, reason, 'mend them, and render again'), ...error.problems];
  } finally {
    removeTemporaryFolder(folder);
  }
}

/** Texts of files by their path below the folder of their environment. */
type Texts = ReadonlyMap<string, string>;

const differing = (fresh: VersionFiles, there: Texts): readonly string[] =>
  [...new Set([...fresh.keys(), ...there.keys()])].filter((path) => fresh.get(path)?.text !== there.get(path)).sort();

const mostNamed = 3;

function staleProblem(name: string, place: string, stale: readonly string[]): Problem {
  return fileProblem(place, `is not what environments/${name} renders to: ${shortList(stale, mostNamed)}`, remedy);
}

const unrenderedProblem = (name: string, place: string): Problem =>
  fileProblem(
    place,
    `may be stale: environments/${name} says something else, and nothing that is rendered differs`,
    `${remedy}. If it renders to the same, review the working tree of that commit, which is rendered to see that`,
  );

/** What is still rendered of environments whose sources this change removes. */
function orphanProblems(repository: GitRepository, before: string, there: readonly string[]): readonly Problem[] {
  const former = environmentNames([...repository.filesBelow(before, repository.path(environments)).keys()]);
  return former
    .filter((name) => !there.includes(name) && existsSync(join(home.rendered, name)))
    .map((name) =>
      fileProblem(
        renderedPath(repository, name),
        'is still there without its sources',
        `npm start -- --remove ${name}`,
      ),
    );
}

/** Folder of what is rendered for an environment, as Git has it. */
const renderedPath = (repository: GitRepository, name: string): string => repository.path(join(home.rendered, name));

/** Whether what the files of an environment say is another thing than before, and not only how they are written. */
function saysSomethingElse(name: string, repository: GitRepository, { before, after }: ComparedCommits): boolean {
  const read = (commit: string | undefined) =>
    commit === undefined ? '' : meaning(repository.filesBelow(commit, repository.path(join(environments, name))));
  return read(before) !== read(after);
}

const meaning = (files: VersionFiles): string =>
  canonical([...files].map(([path, { text }]) => [path, parsed(path, text)]));

function parsed(path: string, text: string): unknown {
  try {
    return /\.(?:ya?ml|json)$/.test(path) ? load(text) : text;
  } catch {
    return text;
  }
}
