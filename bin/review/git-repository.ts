import { spawnSync } from 'node:child_process';
import { posix, relative, sep } from 'node:path';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';
import {
  mostBytes,
  submodule,
  symbolicLink,
  tooLarge,
  toVersionFile,
  type VersionFile,
  type VersionFiles,
} from './version-file';

/** The Git repository of a folder, read without a checkout. */
export class GitRepository {
  /** Path of the folder as Git has it: empty, or with a slash at its end. */
  private readonly prefix: string;

  /**
   * @param folder a folder inside of its working tree
   * @throws ProblemsError when the folder is in no Git repository, or Git is not installed.
   */
  constructor(private readonly folder: string) {
    this.prefix = this.text(['rev-parse', '--show-prefix'], 'is in no Git repository', 'run it in a clone');
  }

  /** Path as Git has it, of something in the folder: relative to the root, with slashes. */
  path(absolute: string): string {
    return this.prefix + relative(this.folder, absolute).split(sep).join('/');
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

  /**
   * All files below a folder in a commit, by their path below the folder.
   *
   * @throws ProblemsError when Git cannot read them all, or the folder is none in the commit.
   */
  filesBelow(commit: string, folder: string): VersionFiles {
    const list = (...args: readonly string[]) =>
      this.checked(['ls-tree', '-z', '--full-tree', ...args, commit, '--', folder])
        .toString('utf8')
        .split('\0');
    const [itself = ''] = list();
    if (itself !== '' && !/^\d+ tree /.test(itself)) {
      const reason = `is no folder in commit ${commit.slice(0, 10)}, but a link or a file`;
      throw new ProblemsError([fileProblem(folder, reason, 'make it a folder: what it leads to is not known')]);
    }
    const entries = list('-r', '-l').flatMap((line): readonly TreeEntry[] => {
      const [, mode, id, size, path] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
      if (mode === undefined || id === undefined || path === undefined) return [];
      return [{ mode, id, size: Number(size), path: path.slice(folder.length + 1) }];
    });
    const files = new Map<string, VersionFile>();
    let batch: TreeEntry[] = [];
    let bytes = 0;
    const readBatch = () => {
      const blobs = this.blobs(batch);
      for (const { mode, path, id } of batch) {
        const content = blobs.get(id) ?? Buffer.alloc(0);
        files.set(path, mode === linkMode ? symbolicLink(content.toString('utf8')) : toVersionFile(content));
      }
      batch = [];
      bytes = 0;
    };
    for (const entry of entries) {
      if (entry.mode === submoduleMode) files.set(entry.path, submodule(entry.id));
      else if (entry.size > mostBytes) files.set(entry.path, tooLarge(entry.id));
      else {
        batch.push(entry);
        bytes += entry.size;
        if (bytes > batchBytes) readBatch();
      }
    }
    readBatch();
    return files;
  }

  /** Paths of files in the folder, relative to it, that are others in a commit than in another one, or than in the working tree. */
  changedFiles(before: string, after: string | undefined): readonly string[] {
    const names = ['diff', '--name-only', '--no-renames', '--no-ext-diff', '--relative', '-z', before];
    const changed = this.list([...names, ...(after === undefined ? [] : [after]), '--', '.']);
    // What Git does not know yet is in the working tree all the same.
    const added = after === undefined ? this.list(['ls-files', '--others', '--exclude-standard', '-z']) : [];
    return [...changed, ...added];
  }

  /** Paths of files in the folder, relative to it, in a merge conflict that nobody has solved yet. */
  get unmergedFiles(): readonly string[] {
    const lines = this.list(['ls-files', '--unmerged', '-z']);
    return [...new Set(lines.map((line) => line.slice(line.indexOf('\t') + 1)))];
  }

  /** Whether some of the files of the working tree are left out on purpose. */
  get isSparse(): boolean {
    return (
      this.git(['config', '--type=bool', '--get', 'core.sparseCheckout']).stdout.toString('utf8').trim() === 'true'
    );
  }

  /** Text of a file in a commit; undefined if the commit does not have it. */
  fileIn(commit: string, path: string): string | undefined {
    const { status, stdout } = this.git(['cat-file', 'blob', `${commit}:${path}`]);
    return status === 0 ? stdout.toString('utf8') : undefined;
  }

  /** Paths of files in the folder, relative to it, at or below these, that are others in one commit than in another. */
  changedBelow(one: string, other: string, paths: readonly string[]): readonly string[] {
    const names = ['diff', '--name-only', '--no-renames', '--no-ext-diff', '--relative', '-z'];
    return this.list([...names, one, other, '--', ...paths]);
  }

  /**
   * First parents of a commit and it, oldest first.
   *
   * @throws ProblemsError when the clone does not reach back to the beginning.
   */
  firstParents(commit: string): readonly string[] {
    if (this.isShallow) {
      throw new ProblemsError([fileProblem(this.folder, 'does not have the whole history', shallowRemedy)]);
    }
    const listed = this.checked(['rev-list', '--first-parent', '--reverse', commit]).toString('utf8');
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

  /** Whether a commit is another one, or one of those that it has grown from. */
  contains(commit: string, ancestor: string): boolean {
    return this.git(['merge-base', '--is-ancestor', ancestor, commit]).status === 0;
  }

  /** Files of the whole repository that are others in one commit than in another, with both paths where one was renamed. */
  changedPairs(before: string, after: string): readonly (readonly [before: string, after: string])[] {
    const names = ['diff', '--name-status', '--find-renames=30%', '--no-ext-diff', '-z', before, after];
    const fields = this.list(names)[Symbol.iterator]();
    const pairs: (readonly [string, string])[] = [];
    for (const status of fields) {
      const from = String(fields.next().value);
      pairs.push([from, status.startsWith('R') ? String(fields.next().value) : from]);
    }
    return pairs;
  }

  /** How a file differs in two commits, with three lines around each change, as forges show it. */
  patch(before: string, after: string, paths: readonly string[]): string {
    const how = ['--find-renames=30%', '--unified=3', '--diff-algorithm=myers', '--no-color', '--no-ext-diff'];
    const files = paths.map((path) => posix.relative(`/${this.prefix}`, `/${path}`));
    return this.checked(['diff', ...how, '--no-textconv', before, after, '--', ...files]).toString('utf8');
  }

  private get isShallow(): boolean {
    return this.git(['rev-parse', '--is-shallow-repository']).stdout.toString('utf8').trim() === 'true';
  }

  private list(args: readonly string[]): readonly string[] {
    return this.checked(args).toString('utf8').split('\0').filter(Boolean);
  }

  /** @throws ProblemsError when one is missing, as in a clone without all of its files. */
  private blobs(entries: readonly { readonly id: string }[]): ReadonlyMap<string, Buffer> {
    const ids = [...new Set(entries.map(({ id }) => id))];
    const output = this.checked(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
    const contents = new Map<string, Buffer>();
    let offset = 0;
    for (const id of ids) {
      const end = output.indexOf(0x0a, offset);
      const [, type, size = ''] = output.toString('utf8', offset, end).split(' ');
      if (type !== 'blob' || !/^\d+$/.test(size)) {
        throw new ProblemsError([fileProblem(this.folder, `has no object ${id}`, incompleteRemedy)]);
      }
      contents.set(id, output.subarray(end + 1, end + 1 + Number(size)));
      offset = end + Number(size) + 2;
    }
    return contents;
  }

  private text(args: readonly string[], reason: string, remedy: string): string {
    const { status, stdout } = this.git(args);
    if (status !== 0) throw new ProblemsError([fileProblem(this.folder, reason, remedy)]);
    return stdout.toString('utf8').trim();
  }

  private checked(args: readonly string[], input = ''): Buffer {
    const { status, stdout, stderr } = this.git(args, input);
    if (status === 0) return stdout;
    const said = stderr.toString('utf8').trim();
    const remedy = /promisor|lazy fetching/.test(said) ? incompleteRemedy : 'check the clone: git fsck';
    throw new ProblemsError([fileProblem(this.folder, `cannot be read by Git: ${said}`, remedy)]);
  }

  private git(args: readonly string[], input = '') {
    // Paths are compared as bytes that are no options, hooks and settings of the person have no say, and nothing is fetched.
    const done = spawnSync('git', ['--literal-pathspecs', ...args], {
      cwd: this.folder,
      input,
      maxBuffer: 2 ** 31,
      env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0' },
    });
    if (done.error !== undefined) throw done.error;
    return done;
  }
}

/** A file in a commit. */
interface TreeEntry {
  readonly mode: string;
  readonly id: string;
  readonly size: number;
  readonly path: string;
}

/** Bytes that are read at once: their texts stay, and the bytes do not. */
const batchBytes = 4 * 1024 ** 2;

const submoduleMode = '160000';
const linkMode = '120000';

const shallowRemedy = 'the clone is shallow: git fetch --unshallow, or GIT_DEPTH: 0 in a pipeline';
const incompleteRemedy =
  'the clone does not have all files: clone it without --filter, or git fetch --refetch --filter=blob:limit=1g';
