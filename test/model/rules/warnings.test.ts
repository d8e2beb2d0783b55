import { openShiftReleaseNames } from '../../../model/data/openshift-releases';
import { changed, load, minimalEnvironment, spoken } from '../../support/environment-folder';

const warnings = (text: string) => load({ 'environment.yaml': text }).warnings.flatMap((warning) => spoken(warning));
const release = (name: string) => changed(minimalEnvironment, 'name: commons', `name: commons\n  release: '${name}'`);

test('one NAT gateway for all zones is worth a warning, for whatever reason', () => {
  const text = changed(
    minimalEnvironment,
    '/16\n',
    "/16\n  nat: { single: us-east-1a, because: 'It may be offline for a day' }\n",
  );
  expect(warnings(text)).toEqual([
    'environment.yaml:16:18 network.nat.single: one NAT gateway serves all zones: when its zone fails, nothing reaches the internet',
    'write nat: per-zone where that matters',
  ]);
});

const certificates = [
  'upgrade to 4.19 or newer, or let the CDN accept the default certificate',
  'routes of %s cannot take their certificate from a Secret and serve the default one',
] as const;

test.each([['4.18', 'cert-manager 1.19, External Secrets 1.1, Loki 6.4, Logging 6.4, OADP 1.4']])(
  'release %s needs older operators and cannot do all with certificates',
  (name, operators) => {
    const [remedy, reason] = certificates;
    expect(warnings(release(name))).toEqual([
      `environment.yaml:18:12 cluster.release: ${name} needs older operators: ${operators}`,
      'plan the upgrade to a newer release',
      `environment.yaml:18:12 cluster.release: ${reason.replace('%s', name)}`,
      remedy,
    ]);
  },
);

test.each(openShiftReleaseNames.slice(2))('release %s is worth no warning', (name) => {
  expect(warnings(release(name))).toEqual([]);
});

const keycloak = (instanceType: string) =>
  changed(
    minimalEnvironment,
    'https://sso.commons.example/realms/commons\n',
    `https://sso.commons.example/realms/commons\n  keycloak: { placement: ecs, administrators: sre, directory: { none: 'Keycloak keeps people' }, adminHost: sso-admin.commons.example, database: { instanceType: ${instanceType} } }\n`,
  );

test.each([
  ['db.t4g.micro', 109],
  ['db.t3.small', 222],
  ['db.c6gd.medium', 222],
])('%s has too few connections for Keycloak on ECS', (instanceType, connections) => {
  expect(warnings(keycloak(instanceType))).toEqual([
    expect.stringMatching(
      `singleSignOn.keycloak.database.instanceType: ${instanceType} takes ${connections} connections, and the tasks of Keycloak may open 300 while a deploy replaces them: 6 × 200 % × 25; when many people log in then, some are refused$`,
    ),
    'use a type with 3 GiB of memory or more, like db.t4g.medium',
  ]);
});

test.each(['db.t4g.medium', 'db.c6gd.large', 'db.m7g.large', 'db.x2g.large'])('%s has enough', (instanceType) => {
  expect(warnings(keycloak(instanceType))).toEqual([]);
});
