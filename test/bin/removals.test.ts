import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WaitingOutput } from '../../bin/cluster-files';
import { factRemovalProblems, removedEnvironments, removedFacts, removedTenants } from '../../bin/removals';
import { manifestYaml } from '../../cdk8s/base/manifests/manifest-yaml';
import { formatProblem } from '../../model/problem';
import { load, minimalTenant, withFolder } from '../support/environment-folder';

function withRendered<Result>(files: Readonly<Record<string, string>>, use: (folder: string) => Result): Result {
  return withFolder((folder) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return use(folder);
  });
}

const tenantOf = (name: string) => manifestYaml(`environments/testing/tenants/${name}.yaml`, []);

test('a tenant that is rendered is told from the platform by the source of its namespace', () => {
  const { environment } = load({ 'tenants/site.yaml': minimalTenant });
  const files = {
    'testing/cluster/site/namespace.yaml': tenantOf('site'),
    'testing/cluster/wiki/namespace.yaml': tenantOf('wiki'),
    'testing/cluster/logs/namespace.yaml': manifestYaml('environments/testing/environment.yaml', []),
    'testing/cluster/ingress/controller.yaml': tenantOf('ingress'),
    'other/cluster/pad/namespace.yaml': tenantOf('pad'),
  };
  expect(withRendered(files, (folder) => removedTenants(folder, environment))).toEqual([
    { environment: 'testing', tenant: 'wiki' },
  ]);
  expect(withRendered({}, (folder) => removedTenants(folder, environment))).toEqual([]);
});

test('folders that are rendered and no environments vanish, but for those of a run under way', () => {
  const files = { 'a/x': '', 'b/x': '', '.next-1/x': '', 'README.md': '' };
  expect(withRendered(files, (folder) => removedEnvironments(folder, ['a', 'c']))).toEqual(['b']);
});

test('what is rendered and would wait again tells the facts that it is for want of', () => {
  const both = ['clusterZoneId', 'infraId'] as const;
  const waiting: readonly WaitingOutput[] = [
    { output: 'cluster/certificates', waitsFor: ['clusterZoneId'] },
    { output: 'cluster/logs', waitsFor: ['infraId'] },
    ...['a', 'b', 'c', 'd'].map((zone) => ({ output: `dns/${zone}.zone`, waitsFor: both })),
  ];
  const rendered = { name: 'testing', stacks: 1, resources: 1, applications: 1, objects: 1, waiting, unpinned: [] };
  const files = Object.fromEntries(
    ['cluster/certificates/x.yaml', ...['a', 'b', 'c', 'd'].map((zone) => `dns/${zone}.zone`)].map((path) => [
      `testing/${path}`,
      '',
    ]),
  );
  const vanishing = withRendered(files, (folder) => removedFacts(folder, rendered));
  expect(factRemovalProblems(vanishing, ['infraId', 'clusterZone']).map(formatProblem)).toEqual([
    'environments/testing/facts.json:1:1 has no clusterZoneId, without which rendered/testing would lose cluster/certificates, dns/a.zone, dns/b.zone and 2 more\n    restore it, or record it first; if all of that may be removed: npm run commons -- render --without-fact clusterZoneId',
    '--without-fact clusterZone:1:1 names nothing that would be removed\n    did you mean clusterZoneId?',
  ]);
  expect(withRendered({}, (folder) => removedFacts(folder, rendered))).toEqual([]);
});

test('a name that a zone file has and that would wait again is told, and one that waited before is not', () => {
  const waiting: readonly WaitingOutput[] = [
    { output: 'dns/commons.example.zone, ssh.commons.example CNAME', waitsFor: ['gitSshBalancer'] },
    { output: 'dns/commons.example.zone, tunnel.commons.example A', waitsFor: ['hostAddresses'] },
    // The host has a text already, which waits for nothing.
    { output: 'dns/commons.example.zone, mail.commons.example A', waitsFor: ['hostAddresses'] },
  ];
  const text =
    '$ORIGIN commons.example.\nssh  IN CNAME ssh-1.elb.example. ; Git over SSH\n; tunnel A waits for hostAddresses\n' +
    'mail IN TXT "v=spf1 a -all" ; SPF\n; mail A waits for hostAddresses\n';
  const files = { 'testing/dns/commons.example.zone': text };
  expect(withRendered(files, (folder) => removedFacts(folder, { name: 'testing', waiting }))).toEqual([
    {
      environment: 'testing',
      fact: 'gitSshBalancer',
      outputs: ['dns/commons.example.zone, ssh.commons.example CNAME'],
    },
  ]);
});
