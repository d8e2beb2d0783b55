import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseZone } from '../lib/parse-zone';
import { shortList } from '../lib/short-list';
import { parseSource } from '../cdk8s/base/manifests/manifest-yaml';
import type { LoadedEnvironment } from '../model/load';
import { folderEntries } from '../model/folder-entries';
import { didYouMean } from '../model/did-you-mean';
import type { Problem } from '../model/problem';
import { fileProblem } from '../model/file-problem';
import { applicationPlace, isObjectEntry, lossReason, type StatefulEntry } from '../lib/stateful-entries';
import type { RenderedEnvironment } from './render-environment';
import { lostEntries, toLine } from './stateful-lists';

/** A rendered tenant that rendering would remove, because it has no file any more. */
export interface RemovedTenant {
  readonly environment: string;
  readonly tenant: string;
}

/** A rendered output that rendering would remove, because a fact is unknown now. */
export interface RemovedFact {
  readonly environment: string;
  readonly fact: string;
  readonly outputs: readonly string[];
}

/** Environments that are rendered below `folder` and not in `names`. */
export const removedEnvironments = (folder: string, names: readonly string[]): readonly string[] =>
  folderEntries(folder).flatMap(({ name, kind }) =>
    // A folder whose name begins with a dot may be a temporary one of another process that renders.
    kind === 'folder' && !name.startsWith('.') && !names.includes(name) ? [name] : [],
  );

/** Tenants of an environment that are rendered below `folder` and have no file any more. */
export function removedTenants(
  folder: string,
  environment: LoadedEnvironment['environment'],
): readonly RemovedTenant[] {
  const tenants = environment.tenants.map(({ name }) => name);
  const cluster = join(folder, environment.name, 'cluster');
  return folderEntries(cluster).flatMap(({ name }) => {
    const file = join(cluster, name, 'namespace.yaml');
    const isTenant = existsSync(file) && /\/tenants\/[^/]+$/.test(parseSource(readFileSync(file, 'utf8')) ?? '');
    return isTenant && !tenants.includes(name) ? [{ environment: environment.name, tenant: name }] : [];
  });
}

/** Facts that were known when `folder` was rendered and are unknown now, with the outputs that would be removed. */
export function removedFacts(
  folder: string,
  { name, waiting }: Pick<RenderedEnvironment, 'name' | 'waiting'>,
): readonly RemovedFact[] {
  const gone = waiting.filter(({ output }) => isRendered(join(folder, name), output));
  const facts = [...new Set(gone.flatMap(({ waitsFor }) => waitsFor))];
  return facts.map((fact) => ({
    environment: name,
    fact,
    outputs: gone.filter(({ waitsFor }) => waitsFor.some((each) => each === fact)).map(({ output }) => output),
  }));
}

/** Whether a folder has an output: a file or a folder, or records of a zone file, given as `<file>, <name> <type>`. */
function isRendered(folder: string, output: string): boolean {
  const [file = '', part] = output.split(', ');
  const path = join(folder, file);
  if (part === undefined || !existsSync(path)) return existsSync(path);
  const { records } = file.endsWith('.zone') ? parseZone(readFileSync(path, 'utf8')) : { records: [] };
  return records.some(({ host, type }) => `${host} ${type}` === part);
}

/** Something listed that holds data or that others hold on to, and that rendering would let go. */
export interface RemovedStateful {
  /** As `--remove-stateful` takes it: `<stack>/<logical id>`, or `<environment>/<namespace>/<kind>.<group>/<name>`. */
  readonly name: string;
  /** What happens to it, as a clause. */
  readonly loss: string;
  /** Makes a problem at its line in `stateful.yaml`. */
  readonly problem: (reason: string, remedy: string) => Problem;
}

/**
 * What `stateful.yaml` of an environment lists and nothing that is rendered has any more, or under another name. What is in the
 * cluster for a removed tenant goes with it.
 */
export const removedStateful = (
  loaded: LoadedEnvironment,
  rendered: RenderedEnvironment,
  tenants: readonly RemovedTenant[],
): readonly RemovedStateful[] => {
  const { environment, stateful } = loaded;
  const removed = tenants.filter((each) => each.environment === environment.name).map(({ tenant }) => tenant);
  return lostEntries(loaded, rendered)
    .filter((entry) => !removed.some((tenant) => isOfTenant(entry, tenant)))
    .map((entry) => ({
      name: `${isObjectEntry(entry) ? environment.name : entry.place}/${entry.id}`,
      loss: lossReason(entry),
      problem: (reason, remedy) => stateful.problem(toLine(environment.name, entry), reason, remedy),
    }));
};

