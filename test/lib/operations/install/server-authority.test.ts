import type { Facts } from '../../../../model/facts';
import { parseCertificates } from '../../../../lib/operations/install/certificates';
import { decodeDataUrl } from '../../../../lib/operations/install/data-url';
import { recordServerAuthority, type ServerAuthority } from '../../../../lib/operations/install/server-authority';
import { load } from '../../../support/environment-folder';
import { problemsOfPromise } from '../../../support/problems-of-promise';
import { Authority } from './authority';
import { dataUrl } from './installer-output';

const { environment } = load();
const now = Date.UTC(2036, 0, 1);
const year = 365 * 86_400_000;
const infraId = 'commons-x7k2p';

let old: Authority;
let young: Authority;
let cluster: ServerAuthority;
let facts: Partial<Facts> & Pick<Facts, 'infraId' | 'machineConfigServerCa'>;
beforeAll(async () => {
  old = await Authority.make('root-ca', now - 8 * year, now + 2 * year);
  young = await Authority.make('machine-config-server-ca', now - 1, now + 10 * year);
  cluster = {
    infraId,
    authorities: `${young.pem}\n${old.pem}\n`,
    server: await young.sign('system:machine-config-server'),
  };
  facts = { infraId, machineConfigServerCa: dataUrl(`${old.pem}\n`), natAddresses: ['192.0.2.1'] };
});

const record = (change: Partial<ServerAuthority> = {}) =>
  recordServerAuthority(environment, facts, { ...cluster, ...change }, now);
const reasons = async (change: Partial<ServerAuthority>) =>
  (await problemsOfPromise(() => record(change))).map(({ reason }) => reason);

test('the authority that is recorded changes nothing, however its text is laid out', async () => {
  const same = { authorities: old.pem.replaceAll('\n', '\r\n'), server: await old.sign('server') };
  expect(await record(same)).toEqual({ changes: false, until: now + 2 * year });
});

test('new authorities take its place, all that the cluster has, and every other fact stays', async () => {
  const recorded = await record();
  if (!recorded.changes) throw new Error('the authority is another');
  expect(recorded.before).toEqual([expect.stringMatching(/^CN=root-ca, number [0-9a-f]+, until 2037-12-31$/)]);
  expect(recorded.now).toEqual([
    expect.stringMatching(/^CN=machine-config-server-ca, number [0-9a-f]+, until 2045-12-29$/),
    recorded.before[0],
  ]);
  const { machineConfigServerCa = '', ...others } = recorded.facts;
  expect(others).toEqual({ infraId, natAddresses: ['192.0.2.1'] });
  expect(parseCertificates(decodeDataUrl(machineConfigServerCa) ?? '')).toHaveLength(2);
  // What a machine is started with holds 16 KiB.
  expect(machineConfigServerCa.length).toBeLessThan(8192);
});

test('an authority that new machines could not believe the server by is refused', async () => {
  const signedByAnother = 'cannot have an authority that did not sign the certificate of the cluster’s server';
  const expired = await Authority.make('root-ca', now - 11 * year, now - year);
  expect(await reasons({ authorities: old.pem })).toEqual([signedByAnother]);
  expect(await reasons({ authorities: '' })).toEqual([
    'cannot have the authority of a cluster with no authority that is valid now',
  ]);
  expect(await reasons({ authorities: expired.pem, server: await expired.sign('server') })).toEqual([
    'cannot have the authority of a cluster with no authority that is valid now',
  ]);
  expect(await reasons({ server: '' })).toEqual([
    'cannot have the authority of a cluster with no certificate of its server',
  ]);
});

test('the authority of another cluster is refused', async () => {
  expect(await reasons({ infraId: 'commons-other' })).toEqual([
    'has the cluster commons-x7k2p, but oc is logged in to commons-other',
  ]);
});
