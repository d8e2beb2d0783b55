import { changed, minimalEnvironment, report } from '../../support/environment-folder';

const addressRemedy = 'write it like https://sso.commons.example/realms/commons, without a trailing slash';
const domainRemedy = 'write it in lower case without a trailing dot, like pad.commons.example';
const nameRemedy = 'use lower-case letters, digits and single hyphens, beginning with a letter';

type Refusal = readonly [value: string, reason: string, remedy: string];

/** What is said about values that `place` cannot have; `text` writes an environment with the value. */
function refusals(place: string, text: (value: string) => string, cases: readonly Refusal[]): void {
  test.each(cases)(`%j is refused at ${place}`, (value, reason, remedy) => {
    expect(report({ 'environment.yaml': text(value) })).toEqual([`environment.yaml:${place}: ${reason}`, remedy]);
  });
}

/** The minimal environment with `from` replaced. */
const instead = (from: string) => (value: string) => changed(minimalEnvironment, from, value);

describe('a short name', () => {
  const unfit = 'is not a name that AWS, DNS and Kubernetes all accept';
  const text = (value: string) => changed(minimalEnvironment, 'name: commons', `name: ${value}`);
  refusals('17:9 cluster.name', text, [
    ['Commons', unfit, nameRemedy],
    ['2commons', unfit, nameRemedy],
    ['com--mons', unfit, nameRemedy],
    ['commons-', unfit, nameRemedy],
    ['com_mons', unfit, nameRemedy],
    ['fifteen-letters', 'is longer than 14 characters', 'shorten it: AWS and Kubernetes names are built from it'],
  ]);
});

describe('a domain name', () => {
  const unfit = 'is not a fully qualified domain name';
  const text = (value: string) => changed(minimalEnvironment, '[commons.example]', `[${value}]`);
  refusals('7:11 domains[0]', text, [
    ['Commons.example', unfit, domainRemedy],
    ['commons.example.', unfit, domainRemedy],
    ['commons', unfit, domainRemedy],
    ['-commons.example', unfit, domainRemedy],
    [`${'c'.repeat(64)}.example`, unfit, domainRemedy],
    ['commons_2.example', unfit, domainRemedy],
    ['192.0.2.1', unfit, domainRemedy],
  ]);
});

describe('a web address', () => {
  const unfit = 'is not a plain https address';
  refusals('11:11 singleSignOn.issuer', instead('https://sso.commons.example/realms/commons'), [
    ['http://sso.commons.example', unfit, addressRemedy],
    ['https://sso.commons.example/', unfit, addressRemedy],
    ['https://admin:secret@sso.commons.example', unfit, addressRemedy],
    ['https://sso.commons.example/?realm=commons', unfit, addressRemedy],
    // It looks like one, but no URL parser takes it.
    ['https://sso.commons.example:84430/realms', unfit, addressRemedy],
    ['https://192.0.2.999', unfit, addressRemedy],
    ['https://sso.commons.example:0/realms/commons', unfit, addressRemedy],
    ['https://sso..example/realms/commons', unfit, addressRemedy],
    ['https://-sso.example/realms/commons', unfit, addressRemedy],
    ['https://sso-.example/realms/commons', unfit, addressRemedy],
    ['https://sso/realms/commons', unfit, addressRemedy],
    ['https://localhost/realms/commons', unfit, addressRemedy],
    ['https://sso.localhost', unfit, addressRemedy],
    ['https://127.0.0.1:8443/realms/commons', unfit, addressRemedy],
  ]);

  test.each([
    'https://192.0.2.1:8443',
    'https://a.example:65535/a',
    'https://xn--bcher-kva.example',
    'https://127.example',
  ])('%s is taken', (value) => {
    expect(report({ 'environment.yaml': instead('https://sso.commons.example/realms/commons')(value) })).toEqual([]);
  });
});

test('a web address is refused with an example of its own field', () => {
  const text = instead('https://gitlab.commons.example/platform.git')('git@gitlab.commons.example:platform.git');
  expect(report({ 'environment.yaml': text })).toEqual([
    'environment.yaml:9:8 repository.url: is not a plain https address',
    'write it like https://gitlab.commons.example/platform.git, without a trailing slash',
  ]);
});

const cdn = "{ none: 'Nobody but the tests knows this environment' }";

describe('an IPv4 block', () => {
  const unfit = 'is not an IPv4 block';
  const remedy = 'write address and prefix length, like 10.0.0.0/16';
  const text = (value: string) => instead(cdn)(`{ canonicalName: cdn.example, ranges: { ipv4: ['${value}'] } }`);
  refusals('20:55 edge.cdn.ranges.ipv4[0]', text, [
    ['10.0.0.0', unfit, remedy],
    ['10.0/16', unfit, remedy],
    ['10.0.0.0/33', unfit, remedy],
    ['010.0.0.0/16', unfit, remedy],
    ['10.0.0.0/016', unfit, remedy],
    ['0xa.0.0.0/16', unfit, remedy],
    ['2001:db8::/16', unfit, remedy],
    ['10.0.5.0/16', 'has bits set behind its prefix', 'write 10.0.0.0/16'],
    ['10.0.255.0/20', 'has bits set behind its prefix', 'write 10.0.240.0/20'],
  ]);
});

describe('an IPv6 block', () => {
  const unfit = 'is not an IPv6 block';
  const remedy = 'write address and prefix length, like 2001:db8::/32';
  const text = (value: string) =>
    instead(cdn)(`{ canonicalName: cdn.example, ranges: { ipv4: [192.0.2.0/24], ipv6: ['${value}'] } }`);
  refusals('20:77 edge.cdn.ranges.ipv6[0]', text, [
    ['2001:db8::', unfit, remedy],
    ['2001:db8::/129', unfit, remedy],
    ['192.0.2.0/24', unfit, remedy],
    ['2001:db8::1/32', 'has bits set behind its prefix', 'write 2001:db8::/32'],
    ['2001:0db8::/32', 'is not in its short form', 'write 2001:db8::/32'],
    ['::ffff:192.0.2.0/120', unfit, remedy],
    ['fe80::%eth0/64', unfit, remedy],
    ['2001:db8::/032', unfit, remedy],
  ]);
});

describe('a block of either family', () => {
  const text = (value: string) =>
    instead(cdn)(`${cdn}\n  denied: [{ block: '${value}', slot: 1, until: 2027-06-30, because: Scrapes every issue }]`);
  refusals('21:21 edge.denied[0].block', text, [
    ['2001:db8::/129', 'is not an IPv6 block', 'write address and prefix length, like 2001:db8::/32'],
    ['2001:db8::1/32', 'has bits set behind its prefix', 'write 2001:db8::/32'],
    ['203.0.113.1/24', 'has bits set behind its prefix', 'write 203.0.113.0/24'],
    ['203.0.113.0', 'is not an IPv4 block', 'write address and prefix length, like 10.0.0.0/16'],
  ]);
});

describe('a reason', () => {
  const text = (value: string) => instead(cdn)(`{ none: '${value}' }`);
  const remedy = 'say in a sentence why the safe default does not fit here';
  refusals('20:16 edge.cdn.none', text, [
    ['', 'is too short to be a reason', remedy],
    ['fourteen chars', 'is too short to be a reason', remedy],
  ]);
});
