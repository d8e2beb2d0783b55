import { loadFixture } from '../../support/fixture-home';
import type { Environment } from '../../../model/environment';
import { contributorsBoundaryProps, contributorsProps } from '../../../lib/platform/contributors';

const { environment } = loadFixture('staging');

type Contributor = Environment['access']['contributors'][number];

const contributor: Contributor = {
  name: 'pad-maintainers',
  who: { group: '/pad' },
  purpose: 'They look after the notes',
  grants: [{ kind: 'network-logs' }],
};
const contributorsWith = (...contributors: readonly Contributor[]) =>
  contributorsProps({ ...environment, access: { ...environment.access, contributors } });
const roleWith = (change: Partial<Contributor>) => contributorsWith({ ...contributor, ...change })?.roles[0];

const key = 'alias/staging-data';
const bucket = (purpose: string) => `staging-${purpose}-${environment.account}-${environment.region}`;

test.each<[Contributor['grants'][number], object]>([
  [
    { kind: 'tenant-secrets', tenant: 'pad' },
    { kind: 'set-secrets', path: 'staging/pad', key },
  ],
  [
    { kind: 'tenant-bucket', tenant: 'pad', access: 'read' },
    { kind: 'read-objects', bucket: bucket('tenant-pad'), key },
  ],
  [
    { kind: 'tenant-bucket', tenant: 'pad', access: 'write' },
    { kind: 'change-objects', bucket: bucket('tenant-pad'), key },
  ],
  [
    { kind: 'tenant-backups', tenant: 'pad' },
    { kind: 'read-objects', bucket: bucket('database-backups'), prefix: 'pad', key },
  ],
  [{ kind: 'network-logs' }, { kind: 'read-objects', bucket: bucket('flow-logs') }],
])('%j means %j', (grant, expected) => {
  expect(roleWith({ grants: [grant] })?.grants).toEqual([expected]);
});

test('a role is named for environment and contributor, and so is its client of the single sign-on', () => {
  expect(roleWith({})).toMatchObject({
    roleName: 'staging-contributor-pad-maintainers',
    clientId: 'aws-staging-pad-maintainers',
    description: 'group /pad: They look after the notes',
  });
  expect(roleWith({ who: { person: 'elif' } })?.description).toBe('elif: They look after the notes');
});

test('the boundary ends at what tenants have: the cluster’s own secrets and its bootstrap bucket are outside', () => {
  const boundary = contributorsBoundaryProps(environment);
  expect(boundary).toMatchObject({ policyName: 'staging-boundary-contributors', region: environment.region });
  const secrets = `arn:aws:secretsmanager:${environment.region}:${environment.account}:secret:staging`;
  expect(boundary.except).toEqual(
    ['cluster', 'platform', 'caches', 'single-sign-on', 'gitlab', 'runners', 'runner-hosts', 'hosts', 'directory'].map(
      (path) => `${secrets}/${path}/*`,
    ),
  );
  const buckets = boundary.widest.flatMap((grant) => ('bucket' in grant ? [grant.bucket] : []));
  expect(buckets).toEqual([bucket('tenant-*'), bucket('database-backups'), bucket('flow-logs')]);
});

test('without contributors there is nothing, not even the single sign-on', () => {
  expect(contributorsWith()).toBeUndefined();
});