/** Whether an entry is an object in a tenant's application, or its database in a shared cluster. */
const isOfTenant = ({ place, id }: StatefulEntry, tenant: string): boolean =>
  place === applicationPlace(tenant) || sharedDatabase.exec(id)?.[1] === tenant;

/** A database in a shared cluster is named `<tenant>.<service>`. */
const sharedDatabase = /\/Database\.postgresql\.cnpg\.io\/([^./]+)\.[^./]+$/;

/**
 * Problems for environments that would be removed without being named, and for names that do not match a removed
 * environment.
 */
export const environmentRemovalProblems = (
  vanishing: readonly string[],
  named: readonly string[],
): readonly Problem[] =>
  removalProblems(
    '--remove',
    named,
    vanishing,
    (name) => name,
    (name) => ({
      problem: inFile(`environments/${name}/environment.yaml`),
      reason: `does not exist, but rendered/${name} does: the environment would be removed`,
      mend: 'restore it',
      what: 'the environment is to be removed',
    }),
  );

/** Problems for tenants that would be removed without being named, and for names that do not match a removed tenant. */
export const tenantRemovalProblems = (
  vanishing: readonly RemovedTenant[],
  named: readonly string[],
): readonly Problem[] =>
  removalProblems(
    '--remove-tenant',
    named,
    vanishing,
    ({ tenant }) => tenant,
    ({ environment, tenant }) => ({
      problem: inFile(`environments/${environment}/tenants/${tenant}.yaml`),
      reason: `does not exist, but rendered/${environment}/cluster/${tenant} does: the tenant would be removed from the cluster`,
      mend: 'restore it',
      what: 'the tenant is to be removed',
    }),
  );

/** Problems for facts that became unknown without being named, and for names that do not match such a fact. */
export const factRemovalProblems = (vanishing: readonly RemovedFact[], named: readonly string[]): readonly Problem[] =>
  removalProblems(
    '--without-fact',
    named,
    vanishing,
    ({ fact }) => fact,
    ({ environment, fact, outputs }) => ({
      problem: inFile(`environments/${environment}/facts.json`),
      reason: `has no ${fact}, without which rendered/${environment} would lose ${shortList(outputs, 3)}`,
      mend: 'restore it, or record it first',
      what: 'all of that may be removed',
    }),
  );

/**
 * Problems for what holds data or others hold on to and would be let go without being named, and for names that match nothing of
 * that.
 */
export const statefulRemovalProblems = (
  vanishing: readonly RemovedStateful[],
  named: readonly string[],
): readonly Problem[] =>
  removalProblems(
    '--remove-stateful',
    named,
    vanishing,
    ({ name }) => name,
    ({ problem, loss }) => ({
      problem,
      reason: `holds data or others hold on to it, and ${loss}`,
      mend: 'restore it as it was',
      what: 'it is to be let go',
    }),
  );

interface Vanishing {
  /** Makes a problem at the line that lists the thing, or at the file. */
  readonly problem: (reason: string, remedy: string) => Problem;
  readonly reason: string;
  readonly mend: string;
  /** Condition under which it may be removed, as text. */
  readonly what: string;
}

const inFile =
  (file: string) =>
  (reason: string, remedy: string): Problem =>
    fileProblem(file, reason, remedy);

function removalProblems<Thing>(
  option: string,
  named: readonly string[],
  vanishing: readonly Thing[],
  nameOf: (thing: Thing) => string,
  describe: (thing: Thing) => Vanishing,
): readonly Problem[] {
  const names = vanishing.map(nameOf);
  return [
    ...vanishing.flatMap((thing) => {
      const { problem, reason, mend, what } = describe(thing);
      const remedy = `${mend}; if ${what}: npm run commons -- render ${option} ${nameOf(thing)}`;
      return named.includes(nameOf(thing)) ? [] : [problem(reason, remedy)];
    }),
    // A name that matches nothing is a typing error, or what it names still has its source.
    ...named
      .filter((name) => !names.includes(name))
      .map((name) => {
        const remedy = didYouMean(name, names, 'leave it out, or remove its source first');
        return fileProblem(`${option} ${name}`, 'names nothing that would be removed', remedy);
      }),
  ];
}
