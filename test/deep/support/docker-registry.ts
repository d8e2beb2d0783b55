import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { digestOf } from '../../lib/operations/images/fake-registry';
import { freePort } from '../keycloak/server';
import { debianPackages } from './debian';

const indexType = 'application/vnd.oci.image.index.v1+json';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** The registry that Docker and most communities began with, on a port of this machine, with nothing in it. */
export class DockerRegistry {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** @throws Error when it does not answer within ten seconds. */
  static async start(): Promise<DockerRegistry> {
    const [program, ...words] = debianPackages(['docker-registry', 'libc6']).command('usr/bin/docker-registry');
    const folder = mkdtempSync(join(tmpdir(), 'commons-registry-'));
    const port = await freePort();
    const settings = join(folder, 'config.yml');
    writeFileSync(
      settings,
      JSON.stringify({
        version: '0.1',
        log: { level: 'error' },
        storage: { filesystem: { rootdirectory: join(folder, 'kept') } },
        http: { addr: `127.0.0.1:${port}`, secret: 'of the tests' },
      }),
    );
    const process = spawn(program, [...words, 'serve', settings], { stdio: 'ignore' });
    const registry = new DockerRegistry(process, folder, port);
    for (let waited = 0; waited < 100; waited += 1) {
      if (await registry.answers()) return registry;
      await pause(100);
    }
    registry.stop();
    throw new Error('docker-registry does not answer');
  }

  /** Puts an image for these architectures under a tag; `content` tells it from others. Returns its digest. */
  async push(repository: string, tag: string, content: string, architectures: readonly string[]): Promise<string> {
    const manifests = [];
    for (const architecture of architectures) {
      const config = JSON.stringify({ architecture, os: 'linux', config: { Labels: { content } } });
      await this.upload(repository, config);
      const manifest = JSON.stringify({
        schemaVersion: 2,
        mediaType: manifestType,
        config: {
          mediaType: 'application/vnd.oci.image.config.v1+json',
          digest: digestOf(config),
          size: Buffer.byteLength(config),
        },
        layers: [],
      });
      await this.put(`${repository}/manifests/${digestOf(manifest)}`, manifestType, manifest);
      manifests.push({
        mediaType: manifestType,
        digest: digestOf(manifest),
        size: Buffer.byteLength(manifest),
        platform: { architecture, os: 'linux' },
      });
    }
    const index = JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests });
    await this.put(`${repository}/manifests/${tag}`, indexType, index);
    return digestOf(index);
  }

  stop(): void {
    this.process.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(this.at(''))).ok;
    } catch {
      return false;
    }
  }

  private async upload(repository: string, blob: string): Promise<void> {
    const begun = await fetch(this.at(`${repository}/blobs/uploads/`), { method: 'POST' });
    const place = new URL(begun.headers.get('location') ?? '', this.at(''));
    place.searchParams.set('digest', digestOf(blob));
    const done = await fetch(place, { method: 'PUT', body: blob });
    if (!done.ok) throw new Error(`the registry does not take a blob: ${done.status} ${await done.text()}`);
  }

  private async put(path: string, type: string, body: string): Promise<void> {
    const done = await fetch(this.at(path), { method: 'PUT', headers: { 'content-type': type }, body });
    if (!done.ok) throw new Error(`the registry does not take ${path}: ${done.status} ${await done.text()}`);
  }

  private readonly at = (path: string): string => `http://127.0.0.1:${this.port}/v2/${path}`;
}
