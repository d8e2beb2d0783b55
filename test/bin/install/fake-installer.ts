import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../../lib/operations/install/installer-output';

/** How an installer behaves. */
export interface FakeInstallerProps {
  readonly version: string;
  readonly architecture: string;
  /** What `create manifests` writes. */
  readonly manifests: Files;
  /** What `create ignition-configs` adds to what it finds in the folder, below `/opt/openshift`. */
  readonly added: Files;
  /** What it leaves out of what it finds. */
  readonly ignored?: readonly string[];
  readonly masterIgnition: string;
  readonly metadata: string;
  /** The step at which it ends with an error, half-way. */
  readonly failsAt?: 'manifests' | 'ignition-configs';
}

/**
 * A program that behaves as `openshift-install` is known to: it consumes what the step before has made, and puts the
 * manifests and the signing key that it finds into `bootstrap.ign`. Its output says which variables of its own it has.
 */
const program = `#!/usr/bin/env node
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const props = JSON.parse(readFileSync(__filename + '.json', 'utf8'));
const own = Object.keys(process.env).filter((name) => name.startsWith('OPENSHIFT_INSTALL_'));
const [verb, what, , folder] = process.argv.slice(2);
const write = (path, text) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const consume = (path) => rmSync(join(folder, path), { recursive: true, force: true });
const dataUrl = (text) => 'data:text/plain;charset=utf-8;base64,' + Buffer.from(text).toString('base64');

if (verb === 'version') {
  console.log(process.argv[1] + ' ' + props.version);
  console.log('built from commit 0a1b2c\\nrelease image quay.io/ocp@sha256:00\\nrelease architecture ' + props.architecture);
} else if (what === 'manifests') {
  if (!existsSync(join(folder, 'install-config.yaml'))) throw new Error('there is no install-config.yaml');
  if (existsSync(join(folder, '.openshift_install_state.json'))) throw new Error('the state of another run is here');
  write('.openshift_install_state.json', readFileSync(join(folder, 'install-config.yaml'), 'utf8'));
  for (const [path, text] of Object.entries(props.manifests)) write(path, text);
  if (props.failsAt === what) process.exit(8);
  consume('install-config.yaml');
  console.log('manifests made' + own.join());
} else {
  const found = {};
  for (const part of ['manifests', 'openshift', 'tls']) {
    for (const name of existsSync(join(folder, part)) ? readdirSync(join(folder, part)) : []) {
      found[part + '/' + name] = readFileSync(join(folder, part, name), 'utf8');
    }
  }
  for (const path of props.ignored ?? []) delete found[path];
  const files = Object.entries({ ...found, ...props.added }).map(([path, text]) => ({
    path: '/opt/openshift/' + path,
    contents: { source: dataUrl(text) },
  }));
  write('bootstrap.ign', JSON.stringify({ ignition: { version: '3.2.0' }, storage: { files } }));
  if (props.failsAt === what) process.exit(8);
  write('master.ign', props.masterIgnition);
  write('worker.ign', props.masterIgnition.replace('config/master', 'config/worker'));
  write('metadata.json', props.metadata);
  write('auth/kubeconfig', 'apiVersion: v1\\nkind: Config\\n');
  write('auth/kubeadmin-password', 'topsecret-kubeadmin');
  for (const part of ['manifests', 'openshift', 'tls']) consume(part);
  console.log('ignition made' + own.join());
}
`;

/** Puts the program into a folder. */
export class FakeInstaller {
  readonly path: string;

  constructor(
    folder: string,
    private readonly props: FakeInstallerProps,
  ) {
    this.path = join(folder, 'openshift-install');
    writeFileSync(this.path, program);
    chmodSync(this.path, 0o755);
    this.behave();
  }

  /** Has it behave otherwise from now on, or as before. */
  behave(change: Partial<FakeInstallerProps> = {}): void {
    writeFileSync(`${this.path}.json`, JSON.stringify({ ...this.props, ...change }));
  }
}
