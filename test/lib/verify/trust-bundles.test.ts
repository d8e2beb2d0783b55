import { trustBundlesRule } from '../../../lib/verify/trust-bundles';
import { Authority } from '../operations/install/authority';
import { renderedFiles } from './rendered-files';

const configMap = (key: string, text: string) =>
  renderedFiles({
    'a.yaml': JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'bundle', namespace: 'library' },
      data: { [key]: text },
    }),
  });
const reasons = (text: string, key = 'ca-bundle.crt') =>
  trustBundlesRule.findings(configMap(key, text)).map(({ place, reason }) => `${place} ${reason}`);

let authority: Authority;
let server: string;
beforeAll(async () => {
  authority = await Authority.make('library', Date.now(), Date.now() + 1000);
  server = await authority.sign('catalogue');
});

test('authorities that can be read are fine, and so is what is no bundle', () => {
  expect(reasons(`${authority.pem}\n${authority.pem}\n`)).toEqual([]);
  expect(reasons('nothing', 'settings.yaml')).toEqual([]);
});

test('what makes nothing believed is found', () => {
  const place = 'a.yaml ConfigMap library/bundle';
  expect(reasons(`${authority.pem}\n${server}\n`)).toEqual([
    `${place} certificate 2 of 2 (CN=catalogue) is no authority, so nothing is believed by it`,
  ]);
  expect(reasons('-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n')).toEqual([
    `${place} certificate 1 of 1 cannot be read`,
  ]);
  expect(reasons('')).toEqual([`${place} has no certificate`]);
});
