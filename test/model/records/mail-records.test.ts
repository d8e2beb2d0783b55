import { zoneFiles } from '../../../lib/operations/zone-files';
import { dkimKeyProblem } from '../../../model/mail/dkim-record';
import { readTextValue } from '../../../model/records/read-text-value';
import { textValue } from '../../../model/records/text-value';
import { dkimKey } from '../../support/dkim-key';
import { load, report } from '../../support/environment-folder';
import { withOwnMail } from '../../support/with-own-mail';

const { environment } = load(withOwnMail);
const lines = (facts: object) =>
  (zoneFiles(environment, facts)[0]?.text ?? '').split('\n').map((line) => line.replaceAll(/\s+/g, ' '));

test('a zone file has all that others look for', () => {
  const found = lines({ dkimKeys: { y2027: dkimKey, y2026: dkimKey } }).join('\n');
  expect(found).toContain('@ IN MX 10 mail.commons.example. ; mail');
  expect(found).toContain(
    '@ IN TXT "v=spf1 a:mail.commons.example include:spf.letters.example ip4:203.0.113.8/29 -all" ; who may send its mail',
  );
  expect(found).toContain(
    '_dmarc IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc-reports@commons.example,mailto:postmaster@elsewhere.example"',
  );
  expect(found).toContain('_dmarc.lists IN TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc-reports@commons.example"');
  expect(found).toContain('_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@commons.example"');
  expect(found).toMatch(/^_mta-sts IN TXT "v=STSv1; id=\d+"/m);
  expect(found).not.toContain('_mta-sts.lists');
  expect(found).toContain(
    '_acme-challenge.mx.internal IN CNAME mx.internal.commons.example.acme.openshift.commons.example.',
  );
  expect(found).toContain('mail IN TXT "v=spf1 a -all"');
});

test('a key is longer than one string, and joined again it is the key', () => {
  const [line = ''] = lines({ dkimKeys: { y2027: dkimKey } }).filter((each) => each.startsWith('y2027._domainkey IN'));
  const value = / TXT (.*) ; /.exec(line)?.[1] ?? '';
  expect(value.match(/"[^"]*"/g)).toHaveLength(2);
  expect(readTextValue(value)).toBe(`v=DKIM1; k=rsa; p=${dkimKey}`);
});

test('a key that was not made yet waits for it', () => {
  expect(lines({}).join('\n')).toContain('; y2027._domainkey TXT waits for dkimKeys: key that signs its mail');
});

test.each(['plain', 'a "quoted" \\ text', 'grün', 'x'.repeat(700)])('%s is read as it was written', (text) => {
  expect(readTextValue(textValue(text))).toBe(text);
});

test('a recorded key that nobody could verify is an error where it is', () => {
  expect(dkimKeyProblem(dkimKey)).toBeUndefined();
  const facts = {
    environment: 'testing',
    account: '111122223333',
    region: 'us-east-1',
    facts: { dkimKeys: { y2027: 'AAAA' } },
  };
  expect(report({ ...withOwnMail, 'facts.json': JSON.stringify(facts) })).toEqual([
    expect.stringContaining('dkimKeys.y2027: is not the public half of an RSA key, in base64'),
    'let commons mail keys make it',
  ]);
});
