import { clientAddress } from '../../model/client-address';
import { changed, load, minimalEnvironment } from '../support/environment-folder';

const keycloak = (placement: string) =>
  `singleSignOn:\n  issuer: https://sso.commons.example/realms/commons\n  keycloak: { ${placement}, administrators: sre, directory: { none: 'Keycloak keeps people itself' } }\n`;
const environmentWith = (cdn: string, placement = 'placement: cluster') =>
  [
    ['singleSignOn:\n  issuer: https://sso.commons.example/realms/commons\n', keycloak(placement)],
    ["cdn: { none: 'Nobody but the tests knows this environment' }", `cdn: ${cdn}`],
  ].reduce((text, [from = '', to = '']) => changed(text, from, to), minimalEnvironment);
const cdn = (more: string) =>
  `{ canonicalName: c.cdn.example, ranges: { ipv4: [192.0.2.0/25], ipv6: ['2001:db8:1::/48'] }${more} }`;
const header = (name: string) => cdn(`, clientAddressHeader: ${name}`);

const direct = "{ none: 'Nobody but the tests knows this environment' }";

test.each([
  ['no CDN', direct, { from: 'connection' }, 0],
  ['a CDN that tells nobody', cdn(''), { from: 'connection' }, 1],
  [
    'a CDN that tells in a header',
    header('True-Client-IP'),
    { from: 'header', header: 'True-Client-IP', cdn: ['192.0.2.0/25'] },
    0,
  ],
])('behind %s a program learns who is asking', (_, text, expected, said) => {
  const { environment, warnings } = load({ 'environment.yaml': environmentWith(text) });
  expect(clientAddress(environment.edge)).toEqual(expected);
  const own = warnings.filter(({ reason }) => reason.includes('with the address of the CDN'));
  expect(own).toHaveLength(said);
});

test('the name of a header is one', () => {
  expect(() => load({ 'environment.yaml': environmentWith(header("'X-Real-IP)]'")) })).toThrow(
    'edge.cdn.clientAddressHeader: is not the name of a header',
  );
});

const beside = 'placement: ecs, adminHost: sso-admin.commons.example';
const unreadable = 'Keycloak outside the cluster reads the client’s address only from X-Forwarded-For';

test.each([
  [cdn(''), true],
  [header('True-Client-IP'), true],
  [header('x-forwarded-for'), false],
  [direct, false],
])('Keycloak beside the cluster, with cdn: %s, is refused: %s', (text, refused) => {
  const run = () => load({ 'environment.yaml': environmentWith(text, beside) });
  if (refused) expect(run).toThrow(unreadable);
  else expect(run).not.toThrow();
});
