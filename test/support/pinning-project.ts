import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { deployedFacts } from './deployed-facts';
import { changed, minimalTenant } from './environment-folder';
import type { Finished } from './program-host/finished';
import { TemporaryHome } from './temporary-home';

const elsewhere = { digest: `sha256:${'0'.repeat(64)}`, architectures: ['amd64', 'arm64'] };

/** A project with an environment whose one image without a digest is that of a tenant, in a registry of the test. */
export class PinningProject {
  private constructor(
    private readonly project: TemporaryHome,
    private readonly image: string,
  ) {}

  /** @param image as the tenant's file names it */
  static async with(image: string): Promise<PinningProject> {
    const line = 'image: quay.io/commons-example/site:stable';
    const tenant = changed(minimalTenant, line, `image: ${image}\n    updates: reviewed`);
    const project = new TemporaryHome({
      testing: { 'tenants/site.yaml': tenant, 'facts.json': deployedFacts('testing') },
    });
    const made = new PinningProject(project, image);
    await made.render();
    // Nobody is asked about what is in registries of the internet.
    const others = made.unpinned().filter((each) => each !== image);
    const text = JSON.stringify(Object.fromEntries(others.map((each) => [each, elsewhere])));
    writeFileSync(project.path('environments', 'testing', 'images.yaml'), text);
    await made.render();
    return made;
  }

  /** Has the project build its one image from another; it has no other build files. */
  buildFrom(reference: string): void {
    for (const folder of ['images', 'pipelines']) mkdirSync(this.project.path(folder));
    writeFileSync(this.project.path('Containerfile'), `FROM ${reference}\nCOPY . .\n`);
  }

  /** Text of a file of the project. */
  text(...path: readonly string[]): string {
    return readFileSync(this.project.path(...path), 'utf8');
  }

  images(...words: readonly string[]): Promise<Finished> {
    return this.project.commons('images', ...words);
  }

  verify(): Promise<Finished> {
    return this.project.commons('verify', 'testing');
  }

  /** @throws Error when it cannot be rendered. */
  async render(): Promise<void> {
    const { code, stderr } = await this.project.commons('render', 'testing');
    if (code !== 0) throw new Error(stderr);
  }

  /** Images that are rendered by their tag and are to go by digest. */
  unpinned(): readonly string[] {
    const text = this.project.files('rendered', 'testing')['unpinned.yaml'];
    return text === undefined ? [] : z.array(z.string()).parse(parse(text));
  }

  /** What is rendered for the tenant. */
  rendered(): string {
    return this.project.files('rendered', 'testing')['cluster/site/web.yaml'] ?? '';
  }

  /** What is written about the tenant's image; nothing if nobody asked. */
  pinned(): unknown {
    const text = this.project.files('environments', 'testing')['images.yaml'] ?? '';
    return z.record(z.string(), z.unknown()).parse(parse(text))[this.image];
  }

  /** Names beside the environment's file. */
  names(): readonly string[] {
    return this.project.names('environments', 'testing');
  }

  remove(): void {
    this.project.remove();
  }
}
