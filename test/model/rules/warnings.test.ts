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
