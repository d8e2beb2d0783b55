import 'reflect-metadata';
import { Attribute, ExtensionsAttribute, SubjectAlternativeNameExtension, type JsonGeneralNames } from '@peculiar/x509';
import { decided, type Case } from './decided';
import { clientRequest, machine, minutes, nodeOn, now, pem, servingRequest } from './kubelet';

const ownNames: JsonGeneralNames = [
  { type: 'dns', value: machine.name },
  { type: 'ip', value: '10.0.48.7' },
  { type: 'ip', value: '2001:db8::7' },
];

const ofServing = async (change: Case): Promise<string> =>
  decided({ ...servingRequest, request: await pem({ names: ownNames }) }, change, { nodes: [nodeOn(machine)] });

const withNames = (...names: JsonGeneralNames): Case => ({ wanted: { names: [...ownNames, ...names] } });

/** Made by crypto/x509 of Go, as a kubelet does. */
const requestOfGo = `-----BEGIN CERTIFICATE REQUEST-----
MIIBUTCB+AIBADBHMRUwEwYDVQQKEwxzeXN0ZW06bm9kZXMxLjAsBgNVBAMTJXN5
c3RlbTpub2RlOmlwLTEwLTAtNDgtNy5lYzIuaW50ZXJuYWwwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAARbOC55JLtF7TK31oUnDnVcojJMwSYFkVb3KxQhhUEDkHbK
W8N7RR3XghhmqNNw5dgr16aBiWBV50ie3LVK/x4koE8wTQYJKoZIhvcNAQkOMUAw
PjA8BgNVHREENTAzghlpcC0xMC0wLTQ4LTcuZWMyLmludGVybmFshwQKADAHhxAm
AB8YAAAAAAAAAAAAAAAHMAoGCCqGSM49BAMCA0gAMEUCIQCUuXgxvTVRGvFFUdFe
/4Evsec6kqu0nhIgyt+coKXpRQIgSUPslAtUSRvilWf+SAJR2nzwj3QlCDOWu4Wt
HSQ4QsA=
-----END CERTIFICATE REQUEST-----
`;

test('the request of a node for its own names and addresses is approved, however old the machine', async () => {
  expect(await ofServing({})).toBe('approved for i-0aaaaaaaaaaaaaaaa');
  expect(await ofServing({ machines: [{ ...machine, launchedAt: now - minutes(9000) }] })).toMatch(/^approved/);
  const twoStacks = { ...machine, addresses: ['10.0.48.7', '2600:1f18::7'] };
  expect(await ofServing({ request: { request: requestOfGo }, machines: [twoStacks] })).toMatch(/^approved/);
});

test.each<[string, Case, string]>([
  [
    'another node as requestor',
    { request: { username: 'system:node:ip-10-0-48-8.ec2.internal' } },
    'system:node:ip-10-0-48-8.ec2.internal asks for it in the name of ip-10-0-48-7.ec2.internal',
  ],
  [
    'the bootstrapper as requestor',
    { request: { username: clientRequest.username } },
    'system:serviceaccount:openshift-machine-config-operator:node-bootstrapper asks for it in the name of ip-10-0-48-7.ec2.internal',
  ],
  [
    'a requestor without the group of nodes',
    { request: { groups: ['system:authenticated'] } },
    'it comes with the groups system:authenticated',
  ],
  [
    'the use of a client',
    { request: { usages: ['digital signature', 'server auth', 'client auth'] } },
    'it is for digital signature, server auth, client auth',
  ],
  ['no names', { wanted: {} }, 'it names no address'],
  [
    'the name of the API',
    withNames({ type: 'dns', value: 'api.commons.openshift.commons.example' }),
    'api.commons.openshift.commons.example is not of i-0aaaaaaaaaaaaaaaa',
  ],
  [
    'the address of another machine',
    withNames({ type: 'ip', value: '10.0.48.8' }),
    '10.0.48.8 is not of i-0aaaaaaaaaaaaaaaa',
  ],
  [
    'names and an address of others',
    withNames({ type: 'dns', value: '*' }, { type: 'ip', value: '2001:db8::8' }),
    '*, 2001:db8::8 is not of i-0aaaaaaaaaaaaaaaa',
  ],
  [
    'a mail address',
    withNames({ type: 'email', value: 'root@commons.example' }),
    'it asks for a name of type email, root@commons.example besides',
  ],
  [
    'a URL',
    withNames({ type: 'url', value: 'spiffe://commons/admin' }),
    'it asks for a name of type url, spiffe://commons/admin besides',
  ],
  [
    'a strange attribute',
    { wanted: { names: ownNames, attributes: [new Attribute('1.2.3.4', [new Uint8Array([5, 0])])] } },
    'it asks for more than one list of names besides',
  ],
  [
    'a second attribute with names',
    {
      wanted: {
        names: ownNames,
        attributes: [new ExtensionsAttribute([new SubjectAlternativeNameExtension([{ type: 'dns', value: '*' }])])],
      },
    },
    'it asks for more than one list of names besides',
  ],
  [
    'a second extension with names',
    {
      wanted: {
        names: ownNames,
        extensions: [new SubjectAlternativeNameExtension([ownNames[0] ?? { type: 'dns', value: '' }])],
      },
    },
    'it asks for more than one list of names besides',
  ],
  ['a machine that is no node', { nodes: [] }, 'ip-10-0-48-7.ec2.internal is not a node yet'],
  [
    'a node on another machine',
    { nodes: [nodeOn(machine, { instanceId: 'i-0cccccccccccccccc' })] },
    'the node ip-10-0-48-7.ec2.internal runs on i-0cccccccccccccccc, not on i-0aaaaaaaaaaaaaaaa',
  ],
  [
    'a node whose machine is not known',
    { nodes: [nodeOn(machine, { instanceId: undefined })] },
    'the node ip-10-0-48-7.ec2.internal runs on a machine not known yet, not on i-0aaaaaaaaaaaaaaaa',
  ],
  [
    'a request of the node before',
    { request: { createdAt: machine.launchedAt - 1 } },
    'it is older than i-0aaaaaaaaaaaaaaaa, which is called ip-10-0-48-7.ec2.internal now',
  ],
])('as the second request, %s is left alone', async (_, change, because) => {
  expect(await ofServing(change)).toBe(because);
});
