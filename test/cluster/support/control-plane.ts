import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../deep/keycloak/server';
import { programOf } from '../build/parts';
import { Authority, tokenKeys } from './certificates';
import { startEtcd } from './etcd';
import { eventually } from './eventually';
import { KubeApi } from './kube-api';
import { Processes } from './processes';
import { removeInTheEnd } from './remove-in-the-end';

/** Releases of OpenShift whose control plane can be had, and the part that it is. */
const controlPlanes = { '4.17': 'control-plane-4.17', '4.20': 'control-plane' } as const;

/** A release of OpenShift whose control plane can be had. */
export type Release = keyof typeof controlPlanes;

export interface ControlPlaneProps {
  /** @default '4.20' */
  readonly release?: Release;
  /**
   * Issuer of the tokens of ServiceAccounts.
   * @default the API server's own
   */
  readonly issuer?: string;
}

/** Everything, without what is said: what came of each request, and who made it. */
const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [{ level: 'None', users: ['system:apiserver'] }, { level: 'Metadata' }],
};

/** Controllers that ask a cloud, which there is none of. */
const withoutCloud = [
  'nodeipam',
  'service-lb-controller',
  'node-route-controller',
  'cloud-node-lifecycle-controller',
].map((controller) => `-${controller}`);

/**
 * etcd, the API server with RBAC and an audit log, controller manager and scheduler, as OpenShift has them, on free ports of
 * 127.0.0.1. All ends with the process that started it.
 */
export class ControlPlane {
  private constructor(
    /** Where state and logs lie, gone when the control plane is stopped. */
    readonly folder: string,
    readonly processes: Processes,
    readonly authority: Authority,
    readonly api: KubeApi,
    readonly release: Release,
    /** Address of etcd. */
    readonly store: string,
  ) {}

  /** @throws Error with the end of a log when something does not start. */
  static async start({
    release = '4.20',
    issuer = 'https://kubernetes.default.svc',
  }: ControlPlaneProps = {}): Promise<ControlPlane> {
    const folder = mkdtempSync(join(tmpdir(), 'commons-cluster-'));
    removeInTheEnd(folder);
    const processes = new Processes(join(folder, 'logs'));
    try {
      const authority = await Authority.make();
      const port = await freePort();
      const token = randomBytes(24).toString('hex');
      const api = new KubeApi(port, authority.certificate, token);
      const store = await startEtcd(processes, folder);
      const plane = new ControlPlane(folder, processes, authority, api, release, store);
      await plane.startServer(token, issuer);
      writeFileSync(plane.administrator, plane.kubeconfig(token));
      await plane.startControllers();
      return plane;
    } catch (error) {
      await processes.stop();
      throw error;
    }
  }

  /** Kubeconfig of the administrator. */
  get administrator(): string {
    return join(this.folder, 'administrator.kubeconfig');
  }

  /** A line of JSON for each request. */
  get auditLog(): string {
    return join(this.folder, 'audit.log');
  }

  /** The text of a kubeconfig for whoever has this token. */
  kubeconfig(token: string, namespace = 'default'): string {
    const authority = Buffer.from(this.authority.certificate).toString('base64');
    const cluster = { server: `https://127.0.0.1:${this.api.port}`, 'certificate-authority-data': authority };
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'cluster', cluster }],
      users: [{ name: 'user', user: { token } }],
      contexts: [{ name: 'context', context: { cluster: 'cluster', user: 'user', namespace } }],
      'current-context': 'context',
    });
  }

  async stop(): Promise<void> {
    this.api.close();
    await this.processes.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private program(name: string): string {
    return programOf(controlPlanes[this.release], name);
  }

  private async startServer(token: string, issuer: string): Promise<void> {
    const { folder, processes, api } = this;
    const server = await this.authority.issue(['kubernetes.default.svc', 'localhost']);
    const tokens = await tokenKeys();
    const file = (name: string, text: string): string => {
      mkdirSync(join(folder, 'pki'), { recursive: true });
      writeFileSync(join(folder, 'pki', name), text, { mode: 0o600 });
      return join(folder, 'pki', name);
    };
    file('ca.crt', this.authority.certificate);
    processes.start('kube-apiserver', [
      this.program('kube-apiserver'),
      `--etcd-servers=${this.store}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${api.port}`,
      `--tls-cert-file=${file('server.crt', server.certificate)}`,
      `--tls-private-key-file=${file('server.key', server.key)}`,
      `--service-account-issuer=${issuer}`,
      // A pod asks for a token that the server itself takes.
      '--api-audiences=https://kubernetes.default.svc',
      `--service-account-key-file=${file('tokens.pub', tokens.publicKey)}`,
      `--service-account-signing-key-file=${file('tokens.key', tokens.privateKey)}`,
      '--service-account-max-token-expiration=48h',
      `--token-auth-file=${file('tokens.csv', `${token},admin,admin,"system:masters"\n`)}`,
      '--authorization-mode=RBAC',
      '--service-cluster-ip-range=172.30.0.0/16',
      '--endpoint-reconciler-type=none',
      '--allow-privileged=true',
      // OpenShift has it on.
      '--enable-admission-plugins=OwnerReferencesPermissionEnforcement',
      `--audit-policy-file=${file('audit.json', JSON.stringify(auditPolicy))}`,
      `--audit-log-path=${this.auditLog}`,
      '--profiling=false',
      '--event-ttl=10m',
    ]);
    await eventually({
      what: 'the API server is ready',
      seconds: 120,
      ask: async () => {
        processes.assertRunning();
        const answer = await api.ask('GET', '/readyz').catch(() => undefined);
        return answer?.status === 200 ? true : undefined;
      },
    });
  }

  private async startControllers(): Promise<void> {
    const { folder, administrator } = this;
    const pki = (name: string): string => join(folder, 'pki', name);
    const common = async (): Promise<readonly string[]> => [
      `--kubeconfig=${administrator}`,
      `--authentication-kubeconfig=${administrator}`,
      `--authorization-kubeconfig=${administrator}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
      `--secure-port=${await freePort()}`,
      `--cert-dir=${join(folder, 'pki')}`,
    ];
    this.processes.start('kube-controller-manager', [
      this.program('kube-controller-manager'),
      ...(await common()),
      '--use-service-account-credentials=true',
      `--service-account-private-key-file=${pki('tokens.key')}`,
      `--root-ca-file=${pki('ca.crt')}`,
      `--controllers=*,${withoutCloud.join(',')}`,
    ]);
    this.processes.start('kube-scheduler', [this.program('kube-scheduler'), ...(await common())]);
  }
}
