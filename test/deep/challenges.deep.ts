import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RealBind, tsigKey } from './support/bind';

/** The packages of BIND are fetched once. */
jest.setTimeout(300_000);

const page = readFileSync(resolve(__dirname, '../../docs/dns.md'), 'utf8');
/** What docs/dns.md has people write into `update-policy`, for the key of these tests. */
const grant = (/`(grant commons-challenges [^`]+;)`/.exec(page)?.[1] ?? '').replace('commons-challenges', tsigKey.name);
const challenge = '_acme-challenge.pad.commons.example';

let bind: RealBind;
afterEach(async () => {
  await bind.stop();
});

test('a key as the page has it writes the answers to challenges of its hosts, and nothing else', async () => {
  bind = await RealBind.start({ 'commons.example': 'www IN A 192.0.2.7\n' }, [], grant);
  bind.update(`add ${challenge}. 60 TXT "one"`);
  bind.update(`add ${challenge}. 60 TXT "two"`);
  expect(bind.dig(challenge, 'TXT')).toEqual(['"one"', '"two"']);
  bind.update(`delete ${challenge}. TXT "one"`);
  expect(bind.dig(challenge, 'TXT')).toEqual(['"two"']);
  for (const other of [
    `${challenge}. 60 CAA 0 issue "ca.example"`,
    'www.commons.example. 60 A 192.0.2.8',
    '_acme-challenge.www.commons.example. 60 TXT "three"',
  ]) {
    expect(() => {
      bind.update(`add ${other}`);
    }).toThrow('REFUSED');
  }
});

test('beside an alias no answer is written, so the alias has to go', async () => {
  const alias = 'pad.commons.example.acme.openshift.commons.example.';
  bind = await RealBind.start({ 'commons.example': `${challenge}. IN CNAME ${alias}\n` }, [], grant);
  bind.update(`add ${challenge}. 60 TXT "one"`);
  expect(bind.dig(challenge, 'TXT')).toEqual([]);
  expect(bind.dig(challenge, 'CNAME')).toEqual([alias]);
});
