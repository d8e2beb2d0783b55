import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { toIncluded } from './included-template';
import { filesBelow, type RenderedObject, type RenderedOutput } from './rendered-output';

/** What the frameworks' floor renders. */
export interface FrameworksInput {
  /** Files of the libraries that the program loads. */
  readonly modules: readonly string[];
  /** Apps of the CDK: the program has one for each folder of templates. */
  readonly apps: readonly { readonly folder: string; readonly stacks: readonly InputStack[] }[];
  readonly applications: readonly Application[];
  /** Contents by path, of what the frameworks have no part in. */
  readonly others: Readonly<Record<string, string>>;
}

export interface InputStack {
  readonly name: string;
  /** The template as `CfnInclude` takes it. */
  readonly templateFile: string;
}

/** An application of cdk8s: the program has one for each folder of manifests and one for each delivery. */
interface Application {
  readonly folder: string;
  readonly charts: { readonly name: string; readonly objects: readonly RenderedObject[] }[];
}

/** What the machine's floor writes. */
export interface MachineInput {
  readonly modules: readonly string[];
  /** Contents by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** The very templates and objects that were rendered, and the other files, for the frameworks' floor. */
export function writeFrameworksInput(file: string, rendered: RenderedOutput, modules: string[]): void {
  const apps = new Map<string, InputStack[]>();
  for (const [path, template] of rendered.templates) {
    const stacks = apps.get(dirname(path)) ?? [];
    const templateFile = join(`${file}.templates`, `${path}.json`);
    mkdirSync(dirname(templateFile), { recursive: true });
    writeFileSync(templateFile, JSON.stringify(toIncluded(template)));
    stacks.push({ name: basename(path), templateFile });
    apps.set(dirname(path), stacks);
  }
  const applications = new Map<string, Application>();
  for (const [path, objects] of rendered.manifests) {
    const folder = dirname(path);
    const key = folder === 'applications' ? path : folder;
    const application = applications.get(key) ?? { folder, charts: [] };
    application.charts.push({ name: path.slice(folder.length + 1), objects });
    applications.set(key, application);
  }
  const input: FrameworksInput = {
    modules,
    apps: [...apps].map(([folder, stacks]) => ({ folder, stacks })),
    applications: [...applications.values()],
    others: Object.fromEntries(rendered.others),
  };
  writeFileSync(file, JSON.stringify(input));
}

/** The bytes that were rendered, for the machine's floor. */
export function writeMachineInput(file: string, rendered: string, modules: string[]): void {
  const files = filesBelow(rendered).map((path) => [relative(rendered, path), readFileSync(path, 'utf8')] as const);
  const input: MachineInput = { modules, files: Object.fromEntries(files) };
  writeFileSync(file, JSON.stringify(input));
}
