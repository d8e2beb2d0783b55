import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import type { ChartedKind } from '../../cdk8s/services/service-kind';
import { environmentNames } from '../../model/load';
import { didYouMean } from '../../model/did-you-mean';
import { ProblemsError } from '../../model/problem';
import { toOneLine } from '../../model/schema-example';
import { tenantName, placeholderMaintainers } from '../../model/tenant';
import { fileProblem } from '../../model/file-problem';
import { newTenantFile, requiredValues, type ServiceDraft } from '../../lib/operations/new-tenant';
import { promptForValues, withTerminalPrompt } from '../prompt-for-values';
import { home } from '../home';
import { homeKinds } from '../home-kinds';
import { loadedEnvironment } from '../loaded-environment';
import { yearAfter } from '../year-after';

/** Options of `commons tenant new`. */
export interface NewTenantOptions {
  /**
   * Name of the environment that gets the tenant.
   * @default the only environment of the home; a ProblemsError if it has several
   */
  readonly environment?: string;
  /**
   * What the tenant is for, in a sentence.
   * @default `What <name> does for the community`
   */
  readonly purpose?: string;
  /**
   * Account names of its maintainers.
   * @default ['first-maintainer', 'second-maintainer'], which `environment check` warns about
   */
  readonly maintainer?: readonly string[];
  /**
   * Host name that its service serves.
   * @default `<name>.<first domain of the environment>`
   */
  readonly host?: string;
  /**
   * Image of its service, the same as `image=<image>` in `set`.
   * @default asked for at a terminal if the kind needs one, else the example of the kind's schema
   */
  readonly image?: string;
  /** Name of a kind of service. */
  readonly kind: string;
  /** Values of the service, each as `<key>=<value>`. */
  readonly set: readonly string[];
  /** Day on which the file is written. */
  readonly today: string;
}

/**
 * Writes the file of a new tenant. It asks at a terminal for values that its kind of service requires; without a terminal it
 * writes the examples of the schema. If the environment does not load with the file, the file is removed again.
 *
 * @throws ProblemsError when the tenant exists, or an option is wrong.
 */
export async function newTenant(name: string, options: NewTenantOptions): Promise<void> {
  const { environment } = loadedEnvironment(options.environment ?? onlyEnvironment());
  const file = `environments/${environment.name}/tenants/${name}.yaml`;
  const refuse = (reason: string, remedy: string, what = file): never => {
    throw new ProblemsError([fileProblem(what, reason, remedy)]);
  };
  if (!tenantName.safeParse(name).success) {
    refuse(`${name} is not a name for a tenant`, 'choose one of at most 20 lower-case letters, digits and hyphens');
  }
  const tenants = join(home.environments, environment.name, 'tenants');
  const path = join(tenants, `${name}.yaml`);
  if (existsSync(path)) refuse('exists already', 'change that file, or choose another name');

  const kind = kindNamed(options.kind);
  const host = options.host ?? `${name}.${environment.domains[0]}`;
  const owner = environment.tenants.find(({ hosts }) => hosts.includes(host));
  if (owner !== undefined) refuse(`${host} belongs to tenant ${owner.name}`, 'name another one with --host');

  const said = saidValues(options, (text) =>
    refuse('says no key', 'write it like --set image=quay.io/team/site:1', text),
  );
  const open = requiredValues(kind).filter(({ key }) => !(key in said));
  const answers = await withTerminalPrompt((ask) =>
    ask === undefined ? Promise.resolve({}) : promptForValues(open, ask),
  );
  const answered = toDraft(Object.entries(answers));
  const examples = Object.fromEntries(open.map(({ key, example }) => [key, example]));
  const service: ServiceDraft = { kind: kind.kind, ...examples, ...said, ...answered };

  const props = {
    purpose: options.purpose ?? `What ${name} does for the community`,
    maintainers: options.maintainer ?? placeholderMaintainers,
    reviewBy: yearAfter(options.today),
    host,
    service,
  };
  const text = newTenantFile(props, kind);
  writeChecked(tenants, path, text, () => loadedEnvironment(environment.name));
  console.log(`wrote ${relative(process.cwd(), path)}; look through it, then: npm start`);
  for (const { key, description, example } of open.filter((value) => !(value.key in answered))) {
    console.log(`an example yet: ${key}: ${toOneLine(example)} (${description})`);
  }
}

/** @throws ProblemsError when no kind of service has this name. */
function kindNamed(name: string): ChartedKind {
  const kinds = homeKinds();
  const found = kinds.find(({ kind }) => kind === name);
  if (found !== undefined) return found;
  const names = kinds.map(({ kind }) => kind);
  const remedy = `${didYouMean(name, names, '')} kinds: ${names.join(', ')}`.trim();
  throw new ProblemsError([fileProblem(`--kind ${name}`, 'is not a kind of service', remedy)]);
}

/** @throws ProblemsError when the home has several environments, or none. */
function onlyEnvironment(): string {
  const [only, ...others] = environmentNames(home.environments);
  if (only !== undefined && others.length === 0) return only;
  const remedy = `choose one of ${environmentNames(home.environments).join(', ') || 'none yet'}`;
  throw new ProblemsError([
    fileProblem('--environment', 'is missing: the home has several environments, or none', remedy),
  ]);
}

function writeChecked(folder: string, path: string, text: string, check: () => void): void {
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(path, text);
    check();
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Values from the command line, by key. */
function saidValues({ image, set }: NewTenantOptions, refuse: (text: string) => never): ServiceDraft {
  const pairs = set.map((text): [string, string] => {
    const at = text.indexOf('=');
    return at < 1 ? refuse(`--set ${text}`) : [text.slice(0, at), text.slice(at + 1)];
  });
  return toDraft(image === undefined ? pairs : [['image', image], ...pairs]);
}

/** Parses values as YAML; a value that is not valid YAML is text. */
const toDraft = (pairs: readonly (readonly [string, string])[]): ServiceDraft =>
  Object.fromEntries(
    pairs.map(([key, text]): [string, unknown] => {
      try {
        return [key, parse(text, { logLevel: 'silent' })];
      } catch {
        return [key, text];
      }
    }),
  );
