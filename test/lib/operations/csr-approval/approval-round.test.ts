import { z } from 'zod';
import { createContext } from '../../../../cdk8s/applications/application';
import { csrApproverApplications } from '../../../../cdk8s/applications/csr-approver';
import { poolLabel, nodeLabels } from '../../../../cdk8s/platform/node-labels';
import { SourceFile } from '../../../../model/source-file';
import {
  approvalRound,
  type ApprovalOutcome,
  type ApprovalCluster,
} from '../../../../lib/operations/csr-approval/approval-round';
import { parseNodes, parseSigningRequests } from '../../../../lib/operations/csr-approval/cluster-objects';
import { environmentApprovalSettings } from '../../../../lib/operations/csr-approval/environment-approval-settings';
import { nodeChanges } from '../../../../lib/operations/csr-approval/node-changes';
import {
  parseApprovalSettings,
  type ApprovalSettings,
} from '../../../../lib/operations/csr-approval/approval-settings';
import type { ClusterNode, SigningRequest } from '../../../../lib/operations/csr-approval/subjects';
import { everyFact } from '../../../support/complete-facts';
import { load, problemsOf } from '../../../support/environment-folder';
import { fullEnvironment } from '../../../support/full-environment';
import { clientRequest, machine, nodeOn, now, otherMachine, pem, servingRequest } from './kubelet';

const taint = { key: 'commons-platform/purpose', value: 'ci', effect: 'NoSchedule' } as const;
const settings: ApprovalSettings = {
  region: 'us-east-1',
  infraId: 'commons-x7k2p',
  pools: [{ name: 'legacy', labels: { [poolLabel]: 'legacy', 'node-role.kubernetes.io/infra': '' }, taints: [taint] }],
};

/** A round in a cluster with these requests and nodes, and what was done to it. */
async function round(
  requests: readonly SigningRequest[],
  nodes: readonly ClusterNode[],
): Promise<{ readonly admission: ApprovalOutcome; readonly done: readonly string[] }> {
  const done: string[] = [];
  const cluster: ApprovalCluster = {
    requests: () => Promise.resolve(requests),
    nodes: () => Promise.resolve(nodes),
    approve: ({ name }) => Promise.resolve(void done.push(`approve ${name}`)),
    change: ({ node }) => Promise.resolve(void done.push(`change ${node}`)),
  };
  const ofPools = (infraId: string, pools: readonly string[]) =>
    Promise.resolve(infraId === 'commons-x7k2p' && pools.join() === 'legacy' ? [machine, otherMachine] : []);
  return { admission: await approvalRound(settings, cluster, { ofPools }, now), done };
}

test('a round approves what is sure, leaves the rest, and says what is not ready', async () => {
  const client = { ...clientRequest, request: await pem() };
  const strange = { ...clientRequest, name: 'csr-strange', request: 'x' };
  const { admission, done } = await round([strange, client], []);
  expect(done).toEqual(['approve csr-client']);
  expect(admission.decisions.map(({ request, approve }) => [request.name, approve])).toEqual([
    ['csr-strange', false],
    ['csr-client', true],
  ]);
  expect(admission.waiting).toEqual([machine, otherMachine]);
});

test('a node gets what its pool has and it lacks, until nothing waits', async () => {
  const serving = {
    ...servingRequest,
    request: await pem({ names: [{ type: 'ip', value: '10.0.48.7' }] }),
  };
  const first = await round([serving], [nodeOn(machine), nodeOn(otherMachine, { ready: true })]);
  expect(first.done).toEqual(['approve csr-serving', `change ${machine.name}`, `change ${otherMachine.name}`]);
  expect(first.admission.waiting).toEqual([machine]);

  const whole = { ready: true, labels: { ...settings.pools[0]?.labels, other: 'x' }, taints: [taint] };
  const last = await round([], [nodeOn(machine, whole), nodeOn(otherMachine, whole)]);
  expect(last).toEqual({ admission: { decisions: [], changes: [], waiting: [], machines: 2 }, done: [] });
});

test.each<[string, Partial<ClusterNode>, object]>([
  ['nothing', {}, { labels: settings.pools[0]?.labels, taints: [taint] }],
  [
    'another value',
    { labels: { [poolLabel]: 'old', 'node-role.kubernetes.io/infra': '' }, taints: [{ ...taint, value: 'old' }] },
    { labels: { [poolLabel]: 'legacy' }, taints: [taint] },
  ],
  [
    'another effect',
    { labels: settings.pools[0]?.labels, taints: [{ ...taint, effect: 'NoExecute' }] },
    { labels: {}, taints: [taint] },
  ],
])('a node with %s of its pool lacks the rest', (_, has, lacks) => {
  expect(nodeChanges(settings.pools, [machine], [nodeOn(machine, has)])).toEqual([{ node: machine.name, ...lacks }]);
});

