import { identityProvidersRule } from '../../../lib/verify/identity-providers';
import { renderedFiles } from './rendered-files';

const provider = (url: unknown) => ({ Type: 'AWS::IAM::OIDCProvider', Properties: { Url: url } });
const role = { Type: 'AWS::IAM::Role', Properties: {} };
const findings = (resources: Readonly<Record<string, unknown>>) =>
  identityProvidersRule.findings(renderedFiles({}, resources));

test.each([
  ['a single sign-on', 'https://id.library.example/realms/people'],
  ['a host that only looks like the cluster’s', 'https://abc.cloudfront.net.example'],
  ['an address that is known at deployment', { 'Fn::GetAtt': ['Keycloak', 'Url'] }],
])('the provider of %s beside a role is found', (_, url) => {
  expect(findings({ Login: provider(url), Reader: role })).toEqual([
    {
      place: 'testing Login',
      reason: `the provider of ${JSON.stringify(url)} is in a stack with 1 other resources, which are rolled back if the issuer does not answer`,
      remedy: 'put it into the stack of identity providers (lib/stacks/identity-providers-stack.ts)',
    },
  ]);
});

test.each([
  [
    'providers among themselves',
    { A: provider('https://id.library.example'), B: provider('https://git.library.example') },
  ],
  ['the cluster’s beside its roles', { A: provider('https://d222222abcdef8.cloudfront.net'), Reader: role }],
])('%s are fine', (_, resources) => {
  expect(findings(resources)).toEqual([]);
});
