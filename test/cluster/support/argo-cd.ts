import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { freePort } from '../../deep/keycloak/server';
import { debianPackages } from '../../deep/support/debian';
import { keyValueLibraries } from '../../deep/support/key-value-libraries';
import type { Variables } from '../../deep/support/variables';
import { programOf } from '../build/parts';
import { controllerAccount, gitopsNamespace } from '../stand-ins/gitops-operator';
import { kubeconfigFor } from './account';
import type { ControlPlane } from './control-plane';
import type { GitHost } from './git-host';

const run = promisify(execFile);

const redisPackages = ['redis-server', 'redis-tools', ...keyValueLibraries, 'lua-bitop'];

const env = z.array(z.object({ name: z.string(), value: z.string() })).default([]);
const argoSpec = z.looseObject({
  controller: z.looseObject({ env }).default({ env: [] }),
  repo: z.looseObject({ env }).default({ env: [] }),
});

/** Settings that change no decision, only how long it takes. */
const faster = {
  ARGOCD_SYNC_WAVE_DELAY: '0',
  ARGOCD_K8S_CLIENT_QPS: '300',
  ARGOCD_K8S_CLIENT_BURST: '600',
};

/** Argo CD as its operator would run it: Redis, the server of repositories, and the controller with the rights of its own account. */
export class ArgoCd {
  private constructor(
    private readonly plane: ControlPlane,
    private readonly host: GitHost,
    private readonly redis: string,
    private readonly repositories: string,
    private readonly kubeconfig: string,
  ) {}

  /** Starts what the object in the cluster describes. */
  static async start(plane: ControlPlane, host: GitHost, hosts: readonly string[]): Promise<ArgoCd> {
    const [redis, repositories] = [await freePort(), await freePort()].map((port) => `127.0.0.1:${port}`);
    const kubeconfig = await kubeconfigFor(plane, { namespace: gitopsNamespace, name: controllerAccount });
    const argo = new ArgoCd(plane, host, redis ?? '', repositories ?? '', kubeconfig);
    for (const folder of ['tls', 'ssh', 'keys', 'gnupg', 'repositories'])
      mkdirSync(argo.folder(folder), { recursive: true, mode: 0o700 });
    for (const name of hosts) writeFileSync(join(argo.folder('tls'), name), plane.authority.certificate);
    writeFileSync(join(argo.folder('ssh'), 'ssh_known_hosts'), '');
    argo.startRedis();
    await argo.startRepositories();
    await argo.startController();
    return argo;
  }

  /** Where the public keys lie that it takes signatures of, a file each. */
  get keys(): string {
    return this.folder('keys');
  }

  /** The controller alone, which decides and applies; killed, it comes back by `startController`. */
  async startController(): Promise<void> {
    const spec = await this.spec();
    this.plane.processes.start(
      'application-controller',
      [
        programOf('argo-cd', 'argocd-application-controller'),
        `--redis=${this.redis}`,
        `--repo-server=${this.repositories}`,
        '--repo-server-plaintext',
        `--metrics-port=${await freePort()}`,
        `--namespace=${gitopsNamespace}`,
        '--app-resync=20',
        '--app-resync-jitter=0',
        '--operation-processors=25',
        '--status-processors=40',
        '--kubectl-parallelism-limit=40',
      ],
      { variables: { ...this.variables(spec.controller.env), KUBECONFIG: this.kubeconfig } },
    );
  }

  async killController(): Promise<void> {
    await this.plane.processes.kill('application-controller');
  }

  /** Ends what GnuPG has left in the background. */
  async stop(): Promise<void> {
    await run('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: this.folder('gnupg') } }).catch(
      () => undefined,
    );
  }

  private startRedis(): void {
    const port = this.redis.split(':')[1] ?? '';
    const command = debianPackages(redisPackages).command('usr/bin/redis-server');
    this.plane.processes.start('redis', [
      ...command,
      '--bind',
      '127.0.0.1',
      '--port',
      port,
      '--save',
      '',
      '--appendonly',
      'no',
    ]);
  }

  private async startRepositories(): Promise<void> {
    const spec = await this.spec();
    const [, port = ''] = this.repositories.split(':');
    this.plane.processes.start(
      'repo-server',
      [
        programOf('argo-cd', 'argocd-repo-server'),
        `--redis=${this.redis}`,
        '--address=127.0.0.1',
        `--port=${port}`,
        '--metrics-address=127.0.0.1',
        `--metrics-port=${await freePort()}`,
        '--disable-tls',
        '--parallelismlimit=4',
      ],
      {
        variables: {
          ...this.variables(spec.repo.env),
          KUBECONFIG: this.kubeconfig,
          HTTPS_PROXY: this.host.proxy,
          NO_PROXY: '127.0.0.1,localhost',
        },
      },
    );
  }

  private async spec(): Promise<z.infer<typeof argoSpec>> {
    const argo = await this.plane.api.get('argoproj.io/v1beta1', 'ArgoCD', 'openshift-gitops', gitopsNamespace);
    return argoSpec.parse(argo?.spec ?? {});
  }

  private variables(own: readonly { readonly name: string; readonly value: string }[]): Variables {
    const programs = [programOf('argo-cd', 'argocd'), programOf('control-plane', 'helm')].map((file) => dirname(file));
    return {
      ...faster,
      PATH: [...programs, process.env.PATH ?? ''].join(':'),
      TMPDIR: this.folder('repositories'),
      ARGOCD_TLS_DATA_PATH: this.folder('tls'),
      ARGOCD_SSH_DATA_PATH: this.folder('ssh'),
      ARGOCD_GPG_DATA_PATH: this.keys,
      ARGOCD_GNUPGHOME: this.folder('gnupg'),
      // Its own address of the cluster leads here from outside of any pod.
      ARGOCD_FAKE_IN_CLUSTER: 'true',
      ...Object.fromEntries(own.map(({ name, value }) => [name, value])),
    };
  }

  private folder(name: string): string {
    return join(this.plane.folder, 'argocd', name);
  }
}
