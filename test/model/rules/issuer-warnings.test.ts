import { loadFixture } from '../../support/fixture-home';
import type { Facts } from '../../../model/facts';
import { issuerWarnings } from '../../../model/rules/issuer-warnings';

const { environment } = loadFixture('production');
const gitlab = environment.access.ci?.issuer ?? '';
const inPhase = (phase: typeof environment.cluster.phase) => ({
  ...environment,
  cluster: { ...environment.cluster, phase },
});
const running = inPhase('running');
const warned = (facts: Partial<Facts>, of = running) =>
  issuerWarnings(of, facts).map(({ path, reason }) => `${path.join('.')} ${reason}`);

test('with a cluster, whoever is not believed is named at the place that asks for it', () => {
  expect(warned({ infraId: 'commons-x7k2p', answeringIssuers: [gitlab] })).toEqual([
    `singleSignOn.issuer AWS does not trust ${environment.singleSignOn.issuer}, so no contributor can assume a role`,
  ]);
  expect(warned({ infraId: 'commons-x7k2p', answeringIssuers: [environment.singleSignOn.issuer] })).toEqual([
    `access.ci.issuer AWS does not trust ${gitlab}, so no pipeline can assume a role`,
  ]);
});

test('before there is a cluster nothing of ours could answer, so nobody is warned', () => {
  expect(warned({})).toEqual([]);
  expect(warned({ infraId: 'commons-x7k2p' }, inPhase('bootstrapping'))).toEqual([]);
});
