import {
  parseBootstrapIgnition,
  checkAge,
  checkCluster,
  checkEdits,
} from '../../../../lib/operations/install/bootstrap-ignition';
import { decodeDataUrl } from '../../../../lib/operations/install/data-url';
import { problemsOf } from '../../../support/environment-folder';
import { bootstrapIgnition, certificate, dataUrl, type Files } from './installer-output';

const made = Date.parse('2026-11-21T06:00:00Z');
const hours = (count: number) => count * 3_600_000;
let files: Files;
let rootCa: string;

beforeAll(async () => {
  rootCa = await certificate(made, made + hours(87_600));
  const signer = await certificate(made, made + hours(24), 'kubelet-signer');
  files = {
    'tls/root-ca.crt': rootCa,
    'tls/kubelet-ca-bundle.crt': `${rootCa}${signer}`,
    'tls/kubelet-signer.key': '-----BEGIN RSA PRIVATE KEY-----\ntopsecret\n-----END RSA PRIVATE KEY-----\n',
    'manifests/cluster-infrastructure-02-config.yml':
      'kind: Infrastructure\nstatus:\n  infrastructureName: commons-x7k2p\n',
    'manifests/a.yaml': 'a: 1\n',
  };
});

const read = (change: Files = {}) =>
  parseBootstrapIgnition('bootstrap.ign', bootstrapIgnition({ ...files, ...change }));
const reasons = (run: () => unknown) => problemsOf(run).map(({ reason }) => reason);

test('an ignition file says whose it is and how long its certificates last', () => {
  const { infraId, endsFirst, beginsLast } = read();
  expect({ infraId, until: endsFirst.validUntil, subject: endsFirst.subject, from: beginsLast.validFrom }).toEqual({
    infraId: 'commons-x7k2p',
    until: made + hours(24),
    subject: 'OU=openshift, CN=kubelet-signer',
    from: made,
  });
});

test.each([
  ['nothing', ''],
  [
    'half of it',
    '{"ignition":{"version":"3.2.0"},"storage":{"files":[{"path":"/a","contents":{"source":"data:,topsecret',
  ],
  ['another version', '{"ignition":{"version":"2.2.0"},"storage":{"files":[]}}'],
])('%s is refused without a word of what is in it', (_, text) => {
  expect(reasons(() => parseBootstrapIgnition('bootstrap.ign', text))).toEqual([
    'is not an Ignition file of version 3, or not whole',
  ]);
});

test('a file without authority or infrastructure is refused', () => {
  expect(reasons(() => read({ 'tls/root-ca.crt': '' }))).toEqual(['has no certificate in tls/root-ca.crt']);
  expect(reasons(() => read({ 'manifests/cluster-infrastructure-02-config.yml': 'status: {}\n' }))).toEqual([
    'has no infrastructure id in manifests/cluster-infrastructure-02-config.yml',
  ]);
});

test.each([
  [0, []],
  [12, []],
  [12.01, ['has certificates that end in 11 hours, which is too soon for a cluster to come up: 12 are needed']],
  [24.01, ['is older than its certificates: they ended at 2026-11-22T06:00:00Z']],
  [-0.01, ['is only valid from 2026-11-21T06:00:00Z on, which lies ahead']],
])('%d hours after it was made, what is wrong with it is %j', (age, expected) => {
  expect(reasons(() => checkAge('bootstrap.ign', read(), made + hours(age)))).toEqual(expected);
});

test('only the file of the recorded cluster will do', async () => {
  const recorded = { infraId: 'commons-x7k2p', machineConfigServerCa: dataUrl(rootCa) };
  const problems = (change: Partial<typeof recorded>) =>
    reasons(() => checkCluster('b.ign', read(), { ...recorded, ...change }));
  expect(problems({})).toEqual([]);
  expect(problems({ infraId: 'commons-aaaaa' })).toEqual([
    'is of the cluster commons-x7k2p, but commons-aaaaa is recorded',
  ]);
  expect(problems({ machineConfigServerCa: dataUrl(await certificate(made, made + hours(1))) })).toEqual([
    'is of another installation: its certificate authority is not the recorded one',
  ]);
  expect(problems({ machineConfigServerCa: '' })).toEqual([
    'is of another installation: its certificate authority is not the recorded one',
  ]);
});

test('everything that was written must be in it as it was written, and nothing that was removed', () => {
  expect(reasons(() => checkEdits('b.ign', read(), ['openshift/gone.yaml'], { 'manifests/a.yaml': 'a: 1\n' }))).toEqual(
    [],
  );
  const written = { 'manifests/a.yaml': 'a: 2\n', 'manifests/b.yaml': '' };
  expect(
    reasons(() => checkEdits('b.ign', read({ 'openshift/gone.yaml': '' }), ['openshift/gone.yaml'], written)),
  ).toEqual([
    'still has openshift/gone.yaml',
    'has another manifests/a.yaml than was written',
    'lacks manifests/b.yaml',
  ]);
});

test.each([
  ['data:text/plain;charset=utf-8;base64,w6Q=', 'ä'],
  ['data:,a%20b,c', 'a b,c'],
  ['data:', undefined],
  ['https://commons.example/a', undefined],
  ['data:;base64,%%%', undefined],
])('the text of %s is %j', (url, text) => {
  expect(decodeDataUrl(url)).toBe(text);
});
