import { callerLimitsRule } from '../../../lib/verify/caller-limits';
import { renderedFiles } from './rendered-files';

const prefix = 'haproxy.router.openshift.io/rate-limit-connections';
const said = (annotations: Readonly<Record<string, string>>, Metadata: object = {}) =>
  callerLimitsRule
    .findings(
      renderedFiles(
        {
          'cluster/site.yaml': `
apiVersion: route.openshift.io/v1
kind: Route
metadata: { name: site, namespace: site, annotations: ${JSON.stringify(annotations)} }
`,
        },
        { Vpc: { Type: 'AWS::EC2::VPC', Metadata } },
      ),
    )
    .map(({ reason }) => reason);

const limited = { [prefix]: 'true', [`${prefix}.rate-http`]: '600' };
const behind = { 'commons-platform/origin-callers': { cdn: ['192.0.2.0/24'], peers: [] } };

test('limits are for hosts without a CDN', () => {
  expect(said(limited)).toEqual([]);
  expect(said({}, behind)).toEqual([]);
  expect(said(limited, behind)).toEqual(['limits what one address may ask, and would count the CDN as one caller']);
});

test.each([
  ['switched on by nobody', { [`${prefix}.rate-http`]: '600' }],
  ['without figures', { [prefix]: 'true' }],
  ['with text for a number', { [prefix]: 'true', [`${prefix}.rate-tcp`]: 'many' }],
])('limits %s limit nothing', (_, annotations) => {
  expect(said(annotations)).toEqual(['has limits that the routers do not read']);
});
