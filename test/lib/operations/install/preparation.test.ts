import { preparationProblems } from '../../../../lib/operations/install/preparation';
import { trustBundleFaults } from '../../../../lib/operations/install/trust-bundle';
import { load } from '../../../support/environment-folder';
import { Authority } from './authority';

const { environment } = load();
const about = (additionalTrustBundle: string) =>
  preparationProblems({ ...environment, cluster: { ...environment.cluster, additionalTrustBundle } }, {}).filter(
    ({ path }) => path === 'cluster.additionalTrustBundle',
  );

test('certificates that would make nothing believed are told before the installer is run', async () => {
  const authority = await Authority.make('library', Date.now(), Date.now() + 1000);
  expect(about(authority.pem)).toEqual([]);
  expect(about(await authority.sign('catalogue'))).toEqual([
    expect.objectContaining({
      file: 'environments/testing/environment.yaml',
      reason: 'certificate 1 of 1 (CN=catalogue) is no authority, so nothing is believed by it',
    }),
  ]);
  expect(trustBundleFaults('')).toEqual(['has no certificate']);
});
