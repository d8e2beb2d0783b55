import { request } from 'node:http';
import { createConnection, createServer, type AddressInfo } from 'node:net';
import { z } from 'zod';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import type { Authority } from '../../cluster/support/certificates';
import { byName } from '../../support/charts';
import { changed } from '../../support/environment-folder';
import { startCache } from './cache';
import { clusterSecrets, type RemoteSecrets } from './cluster-secrets';
import { startDatabase } from './database';
import { startPod, type PodProps } from './pod';
import { toPod, toStartProbe } from './rendered-pod';
import { socketAt, type Sandbox } from './sandbox';

export interface ServedApplicationProps extends Pick<PodProps, 'image' | 'renamed' | 'folder'> {
  /** Of its tenant. */
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
  readonly remote: RemoteSecrets;
  readonly authority: Authority;
  /** The name of the single sign-on, and the socket that answers. */
  readonly singleSignOn: PodProps['reaches'][number];
}

const routeSchema = z.looseObject({ spec: z.looseObject({ host: z.string() }) });

const objectsSchema = z.array(
  z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata: z.looseObject({ name: z.string() }) }),
);

/** A recipe that is served: its database and cache, and the real program with what is rendered for its web pods. */
export class ServedApplication {
  private constructor(
    private readonly props: ServedApplicationProps,
    private readonly neighbours: PodProps['reaches'],
  ) {}

  /** Starts what the application needs, and not yet itself. */
  static async prepare(props: ServedApplicationProps): Promise<ServedApplication> {
    const { name: application, objects, remote, singleSignOn } = props;
    const secrets = clusterSecrets(objects, remote);
    const database = await startDatabase({ ...props, application, secrets });
    const cache = await startCache({ ...props, application, secrets });
    return new ServedApplication(props, [...database, ...cache, singleSignOn]);
  }

  /** Where it says that it works, and in how many seconds; how many it has to end. */
  get promises() {
    const { container, stopSeconds } = toPod(byName(this.props.objects, 'Deployment').web);
    return { ...toStartProbe(container), stopSeconds };
  }

  /** The address by which people know it. */
  get knownAs(): string {
    const [route] = Object.values(byName(this.props.objects, 'Route'));
    return `https://${routeSchema.parse(route).spec.host}`;
  }

  start(): Promise<Sandbox> {
    return this.startWith('web', this.props.objects);
  }

  /** Starts it with one word of what is rendered replaced, on a volume of its own. */
  startMisspelt(right: string, wrong: string): Promise<Sandbox> {
    const text = JSON.stringify(this.props.objects);
    return this.startWith('misspelt', objectsSchema.parse(JSON.parse(changed(text, right, wrong))));
  }

  private startWith(pod: 'web' | 'misspelt', objects: readonly KubernetesObject[]): Promise<Sandbox> {
    const { name, authority, remote } = this.props;
    return startPod({
      ...this.props,
      name: `${name}-${pod}`,
      workload: byName(objects, 'Deployment').web,
      objects,
      secrets: clusterSecrets(objects, remote),
      reaches: this.neighbours,
      answers: [{ port: this.promises.port, socket: `${name}-${pod}` }],
      trusted: authority.certificate,
    });
  }

  /**
   * Status with which a pod answers a probe, which the kubelet sends to the address of the pod.
   *
   * @throws Error when nobody listens.
   */
  statusOf(pod: 'web' | 'misspelt'): Promise<number> {
    const { path, port } = this.promises;
    const socketPath = socketAt(this.props.folder, `${this.props.name}-${pod}`);
    return new Promise((done, failed) => {
      request({ socketPath, path, headers: { host: `10.128.2.7:${port}` }, timeout: 10_000 }, (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      })
        .once('timeout', () => failed(new Error('no answer in 10 s')))
        .once('error', failed)
        .end();
    });
  }

  /** A port of this machine at which its web pod answers, until `close`. */
  async relay(): Promise<{ readonly listens: string; readonly close: () => void }> {
    const socket = socketAt(this.props.folder, `${this.props.name}-web`);
    const server = createServer((from) => {
      const to = createConnection({ path: socket });
      from.once('error', () => to.destroy()).pipe(to);
      to.once('error', () => from.destroy()).pipe(from);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    return { listens: `http://127.0.0.1:${port}`, close: () => server.close() };
  }
}
