import { roleOf } from './policy-evaluation';
import { everyPlatformRole, tokenContext } from './used-resources';

const role = roleOf(everyPlatformRole, 'test-external-dns');

const change = (name: string, type = 'CNAME', zoneId = 'Z1') => ({
  action: 'route53:ChangeResourceRecordSets',
  resource: `arn:aws:route53:::hostedzone/${zoneId}`,
  context: {
    'route53:ChangeResourceRecordSetsRecordTypes': type,
    'route53:ChangeResourceRecordSetsNormalizedRecordNames': name,
  },
});

test.each([
  ['a host of the zone', change('pad.openshift.example'), true],
  ['its mark beside it', change('external-dns-pad.openshift.example', 'TXT'), true],
  ['a balancer inside the VPC', change('syslog.commons.openshift.example', 'A', 'Z2'), true],
  ['an answer to a challenge', change('_acme-challenge.pad.openshift.example', 'TXT'), false],
  ['an answer that was led here', change('pad.example.acme.openshift.example', 'TXT'), false],
  ['the API', change('api.commons.openshift.example', 'A'), false],
  ['the API inside the VPC', change('api-int.commons.openshift.example', 'A', 'Z2'), false],
  ['all hosts behind the routers', change('\\052.apps.commons.openshift.example', 'A'), false],
  ['the delegation', change('openshift.example', 'NS'), false],
  ['another zone', change('pad.openshift.example', 'CNAME', 'Z3'), false],
])('external-dns may change %s: %s', (_, call, expected) => {
  expect(role.allows(call)).toBe(expected);
});

test.each([
  ['routes', 'openshift', true],
  ['services', 'openshift', true],
  ['routes', 'sts.amazonaws.com', false],
  ['others', 'openshift', false],
])('the role is given to %s with a token for %s: %s', (instance, audience, expected) => {
  expect(role.trusts(tokenContext(`external-dns-operator:external-dns-${instance}`, audience))).toBe(expected);
});
