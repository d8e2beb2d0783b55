import { join } from 'node:path';
import { fileProblem } from './file-problem';
import { folderEntries, type FolderEntry } from './folder-entries';
import { closestMatch } from './closest-match';
import type { Problem } from './problem';

/** Files that are not read: problems if they look like files that should be read, otherwise warnings. */
export interface UnreadFiles {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Files without a warning: for people, Git and file managers. */
const known: ReadonlySet<string> = new Set(['README.md', '.gitkeep', '.gitignore', '.gitattributes', '.DS_Store']);

/** The schemas for editors, which the program writes beside the environments. */
const isSchema = ({ name, kind }: FolderEntry): boolean =>
  kind === 'file' && /^(environment|tenant|facts|records|stateful)\.schema\.json$/.test(name);

/** Copies that editors, patches and systems leave behind. */
const isLeftBehind = (name: string): boolean => /^(\.#|\._|#.*#$)|~$|\.(orig|bak|old|rej|save|sw[op]|tmp)$/i.test(name);

const isData = (name: string): boolean => /\.(ya?ml|json)(\.txt)?$/i.test(name);

const fileStem = (name: string): string => name.replace(/^\.+/, '').replace(/\.(ya?ml|json)(\.txt)?$/i, '');

/** Whether a file is read as a tenant's; one with a wrong ending is read too, to report its other problems. */
export const isTenantFile = ({ name, kind }: FolderEntry): boolean =>
  kind === 'file' && /\.ya?ml$/i.test(name) && !name.startsWith('.') && !isLeftBehind(name);

/** Whether a file is read as one with records of a domain, by the same measure. */
export const isRecordsFile = isTenantFile;

/** Names of the environments below `folder`, in order, and what else lies there and is not read. */
export function environmentFolders(folder: string): {
  readonly names: readonly string[];
  readonly unread: UnreadFiles;
} {
  const names: string[] = [];
  const others: UnreadFiles[] = [];
  for (const entry of folderEntries(folder)) {
    const { name, kind } = entry;
    const inside = kind === 'folder' ? folderEntries(join(folder, name)) : [];
    if (inside.some((each) => each.name === 'environment.yaml')) names.push(name);
    else if (!isSchema(entry) && !known.has(name)) others.push(besideEnvironments(entry, inside));
  }
  return { names, unread: joined(others) };
}

function besideEnvironments({ name, kind }: FolderEntry, inside: readonly FolderEntry[]): UnreadFiles {
  const path = `environments/${name}`;
  if (kind !== 'folder') {
    return besides(path, { name, kind }, `environments/${fileStem(name)}/environment.yaml`);
  }
  if (name.startsWith('.')) return warning(path, 'is a folder that is not read');
  const meant = inside.find(
    (each) => closestMatch(each.name, ['environment.yaml']) !== undefined || /^environment\./i.test(each.name),
  );
  return meant === undefined
    ? problem(path, 'has no environment.yaml, so it is no environment', 'write that file, or move the folder elsewhere')
    : problem(`${path}/${meant.name}`, 'is not read', `rename it to environment.yaml`);
}

/** Files in the folder of the environment `name` that are not read. */
export function unreadInEnvironment(folder: string, name: string): UnreadFiles {
  const own = folderEntries(join(folder, name)).flatMap((entry) => {
    const expected = ownFiles.get(entry.name);
    if (expected === entry.kind || known.has(entry.name)) return [];
    const path = `environments/${name}/${entry.name}`;
    if (expected !== undefined) {
      return [problem(path, `is ${kinds[entry.kind]}`, `make it a ${expected}, or remove it`)];
    }
    const meant = closestMatch(fileStem(entry.name), [...ownFiles.keys()].map(fileStem));
    const file = [...ownFiles.keys()].find((each) => meant !== undefined && fileStem(each) === meant);
    return [besides(path, entry, file ?? `tenants/${fileStem(entry.name)}.yaml`, join(folder, name))];
  });
  const inFolders = ['tenants', 'records'].flatMap((inside) =>
    folderEntries(join(folder, name, inside)).flatMap((entry) => {
      if (known.has(entry.name) || (isTenantFile(entry) && entry.name.endsWith('.yaml'))) return [];
      const path = `environments/${name}/${inside}/${entry.name}`;
      return [besides(path, entry, `${fileStem(entry.name)}.yaml`, join(folder, name, inside))];
    }),
  );
  return joined([...own, ...inFolders]);
}

const ownFiles: ReadonlyMap<string, FolderEntry['kind']> = new Map([
  ['environment.yaml', 'file'],
  ['facts.json', 'file'],
  ['images.yaml', 'file'],
  ['stateful.yaml', 'file'],
  ['tenants', 'folder'],
  ['records', 'folder'],
  ['signing-keys', 'folder'],
]);

const kinds: Readonly<Record<FolderEntry['kind'], string>> = {
  file: 'a file',
  folder: 'a folder',
  special: 'no regular file',
  nothing: 'a link that leads nowhere',
};

/**
 * What is said of an entry that is not read.
 *
 * @param name what it would have to be called
 * @param folder where it is, to look into it if it is a folder
 */
function besides(path: string, entry: FolderEntry, name: string, folder?: string): UnreadFiles {
  if (isLeftBehind(entry.name)) return warning(path, 'is a copy that is not read');
  switch (entry.kind) {
    case 'nothing':
      return problem(path, 'is a link that leads nowhere', 'have it lead to a file, or remove it');
    case 'special':
      return problem(path, 'is no regular file', 'remove it');
    case 'folder': {
      const inside = folder === undefined ? [] : dataBelow(join(folder, entry.name), entry.name);
      if (inside.length === 0) return warning(path, 'is a folder that is not read');
      const remedy =
        closestMatch(entry.name, ['tenants']) === undefined ? 'move them up one folder' : 'rename it to tenants';
      return problem(path, `is a folder that is not read, with ${inside.join(', ')} in it`, `${remedy}, or remove it`);
    }
    case 'file': {
      if (!isData(entry.name)) return warning(path, 'is not read');
      const ending = entry.name.endsWith('.yml') ? 'ends in .yml and is not read' : 'is not read';
      return problem(path, ending, `rename it to ${name}, or remove it`);
    }
  }
}

/** Files that look like those that are read, below a folder. */
function dataBelow(folder: string, path: string): readonly string[] {
  return folderEntries(folder).flatMap(({ name, kind }) => {
    if (kind === 'folder') return dataBelow(join(folder, name), `${path}/${name}`);
    return isData(name) && !isLeftBehind(name) ? [`${path}/${name}`] : [];
  });
}

const problem = (file: string, reason: string, remedy: string): UnreadFiles => ({
  problems: [fileProblem(file, reason, remedy)],
  warnings: [],
});

const warning = (file: string, reason: string): UnreadFiles => ({
  problems: [],
  warnings: [fileProblem(file, reason, 'remove it if nobody needs it')],
});

const joined = (all: readonly UnreadFiles[]): UnreadFiles => ({
  problems: all.flatMap(({ problems }) => problems),
  warnings: all.flatMap(({ warnings }) => warnings),
});
