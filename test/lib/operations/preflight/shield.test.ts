import { shieldCheck } from '../../../../lib/operations/preflight/shield';
import { minimalEnvironment } from '../../../support/environment-folder';
import { findingsOf, preflight } from './fake-cloud';

const files = {
  'environment.yaml': `${minimalEnvironment}  shield: { monthlyCost: { paidElsewhere: 'The foundation pays' }, protect: [nat] }\n`,
};
const said = async (found: readonly string[] | 'not subscribed', home = files) =>
  (await findingsOf(shieldCheck, preflight({ shield: () => Promise.resolve(found) }, home))).join();

test('the account has subscribed, and has room', async () => {
  expect(await said('not subscribed')).toMatch(/^fails.*no subscription/);
  expect(await said(['arn:aws:ec2:us-east-1:111122223333:eip-allocation/eipalloc-1'])).toMatch(/^fine.*1 protections/);
  const many = Array.from({ length: 1000 }, (_, index) => `arn:aws:route53:::hostedzone/Z${index}`);
  expect(await said(many)).toMatch(/^fails.*1000 resources of route53/);
});

test('who wants none is not asked', async () => {
  expect(await said('not subscribed', { 'environment.yaml': minimalEnvironment })).toMatch(/^fine/);
});
