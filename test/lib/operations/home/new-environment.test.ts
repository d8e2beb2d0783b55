import { newEnvironmentFile } from '../../../../lib/operations/home/new-environment';
import { regionDefaults } from '../../../../model/data/region-defaults';
import { load } from '../../../support/environment-folder';

const answers = {
  community: 'The "Commons": one',
  account: '012345678901',
  region: 'eu-central-1',
  domain: 'commons.example',
  contact: 'sre@commons.example',
  repository: 'https://gitlab.commons.example/platform.git',
};

test.each(Object.keys(regionDefaults))('a first environment in %s passes the check in less than 30 lines', (region) => {
  const text = newEnvironmentFile({ ...answers, region }, 'testing');
  const { environment } = load({ 'environment.yaml': text });
  expect(environment).toMatchObject({ community: 'The "Commons": one', account: '012345678901', region });
  expect(
    text
      .trimEnd()
      .split('\n')
      .filter((line) => !line.trim().startsWith('#')).length,
  ).toBeLessThan(30);
});

test('copies go to another region that is known', () => {
  for (const [region, { copies }] of Object.entries(regionDefaults)) {
    expect(copies).not.toBe(region);
    expect(Object.keys(regionDefaults)).toContain(copies);
  }
});

test('a region that is not known has a reason instead of copies', () => {
  const text = newEnvironmentFile({ ...answers, region: 'eu-south-2' }, 'testing');
  expect(load({ 'environment.yaml': text }).environment.backup.copies).toEqual({ none: 'No second region chosen yet' });
});

test('names that another environment has already get that of the new one', () => {
  const taken = ['openshift.commons.example', 'sso.commons.example'];
  const { cluster, singleSignOn } = load({
    'environment.yaml': newEnvironmentFile(answers, 'staging', taken),
  }).environment;
  expect([cluster.baseDomain, singleSignOn.issuer]).toEqual([
    'openshift-staging.commons.example',
    'https://sso-staging.commons.example/realms/commons',
  ]);
  expect(newEnvironmentFile(answers, 'staging', ['openshift.other.example'])).toContain('"openshift.commons.example"');
});
