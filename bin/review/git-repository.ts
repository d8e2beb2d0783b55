import { spawnSync } from 'node:child_process';
import { relative, sep } from 'node:path';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';

/** The Git repository of a folder, read without a checkout. */
export class GitRepository {
  /** Folder of its working tree. */
  readonly root: string;

  /**
   * @param folder a folder inside of its working tree
   * @throws ProblemsError when the folder is in no Git repository, or Git is not installed.
   */
  constructor(private readonly folder: string) {
    this.root = this.text(['rev-parse', '--show-toplevel'], 'is in no Git repository', 'run it in a clone');
  }

  /** Path as Git has it: relative to the root, with slashes. */
  path(absolute: string): string {
    return relative(this.root, absolute).split(sep).join('/');
  }

  /** @throws ProblemsError when no commit has that name. */
  commit(name: string): string {
    return this.text(
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
      `has no commit ${name}`,
      this.isShallow ? shallowRemedy : 'name a branch, a tag or a commit, or fetch it first',
    );
  }

  /**
   * The commit from which two others have gone apart.
   *
   * @throws ProblemsError when they have none, or the clone does not reach back to it.
   */
  mergeBase(one: string, other: string): string {
    return this.text(
      ['merge-base', one, other],
      `has no commit that ${one} and ${other} have both grown from`,
      this.isShallow ? shallowRemedy : 'name the commit to compare with: --base <commit>',
    );
  }

  /** The first of these names that is a commit; undefined if none is. */
  firstCommit(names: readonly string[]): string | undefined {
    return names.find(
      (name) => this.git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]).status === 0,
    );
  }

  /** Texts of all files below a folder in a commit, by their path below the folder. */
  filesBelow(commit: string, folder: string): ReadonlyMap<string, string> {
    const listed = this.checked(['ls-tree', '-r', '-z', '--full-tree', commit, '--', `${folder}/`]).toString('utf8');
    const entries = listed.split('\0').flatMap((line) => {
      const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      return id === undefined || path === undefined ? [] : [{ id, path: path.slice(folder.length + 1) }];
    });
    const contents = blobs(this.checked(['cat-file', '--batch'], entries.map(({ id }) => `${id}\n`).join('')));
    return new Map(entries.map(({ path }, index) => [path, contents[index] ?? ''] as const));
  }

  /** Text of a file in a commit; undefined if the commit does not have it. */
  fileIn(commit: string, path: string): string | undefined {
    const { status, stdout } = this.git(['cat-file', 'blob', `${commit}:${path}`]);
    return status === 0 ? stdout.toString('utf8') : undefined;
  }

  /** Paths of files that differ between two commits, below these paths; all of them without paths. */
  changedFiles(one: string, other: string, paths: readonly string[] = []): readonly string[] {
    const args = ['diff', '--name-only', '--no-renames', '-z', one, other, '--', ...paths];
    return this.checked(args).toString('utf8').split('\0').filter(Boolean);
  }

  /**
   * First parents of a commit and it, oldest first.
   *
   * @param after commit before the first of them
   * @throws ProblemsError when the clone does not reach back to the beginning.
   */
  firstParents(commit: string, after?: string): readonly string[] {
    if (this.isShallow) {
      throw new ProblemsError([fileProblem(this.folder, 'does not have the whole history', shallowRemedy)]);
    }
    const range = after === undefined ? [commit] : [`${after}..${commit}`];
    const listed = this.checked(['rev-list', '--first-parent', '--reverse', ...range]).toString('utf8');
    return listed.split('\n').filter(Boolean);
  }

  /**
   * Brings a commit into the clone if it is not there.
   *
   * @param reference name under which the remote repository has it
   * @throws ProblemsError when the remote repository does not have it.
   */
  bring(commit: string, reference: string): void {
    if (this.firstCommit([commit]) !== undefined) return;
    const remedy = 'check that the job may read the repository';
    this.text(['fetch', '--quiet', '--no-tags', 'origin', reference], `cannot get ${reference}`, remedy);
    this.commit(commit);
  }

  private get isShallow(): boolean {
    return this.git(['rev-parse', '--is-shallow-repository']).stdout.toString('utf8').trim() === 'true';
  }

  private text(args: readonly string[], reason: string, remedy: string): string {
    const { status, stdout } = this.git(args);
    if (status !== 0) throw new ProblemsError([fileProblem(this.folder, reason, remedy)]);
    return stdout.toString('utf8').trim();
  }

  private checked(args: readonly string[], input = ''): Buffer {
    const { status, stdout, stderr } = this.git(args, input);
    if (status === 0) return stdout;
    const reason = `cannot be read by Git: ${stderr.toString('utf8').trim()}`;
    throw new ProblemsError([fileProblem(this.folder, reason, 'check the clone: git fsck')]);
  }

  private git(args: readonly string[], input = '') {
    // Paths are compared as bytes that are no options, and hooks and settings of the person have no say.
    const done = spawnSync('git', ['--literal-pathspecs', ...args], { cwd: this.folder, input, maxBuffer: 2 ** 30 });
    if (done.error !== undefined) throw done.error;
    return done;
  }
}

const shallowRemedy = 'the clone is shallow: git fetch --unshallow, or GIT_DEPTH: 0 in a pipeline';

/** Splits the output of `git cat-file --batch`: a line with the size of each object, the object, and a line feed. */
function blobs(output: Buffer): readonly string[] {
  const contents: string[] = [];
  for (let offset = 0; offset < output.length;) {
    const end = output.indexOf(0x0a, offset);
    const size = Number(output.toString('utf8', offset, end).split(' ')[2]);
    contents.push(output.toString('utf8', end + 1, end + 1 + size));
    offset = end + size + 2;
  }
  return contents;
}
