import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource } from '../cdk8s/base/manifests/manifest-yaml';
import type { LoadedEnvironment } from '../model/load';
import { folderEntries } from '../model/folder-entries';
import { didYouMean } from '../model/did-you-mean';
import { stackPrefix } from '../model/naming';
import type { Problem } from '../model/problem';
import { fileProblem } from '../model/file-problem';
import type { StatefulId } from '../lib/stateful-ids';
import type { RenderedEnvironment } from './render-environment';
import { missingIds } from './stateful-lists';

/** A tenant that would go for want of its file. */
export interface RemovedTenant {
  readonly environment: string;
  readonly tenant: string;
}

/** An output that would go for want of a fact. */
export interface RemovedFact {
  readonly environment: string;
  readonly fact: string;
  readonly outputs: readonly string[];
}

/** Environments that are rendered below `folder` and are none of `names`. */
export const removedEnvironments = (folder: string, names: readonly string[]): readonly string[] =>
  folderEntries(folder).flatMap(({ name, kind }) =>
    // What begins with a dot may belong to another process that renders.
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

/** Facts that were known when `folder` was rendered and are not known now, with what would go for want of them. */
export function removedFacts(
  folder: string,
  { name, waiting }: Pick<RenderedEnvironment, 'name' | 'waiting'>,
): readonly RemovedFact[] {
  const gone = waiting.filter(({ output }) => existsSync(join(folder, name, output)));
  const facts = [...new Set(gone.flatMap(({ waitsFor }) => waitsFor))];
  return facts.map((fact) => ({
    environment: name,
    fact,
    outputs: gone.filter(({ waitsFor }) => waitsFor.some((each) => each === fact)).map(({ output }) => output),
  }));
}

/** A resource that holds data and would leave CloudFormation's hands. */
export interface RemovedStateful extends StatefulId {
  /** A problem at its line in the list. */
  readonly problem: (reason: string, remedy: string) => Problem;
}

/** What an environment lists as what holds data and does not render to any more. */
export const removedStateful = (loaded: LoadedEnvironment, rendered: RenderedEnvironment): readonly RemovedStateful[] =>
  missingIds(loaded, rendered).map(({ stack, logicalId }) => ({
    stack,
    logicalId,
    problem: (reason, remedy) =>
      loaded.stateful.problem(stack.slice(stackPrefix(loaded.environment.name).length), logicalId, reason, remedy),
  }));

/** Environments that would go and were not named, and names that nothing goes by. */
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
      reason: `is not there, but rendered/${name} is: whatever follows it would lose everything`,
      mend: 'bring it back',
      what: 'the environment is to go',
    }),
  );

/** The same for tenants. */
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
      reason: `is not there, but rendered/${environment}/cluster/${tenant} is: the cluster would lose the tenant`,
      mend: 'bring it back',
      what: 'the tenant is to go',
    }),
  );

/** The same for facts. */
export const factRemovalProblems = (vanishing: readonly RemovedFact[], named: readonly string[]): readonly Problem[] =>
  removalProblems(
    '--without-fact',
    named,
    vanishing,
    ({ fact }) => fact,
    ({ environment, fact, outputs }) => ({
      problem: inFile(`environments/${environment}/facts.json`),
      reason: `has no ${fact}, for want of which rendered/${environment} would lose ${several(outputs)}`,
      mend: 'bring it back, or have it told before something needs it',
      what: 'all that may go',
    }),
  );

/** The same for what holds data. */
export const statefulRemovalProblems = (
  vanishing: readonly RemovedStateful[],
  named: readonly string[],
): readonly Problem[] =>
  removalProblems(
    '--remove-stateful',
    named,
    vanishing,
    ({ stack, logicalId }) => `${stack}/${logicalId}`,
    ({ stack, logicalId, problem }) => ({
      problem,
      reason: `holds data, and ${stack} has no ${logicalId} any more: CloudFormation would let it go, and a new id would make an empty one`,
      mend: 'bring it back under this id',
      what: 'it is to go',
    }),
  );

interface Vanishing {
  /** A problem at the place that says so. */
  readonly problem: (reason: string, remedy: string) => Problem;
  readonly reason: string;
  readonly mend: string;
  /** When it may go, in words. */
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
    // A name that nothing goes by was meant otherwise, or its source is still there.
    ...named
      .filter((name) => !names.includes(name))
      .map((name) => {
        const remedy = didYouMean(name, names, 'leave it out, or remove its source first');
        return fileProblem(`${option} ${name}`, 'names nothing that would go', remedy);
      }),
  ];
}

const several = (outputs: readonly string[]): string =>
  outputs.length > 3 ? `${outputs.slice(0, 3).join(', ')} and ${outputs.length - 3} more` : outputs.join(', ');
