import { answeredByRoute53, findChallengeProvider } from '../../model/challenge-zones';
import { webRecords } from '../../model/records/web-records';
import { changed, load, minimalEnvironment, minimalTenant } from '../support/environment-folder';

const { environment } = load({
  'environment.yaml': changed(
    changed(minimalEnvironment, '[commons.example]', '[commons.example, lab.commons.example, other.example]'),
    'network:\n',
    `  challenges: [{ kind: cloudflare, name: sponsor, domains: [commons.example] }]
network:
`,
  ),
  'tenants/site.yaml': changed(
    minimalTenant,
    'site.commons.example',
    'site.commons.example, a.lab.commons.example, www.other.example',
  ),
});

test.each([
  ['site.commons.example', 'sponsor'],
  ['commons.example', 'sponsor'],
  ['api.commons.openshift.commons.example', undefined],
  ['a.lab.commons.example', undefined],
  ['www.other.example', undefined],
])('the longest zone of %s decides who answers: %s', (host, provider) => {
  expect(findChallengeProvider(host, environment)?.name).toBe(provider);
});

test('Route 53 answers in its own zone, and for the domains that have an alias', () => {
  expect(answeredByRoute53(environment)).toEqual({
    own: 'openshift.commons.example',
    byAlias: ['lab.commons.example', 'other.example'],
  });
});

test('a host whose challenge is answered in its own zone has no alias, which would be in the way', () => {
  const aliases = webRecords(environment).flatMap(({ host }) => (host.startsWith('_acme-challenge.') ? [host] : []));
  expect(aliases).toEqual(['_acme-challenge.a.lab.commons.example', '_acme-challenge.www.other.example']);
});
