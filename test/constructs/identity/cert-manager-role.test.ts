import { addPlatformRoles } from '../../../constructs/identity/platform-roles';
import { templateOf } from '../../support/stacks';
import { roleOf } from './policy-evaluation';
import { everyPlatformRole, issuerHost, tokenContext, usedResources } from './used-resources';

describe('cert-manager', () => {
  const role = roleOf(everyPlatformRole, 'test-cert-manager');
  const change = (name: string, type = 'TXT', zoneId = 'Z1') => ({
    action: 'route53:ChangeResourceRecordSets',
    resource: `arn:aws:route53:::hostedzone/${zoneId}`,
    context: {
      'route53:ChangeResourceRecordSetsRecordTypes': type,
      'route53:ChangeResourceRecordSetsNormalizedRecordNames': name,
    },
  });

  test.each([
    ['a challenge of the cluster', change('_acme-challenge.apps.openshift.example'), true],
    ['a challenge that was led here', change('pad.example.acme.openshift.example'), true],
    ['another text of the zone', change('openshift.example'), false],
    ['an address', change('_acme-challenge.apps.openshift.example', 'A'), false],
    ['another zone', change('_acme-challenge.x.example', 'TXT', 'Z2'), false],
  ])('may change %s: %s', (_, call, expected) => {
    expect(role.allows(call)).toBe(expected);
  });

  test('may answer for nobody else where no alias leads here', () => {
    const alone = roleOf(
      templateOf((stack) => {
        addPlatformRoles(stack, {
          ...usedResources,
          challenges: 'own-names',
          issuer: `https://${issuerHost}`,
          roleName: (...path) => ['test', ...path].join('-'),
        });
      }),
      'test-cert-manager',
    );
    expect(alone.allows(change('pad.example.acme.openshift.example'))).toBe(false);
    expect(alone.allows(change('_acme-challenge.apps.openshift.example'))).toBe(true);
  });

  test('runs as its own service account', () => {
    expect(role.trusts(tokenContext('cert-manager:cert-manager'))).toBe(true);
  });
});
