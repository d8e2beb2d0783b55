import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { octodns, octodnsBind, packagesFor, providerPackages } from '../../../../lib/operations/dns/octodns-packages';

const all = [octodns, octodnsBind, ...Object.values(providerPackages)];

test('the tests with real name servers run the versions that people are told to install', () => {
  const pinned = readFileSync(resolve(__dirname, '../../../deep/requirements/dns.in'), 'utf8').trim().split('\n');
  expect(pinned.sort()).toEqual([...new Set(all.map(({ name, version }) => `${name}==${version}`))].sort());
});

test('each package is asked for once', () => {
  expect(packagesFor({ kind: 'rfc2136' }).map(({ name }) => name)).toEqual(['octodns', 'octodns-bind']);
  expect(packagesFor({ kind: 'gandi' }).map(({ name }) => name)).toEqual(['octodns', 'octodns-bind', 'octodns-gandi']);
});

test('the page of DNS has the versions', () => {
  const page = readFileSync(resolve(__dirname, '../../../../docs/dns.md'), 'utf8');
  for (const { name, version } of all) expect(page).toContain(`${name}==${version}`);
});