test('nodes of other machines and of no pool are left alone', () => {
  const elsewhere = nodeOn(machine, { instanceId: 'i-0dddddddddddddddd' });
  expect(nodeChanges(settings.pools, [machine], [elsewhere])).toEqual([]);
  expect(nodeChanges([], [machine], [nodeOn(machine)])).toEqual([]);
});

test('requests and nodes are read as the API server prints them', () => {
  const object = (status?: object) => ({
    metadata: { name: 'csr-a', creationTimestamp: '2026-11-21T11:59:00Z' },
    spec: {
      signerName: 's',
      username: 'u',
      groups: ['g'],
      usages: ['x'],
      request: Buffer.from('PEM').toString('base64'),
    },
    ...(status && { status }),
  });
  const of = (type: string) => ({ conditions: [{ type, status: 'True' }] });
  const items = [object(), object({}), object(of('Approved')), object(of('Denied')), object(of('Failed'))];
  const requests = parseSigningRequests(JSON.stringify({ items }));
  expect(requests.map(({ state }) => state)).toEqual(['pending', 'pending', 'approved', 'denied', 'approved']);
  expect(requests[0]).toEqual({
    name: 'csr-a',
    signer: 's',
    username: 'u',
    groups: ['g'],
    usages: ['x'],
    request: 'PEM',
    state: 'pending',
    createdAt: now - 60_000,
  });

  const node = (providerID?: string, ready = 'True') => ({
    metadata: { name: 'n', labels: { a: 'b' } },
    spec: { ...(providerID !== undefined && { providerID }), taints: [taint] },
    status: {
      conditions: [
        { type: 'DiskPressure', status: 'True' },
        { type: 'Ready', status: ready },
      ],
    },
  });
  const nodes = parseNodes(
    JSON.stringify({
      items: [
        node('aws:///us-east-1a/i-0aaaaaaaaaaaaaaaa'),
        node('gce://i-0a', 'Unknown'),
        node(),
        { metadata: { name: 'm' } },
      ],
    }),
  );
  expect(nodes.map(({ instanceId, ready }) => [instanceId, ready])).toEqual([
    ['i-0aaaaaaaaaaaaaaaa', true],
    [undefined, false],
    [undefined, true],
    [undefined, false],
  ]);
  expect(nodes[0]).toMatchObject({ name: 'n', labels: { a: 'b' }, taints: [taint] });
});

test('a person admits the control plane and what CloudFormation owns, with the labels that the cluster gives', () => {
  const { environment } = load(fullEnvironment);
  const { pools, ...rest } = environmentApprovalSettings(environment, { infraId: 'commons-x7k2p' });
  expect(rest).toEqual({ region: 'us-east-1', infraId: 'commons-x7k2p' });
  expect(pools).toEqual([
    { name: 'masters', labels: {}, taints: [] },
    { name: 'legacy', labels: { [poolLabel]: 'legacy' }, taints: [] },
  ]);
  const owned = environment.cluster.pools.map((pool) => ({ ...pool, owner: 'cloudformation' as const }));
  const all = { ...environment, cluster: { ...environment.cluster, pools: owned } };
  const workers = environmentApprovalSettings(all, { infraId: 'commons-x7k2p' }).pools.slice(1);
  expect(workers.map(({ name, labels, taints }) => ({ name, labels, taints }))).toEqual(
    owned
      .filter(({ role }) => role === 'worker')
      .map((pool) => ({
        name: pool.name,
        labels: nodeLabels({ ...pool, tuned: pool.tuning !== undefined }),
        taints: pool.taints,
      })),
  );
});

test('the settings that the cluster holds are read here, and say of workers what a person’s do', () => {
  const files = { ...fullEnvironment, 'facts.json': everyFact(load(fullEnvironment).environment) };
  const { environment, facts } = load(files);
  const { infraId = '' } = facts;
  const manifests = csrApproverApplications(createContext(environment), facts).flatMap(({ files }) =>
    Object.values(files).flat(),
  );
  const held = z
    .object({ data: z.object({ 'pools.json': z.string() }) })
    .parse(manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'node-admission'));
  const [, ...workers] = environmentApprovalSettings(environment, { infraId }).pools;
  const settings = parseApprovalSettings(new SourceFile('pools.json', held.data['pools.json']));
  expect(settings).toEqual({ region: 'us-east-1', infraId, pools: workers });
});

test('settings are taken whole or refused with the place', () => {
  expect(parseApprovalSettings(new SourceFile('pools.json', JSON.stringify(settings)))).toEqual(settings);
  const broken = JSON.stringify({ ...settings, pools: [{ name: 'legacy', labels: {} }], zone: 'a' });
  expect(
    problemsOf(() => parseApprovalSettings(new SourceFile('pools.json', broken))).map(({ path, reason }) => [
      path,
      reason,
    ]),
  ).toEqual([
    ['pools[0].taints', 'is missing'],
    ['zone', 'is not a known key'],
  ]);
});
