import 'reflect-metadata';
import { ChallengePasswordAttribute, ExtendedKeyUsageExtension } from '@peculiar/x509';
import type { SigningRequest } from '../../../../lib/operations/csr-approval/subjects';
import { decided, type Case } from './decided';
import { clientRequest, machine, minutes, nodeOn, nodeSubject, now, otherMachine, pem } from './kubelet';

const ofClient = async (change: Case): Promise<string> =>
  decided({ ...clientRequest, request: await pem() }, change, { nodes: [] });

test('the first request of a new machine is approved', async () => {
  expect(await ofClient({})).toBe('approved for i-0aaaaaaaaaaaaaaaa');
  const usages = ['key encipherment', 'digital signature', 'client auth'];
  expect(await ofClient({ request: { usages } })).toBe('approved for i-0aaaaaaaaaaaaaaaa');
  expect(await ofClient({ machines: [{ ...machine, launchedAt: now - minutes(119) }] })).toMatch(/^approved/);
});

const master = { ...machine, name: 'master-0', instanceId: 'i-0cccccccccccccccc' };
const rival = async (change: Partial<SigningRequest>): Promise<readonly SigningRequest[]> => [
  { ...clientRequest, name: 'csr-rival', request: await pem(), ...change },
];

test.each<[string, Case | (() => Promise<Case>), string]>([
  [
    'a node that asks for another node',
    { request: { username: 'system:node:ip-10-0-48-8.ec2.internal' } },
    'system:node:ip-10-0-48-8.ec2.internal asks for it, not the bootstrapper of nodes',
  ],
  [
    'a requestor in more groups',
    { request: { groups: [...clientRequest.groups, 'system:masters'] } },
    'it comes with the groups system:serviceaccounts, system:serviceaccounts:openshift-machine-config-operator, system:authenticated, system:masters',
  ],
  [
    'another use',
    { request: { usages: ['digital signature', 'client auth', 'cert sign'] } },
    'it is for digital signature, client auth, cert sign',
  ],
  ['a use too few', { request: { usages: ['client auth'] } }, 'it is for client auth'],
  [
    'a person as its subject',
    { wanted: { subject: [{ O: ['system:nodes'] }, { CN: ['kube:admin'] }] } },
    'its subject is not that of a node',
  ],
  [
    'a group of administrators',
    { wanted: { subject: [{ O: ['system:masters'] }, { CN: [`system:node:${machine.name}`] }] } },
    'its subject is not that of a node',
  ],
  [
    'a second group',
    {
      wanted: {
        subject: [{ O: ['system:nodes'] }, { O: ['system:masters'] }, { CN: [`system:node:${machine.name}`] }],
      },
    },
    'its subject is not that of a node',
  ],
  [
    'a second group in the same place',
    { wanted: { subject: [{ O: ['system:nodes', 'system:masters'] }, { CN: [`system:node:${machine.name}`] }] } },
    'its subject is not that of a node',
  ],
  [
    'a second name',
    { wanted: { subject: [...nodeSubject(machine.name), { CN: ['system:admin'] }] } },
    'its subject is not that of a node',
  ],
  ['no name', { wanted: { subject: nodeSubject('') } }, 'its subject is not that of a node'],
  [
    'names to serve under',
    { wanted: { names: [{ type: 'dns', value: machine.name }] } },
    'it asks for ip-10-0-48-7.ec2.internal besides',
  ],
  [
    'an extension',
    { wanted: { extensions: [new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1'])] } },
    'it asks for the extension 2.5.29.37 besides',
  ],
  [
    'an attribute',
    { wanted: { attributes: [new ChallengePasswordAttribute('secret')] } },
    'it asks for more than one list of names besides',
  ],
  [
    'a machine that nobody knows',
    { wanted: { subject: nodeSubject('ip-10-0-48-9.ec2.internal') } },
    'no running machine of an admitted pool is called ip-10-0-48-9.ec2.internal',
  ],
  [
    'a machine that was terminated, or is of another pool',
    { machines: [otherMachine] },
    'no running machine of an admitted pool is called ip-10-0-48-7.ec2.internal',
  ],
  [
    'a name that two machines have',
    { machines: [machine, { ...otherMachine, name: machine.name }] },
    'i-0aaaaaaaaaaaaaaaa and i-0bbbbbbbbbbbbbbbb are both called ip-10-0-48-7.ec2.internal',
  ],
  [
    'a machine that is old',
    { machines: [{ ...machine, launchedAt: now - minutes(121) }] },
    'i-0aaaaaaaaaaaaaaaa was launched more than 2 hours ago',
  ],
  [
    'a request of a machine that had the name before',
    { request: { createdAt: machine.launchedAt - 1 } },
    'it is older than i-0aaaaaaaaaaaaaaaa, which is called ip-10-0-48-7.ec2.internal now',
  ],
  ['a machine that is a node', { nodes: [nodeOn(machine)] }, 'ip-10-0-48-7.ec2.internal is a node already'],
  [
    'a name of a node on another machine',
    { nodes: [nodeOn({ ...master, name: machine.name })] },
    'ip-10-0-48-7.ec2.internal is a node already',
  ],
  [
    'a machine that was admitted a moment ago',
    async () => ({ others: await rival({ state: 'approved' }) }),
    'ip-10-0-48-7.ec2.internal was admitted by csr-rival',
  ],
  [
    'a name that two requests claim',
    async () => ({ others: await rival({}) }),
    'csr-rival claims to be ip-10-0-48-7.ec2.internal too: find out which one is',
  ],
  ['what is no request', { request: { request: 'AAAA' } }, 'it cannot be read'],
  [
    'a request cut short',
    async () => ({ request: { request: (await pem()).replace(/\n.{64}\n/, '\n') } }),
    'it cannot be read',
  ],
  [
    'a second request behind the first',
    async () => ({ request: { request: `${await pem()}${await pem()}` } }),
    'it cannot be read',
  ],
  ['another signer', { request: { signer: 'kubernetes.io/kube-apiserver-client' } }, 'not looked at'],
  ['a request that was denied', { request: { state: 'denied' } }, 'not looked at'],
])('as the first request, %s is left alone', async (_, change, because) => {
  expect(await ofClient(typeof change === 'function' ? await change() : change)).toBe(because);
});

test.each<[string, () => Promise<Partial<SigningRequest>> | Partial<SigningRequest>]>([
  ['denied', () => ({ state: 'denied' })],
  ['of the machine before', () => ({ createdAt: machine.launchedAt - 1 })],
  ['of a node', () => ({ username: 'system:node:ip-10-0-48-8.ec2.internal' })],
  ['of another machine', async () => ({ request: await pem({ subject: nodeSubject(otherMachine.name) }) })],
])('a request that is %s keeps no machine out', async (_, change) => {
  expect(await ofClient({ others: await rival(await change()) })).toBe('approved for i-0aaaaaaaaaaaaaaaa');
});
