import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { machinesIn, standInForNodes } from './stand-ins/nodes';
import { ControlPlane } from './support/control-plane';
import { eventually } from './support/eventually';
import { KubeApi } from './support/kube-api';
import { descendants, isLoopback, listeningAddresses } from './support/listening';

describe('a control plane', () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await ControlPlane.start();
  });
  afterAll(() => plane.stop());

  test('is the Kubernetes of OpenShift 4.20', async () => {
    expect((await plane.api.ask('GET', '/version')).body).toMatchObject({ gitVersion: 'v1.33.4' });
  });

  test('has nodes that are ready', async () => {
    await standInForNodes(plane, machinesIn('us-east-1'));
    const ready = await eventually({
      what: 'all nodes are ready',
      seconds: 60,
      ask: async () => {
        const nodes = await plane.api.list('v1', 'Node');
        return nodes.every(({ status }) => JSON.stringify(status).includes('"type":"Ready"')) ? nodes : undefined;
      },
    });
    expect(ready).toHaveLength(3);
  });

  test('lets nobody in without a token', async () => {
    const stranger = new KubeApi(plane.api.port, plane.authority.certificate, 'none');
    expect((await stranger.ask('GET', '/api/v1/namespaces')).status).toBe(401);
    stranger.close();
  });

  test('is reached from this machine alone', () => {
    const addresses = listeningAddresses(process.pid);
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((address) => !isLoopback(address))).toEqual([]);
  });
});

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'nothing is left of one whose process ends by %s',
  async (signal) => {
    const [program, file] = [resolve('node_modules/.bin/ts-node'), join(__dirname, 'support/run-control-plane.ts')];
    const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [printed] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const [folder, all] = [printed.trim(), descendants(child.pid ?? 0)];
    expect(existsSync(folder)).toBe(true);
    expect(all.length).toBeGreaterThan(3);
    child.kill(signal);
    await eventually({
      what: 'its processes and its folder are gone',
      seconds: 20,
      ask: () =>
        Promise.resolve(!existsSync(folder) && all.every((pid) => !existsSync(`/proc/${pid}`)) ? true : undefined),
    });
  },
);
