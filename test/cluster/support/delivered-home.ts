import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments, parseDocument } from 'yaml';
import { z } from 'zod';
import { everyFact } from '../../support/complete-facts';
import { load, type EnvironmentFiles } from '../../support/environment-folder';
import { runbookCommands } from '../../support/runbook';
import { TemporaryHome } from '../../support/temporary-home';
import type { Engineer } from './engineer';
import { kubeObjectSchema, type KubeObject } from './kube-object';

const declaredSchema = z.object({
  account: z.string(),
  region: z.string(),
  cluster: z.looseObject({ name: z.string(), baseDomain: z.string() }),
});
const factsSchema = z.looseObject({
  facts: z.looseObject({
    serviceAccountIssuer: z.string(),
    clusterZoneId: z.string(),
    clusterPrivateZoneId: z.string(),
  }),
});

/** What people declare and deploys have found out, as far as these tests look at it. */
export interface Declared {
  readonly serviceAccountIssuer: string;
  readonly clusterZoneId: string;
  readonly clusterPrivateZoneId: string;
  readonly account: string;
  readonly region: string;
  readonly clusterName: string;
  readonly baseDomain: string;
}

const repositorySchema = z.looseObject({ repository: z.looseObject({ url: z.string() }) });

/** A home in a repository, from which an environment is delivered. Its engineer alone may sign. */
export class DeliveredHome {
  private readonly home: TemporaryHome;

  private constructor(
    readonly environment: string,
    /** Address of the repository, as the environment names it. */
    readonly url: string,
    private readonly engineer: Engineer,
    files: EnvironmentFiles,
  ) {
    this.home = new TemporaryHome({ [environment]: files });
  }

  /** The environment in `folder` with other text in some files, signed by the engineer in place of its own, with every fact if it has none. */
  static async make(
    folder: string,
    environment: string,
    engineer: Engineer,
    instead: EnvironmentFiles = {},
  ): Promise<DeliveredHome> {
    const all = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    const own = Object.fromEntries(
      all
        .filter((path) => !path.startsWith('signing-keys/'))
        .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
    );
    const files: EnvironmentFiles = { ...own, ...instead };
    const document = parseDocument(files['environment.yaml'] ?? '');
    document.setIn(['repository', 'delivery'], { signedBy: [engineer.name] });
    const signed = {
      ...files,
      'environment.yaml': document.toString(),
      [`signing-keys/${engineer.name}.asc`]: await engineer.publicKey(),
    };
    const facts = files['facts.json'] ?? everyFact(load(signed, environment).environment);
    const { repository } = repositorySchema.parse(document.toJS());
    const home = new DeliveredHome(environment, repository.url, engineer, { ...signed, 'facts.json': facts });
    await home.render();
    return home;
  }

  /** @throws Error with what was printed when the home does not render. */
  async render(...options: readonly string[]): Promise<void> {
    await this.commons('render', ...options);
  }

  /** Runs the operator's command line, and returns what it printed. */
  async commons(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.home.commons(...args);
    if (code !== 0) throw new Error(`commons ${args.join(' ')}: ${stdout}${stderr}`);
    return stdout + stderr;
  }

  path(...steps: readonly string[]): string {
    return this.home.path('environments', this.environment, ...steps);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  remove(path: string): void {
    rmSync(this.path(path));
  }

  declared(): Declared {
    const { account, region, cluster } = declaredSchema.parse(parseDocument(this.read('environment.yaml')).toJS());
    const { facts } = factsSchema.parse(JSON.parse(this.read('facts.json')));
    return { ...facts, account, region, clusterName: cluster.name, baseDomain: cluster.baseDomain };
  }

  /** Where something that is rendered for the environment lies. */
  rendered(...steps: readonly string[]): string {
    return this.home.path('rendered', this.environment, ...steps);
  }

  /** Everything that is rendered for the cluster, by folder. */
  manifests(...folder: readonly string[]): readonly KubeObject[] {
    const start = this.rendered('cluster', ...folder);
    return readdirSync(start, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => parseAllDocuments(readFileSync(join(start, name), 'utf8')))
      .map((document) => kubeObjectSchema.parse(document.toJS()));
  }

  /** Begins the history, and delivers it the first time. */
  async begin(origin: string): Promise<void> {
    await this.types(`
      git init --quiet
      git remote add origin ${origin}
      echo tmp > .gitignore
      git add . && git commit --quiet -m "Begin"
      git push --quiet origin main
      git switch --quiet -c delivered origin/main
      git commit --quiet --allow-empty --gpg-sign -m "Deliver"
      git push --quiet origin delivered
      git switch --quiet main
    `);
  }

  /** Renders, commits and pushes what was changed, as if it had been merged. */
  async merge(message: string, ...options: readonly string[]): Promise<void> {
    await this.render(...options);
    await this.push(message);
  }

  /** Commits and pushes to the branch that merges go to, whatever is rendered. */
  async push(message: string): Promise<void> {
    await this.types(`git add --all && git commit --quiet -m "${message}" && git push --quiet origin main`);
  }

  /** Signs what was merged, as the runbook says. */
  async deliver(): Promise<void> {
    await this.types(`${runbookCommands('Deliver', this.environment).join('\n')}\ngit switch --quiet main`);
  }

  /** Types in the home. */
  types(commands: string): Promise<string> {
    return this.engineer.types(commands, this.home.folder);
  }

  dispose(): void {
    this.home.remove();
  }
}
