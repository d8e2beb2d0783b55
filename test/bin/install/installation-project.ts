import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSigningKey, toPublicKey } from '../../../bin/install/signing-key';
import { certificate, manifestsOfInstaller, masterIgnition } from '../../lib/operations/install/installer-output';
import { changed, minimalEnvironment } from '../../support/environment-folder';
import type { Finished } from '../../support/program-host/finished';
import { TemporaryHome } from '../../support/temporary-home';
import { FakeAws } from './fake-aws';
import { FakeInstaller, type FakeInstallerProps } from './fake-installer';

const infraId = 'commons-x7k2p';
const clusterDomain = 'commons.openshift.commons.example';
const publicZoneId = 'Z0EXAMPLE123COMMONS45';
const image = (letter: string) => ({ imageId: `ami-0123456789abcde0${letter}`, name: `rhcos-${letter}` });

/** What is known before an installation is prepared, besides the signing key. */
const earlyFacts = {
  clusterZoneId: publicZoneId,
  natAddresses: ['192.0.2.201'],
  clusterPrivateZoneId: 'Z0EXAMPLE678COMMONS90',
  serviceAccountIssuer: 'https://d111111abcdef8.cloudfront.net',
  machineImages: { '4.20': { amd64: image('a'), arm64: image('b') } },
};

const hours = (count: number): number => count * 3_600_000;

/** An installer of the release; the certificates of what it makes were made `age` hours ago and live for a day. */
export async function installerProps(age = 0): Promise<FakeInstallerProps> {
  const made = Date.now() - hours(age) - 60_000;
  const rootCa = await certificate(made, made + hours(87_600));
  return {
    version: '4.20.11',
    architecture: 'multi',
    manifests: manifestsOfInstaller({ infraId, clusterDomain, publicZoneId, publish: 'External' }),
    added: { 'tls/root-ca.crt': rootCa, 'tls/signer.crt': await certificate(made, made + hours(24), 'signer') },
    masterIgnition: masterIgnition(clusterDomain, rootCa),
    metadata: JSON.stringify({
      clusterName: 'commons',
      clusterID: '6f1c1f0e-5b1e-4c57-9d3a-2f0b6f1f9a11',
      infraID: infraId,
      aws: { region: 'us-east-1', clusterDomain },
    }),
  };
}

/** A copy of the project with the environment `testing`, an AWS with its signing key, and an installer. */
export class InstallationProject {
  readonly project = new TemporaryHome({ testing: {} });
  readonly aws = new FakeAws();
  /** Folder outside the project. */
  readonly outside = mkdtempSync(join(tmpdir(), 'commons-outside-'));
  private variables: Readonly<Record<string, string>> = {};
  private facts: object = earlyFacts;

  /** Makes the signing key, records it, and has AWS listen. The installer’s own variables name another release. */
  async start(): Promise<void> {
    this.variables = { ...(await this.aws.start()), OPENSHIFT_INSTALL_RELEASE_IMAGE_OVERRIDE: 'quay.io/elsewhere' };
    const pem = await newSigningKey();
    this.aws.secrets.set('testing/cluster/service-account-signing-key', pem);
    this.facts = { ...earlyFacts, serviceAccountKeys: [toPublicKey(pem)] };
    this.write('pull-secret.json', JSON.stringify({ auths: { 'quay.io': { auth: btoa('user:topsecret-pull') } } }));
    const key = Buffer.from('\0\0\0\x0bssh-ed25519....').toString('base64');
    this.write('id.pub', `ssh-ed25519 ${key} tests\n`);
    this.recordFacts();
  }

  /** Writes the facts that are known at first, with others. */
  recordFacts(change: object = {}): void {
    const facts = { ...this.facts, ...change };
    const file = { environment: 'testing', account: '111122223333', region: 'us-east-1', facts };
    this.project.write('testing', { 'facts.json': JSON.stringify(file, undefined, 2) });
  }

  /** Sets the phase of the cluster. */
  phase(phase: string): void {
    this.say(`phase: ${phase}`);
  }

  /** Has the environment file say something of the cluster. */
  say(line: string): void {
    const from = '  name: commons\n';
    this.project.write('testing', { 'environment.yaml': changed(minimalEnvironment, from, `${from}  ${line}\n`) });
  }

  installer(props: FakeInstallerProps): FakeInstaller {
    return new FakeInstaller(this.outside, props);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.outside, name), text);
  }

  /** Puts a program in place of one that commands call; it is a script of a shell. */
  program(name: string, script: string): void {
    const folder = join(this.outside, 'programs');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}`);
    chmodSync(join(folder, name), 0o755);
    this.variables = { ...this.variables, PATH: `${folder}:${process.env.PATH ?? ''}` };
  }

  /** Runs a command on the cluster, without the output of programs that it starts. */
  cluster(...args: readonly string[]): Promise<Finished> {
    return this.project.runHosted('commons', ['cluster', ...args], this.variables);
  }

  /** Runs a command on the cluster in a process of its own, with the output of programs that it starts. */
  clusterAlone(...args: readonly string[]): Promise<Finished> {
    return this.project.run('commons', ['cluster', ...args], this.variables);
  }

  /** Prepares the installation in a folder outside the project. */
  prepare(folder: string, ...options: readonly string[]): Promise<Finished> {
    return this.cluster(...this.preparation(folder, options));
  }

  /** Prepares the installation like `prepare`, with the output of the installer. */
  prepareAlone(folder: string): Promise<Finished> {
    return this.clusterAlone(...this.preparation(folder));
  }

  private preparation(folder: string, options: readonly string[] = []): readonly string[] {
    const at = (name: string) => join(this.outside, name);
    const files = [
      '--pull-secret',
      at('pull-secret.json'),
      '--ssh-key',
      at('id.pub'),
      '--installer',
      at('openshift-install'),
    ];
    return ['prepare', 'testing', '--folder', at(folder), ...files, ...options];
  }

  /** The facts of the environment. */
  recorded(): unknown {
    return JSON.parse(this.project.files('environments', 'testing')['facts.json'] ?? '{}');
  }

  stop(): void {
    this.aws.stop();
    this.project.remove();
    rmSync(this.outside, { recursive: true, force: true });
  }
}
