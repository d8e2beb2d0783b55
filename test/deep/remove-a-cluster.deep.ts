import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const runbook = readFileSync(resolve(__dirname, '../../docs/runbook.md'), 'utf8');
const [, section = ''] = /\n## Remove a cluster\n([^]*?)\n## /.exec(runbook) ?? [];
/** Blocks of commands that the section gives the person, those about the cluster alone, one after the other. */
const blocks = [...section.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)]
  .map(([, block = '']) => block)
  .filter((block) => /^ *oc /.test(block));

const folder = mkdtempSync(join(tmpdir(), 'commons-removal-'));
beforeAll(() => {
  const program = `#!/bin/sh\nexec '${process.execPath}' '${join(__dirname, 'remove-a-cluster/cluster-to-remove.mjs')}' "$@"\n`;
  writeFileSync(join(folder, 'oc'), program, { mode: 0o755 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stateSchema = z.looseObject({
  services: z.array(z.object({ name: z.string(), type: z.string(), namespace: z.string() })),
  volumes: z.array(z.looseObject({ name: z.string() })),
  machines: z.array(z.string()),
  registry: z.string(),
});

/** What is left of a cluster when somebody has typed these commands, and what they were told on the way. */
function remove(commands: string) {
  const CLUSTER = join(folder, 'cluster.json');
  const service = (namespace: string, name: string, type = 'LoadBalancer') => ({ namespace, name, type });
  writeFileSync(
    CLUSTER,
    JSON.stringify({
      applications: ['root', 'ingress'],
      autoscalers: ['workers'],
      deployments: {
        'openshift-cluster-version/cluster-version-operator': 1,
        'openshift-ingress-operator/ingress-operator': 1,
      },
      services: [
        service('openshift-ingress', 'router-default'),
        service('openshift-ingress', 'router-internal-default', 'ClusterIP'),
        service('library', 'lending-desk'),
      ],
      volumes: [
        { name: 'pvc-1', policy: 'Retain' },
        { name: 'pvc-2', policy: 'Delete' },
      ],
      machineSets: ['workers'],
      machines: ['worker-1', 'worker-2'],
      pods: true,
      registry: 'Managed',
    }),
  );
  const env = { PATH: `${folder}:${process.env.PATH ?? ''}`, CLUSTER };
  let error = '';
  try {
    execFileSync('bash', ['-euo', 'pipefail', '-c', commands], { env, encoding: 'utf8', stdio: 'pipe' });
  } catch (thrown) {
    error = thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr) : String(thrown);
  }
  const { services, volumes, machines, registry } = stateSchema.parse(JSON.parse(readFileSync(CLUSTER, 'utf8')));
  const balancers = services.filter(({ type }) => type === 'LoadBalancer').map(({ name }) => name);
  return { error, balancers, volumes: volumes.map(({ name }) => name), machines, registry };
}

const nothing = { error: '', balancers: [], volumes: [], machines: [], registry: 'Removed' };

test('the commands of the runbook, typed as they stand there, leave nothing in AWS that the cluster made', () => {
  expect(blocks.length).toBeGreaterThan(2);
  expect(remove(blocks.join('\n'))).toEqual(nothing);
});

/** The commands without those that match, or with one of them first. */
const without = (pattern: RegExp) => blocks.join('\n').replace(pattern, 'true\n');

test.each<[string, string, object]>([
  [
    'the version operator runs on',
    without(/^ *oc -n openshift-cluster-version .*\n/m),
    { balancers: ['router-default'] },
  ],
  [
    'the ingress operator runs on',
    without(/^ *oc -n openshift-ingress-operator .*\n/m),
    { balancers: ['router-default'] },
  ],
  [
    'the ingress operator is stopped before the one that starts it',
    blocks
      .join('\n')
      .replace(/^( *oc -n openshift-cluster-version .*\n)( *oc -n openshift-ingress-operator .*\n)/m, '$2$1'),
    { balancers: ['router-default'] },
  ],
  ['disks are kept with their claims', without(/^ *oc get pv .*\n/m), { volumes: ['pvc-1'] }],
  ['pods find machines meanwhile', without(/^ *oc adm cordon .*\n/m), { volumes: ['pvc-again'] }],
  [
    'somebody waits for claims that pods have',
    blocks.join('\n').replace(' --wait=false', ''),
    { error: expect.stringContaining('waits for ever: pods have the claims') as unknown },
  ],
  [
    'machines are drained',
    without(/^ *oc -n openshift-machine-api annotate .*\n/m),
    { error: expect.stringContaining('waits for ever: a budget') as unknown },
  ],
  [
    'the controller is deleted in place of its Service',
    `${blocks[0] ?? ''}\noc -n openshift-ingress-operator delete ingresscontroller --all`,
    { error: expect.stringContaining('waits for ever: nobody takes its finalizer away') as unknown },
  ],
])('it would not, if %s', (_, commands, left) => {
  expect(remove(commands)).toMatchObject(left);
});
