import { mailChecks } from '../../../../lib/operations/mail-check/mail-checks';
import type { SmtpVisit, WorldView } from '../../../../lib/operations/mail-check/world-view';
import { stsPolicy } from '../../../../model/mail/sts-policy';
import { findOwnMail } from '../../../../model/mail/own-mail';
import { mailRecords } from '../../../../model/records/mail-records';
import { readTextValue } from '../../../../model/records/read-text-value';
import { dkimKey } from '../../../support/dkim-key';
import { load } from '../../../support/environment-folder';
import { withOwnMail } from '../../../support/with-own-mail';

const { environment } = load(withOwnMail);
const mail = findOwnMail(environment);
if (mail === undefined) throw new Error('no mail host');
const facts = { hostAddresses: { 'mx-a': '198.51.100.10' }, dkimKeys: { y2027: dkimKey, y2026: dkimKey } };
const now = Date.parse('2026-11-30');

const rightVisit: SmtpVisit = {
  greeting: '220 mail.commons.example ESMTP',
  toStrangers: '554 5.7.1 Relay access denied',
  certificate: { expires: now + 60 * 86_400_000 },
};

/** The world when everything is at it should be, with some answers of its own. */
function world(change: Partial<WorldView> = {}, texts: Readonly<Record<string, readonly string[]>> = {}): WorldView {
  const published = new Map<string, string[]>();
  for (const record of mailRecords(environment, facts)) {
    if (record.type === 'TXT' && 'value' in record)
      published.set(record.host, [...(published.get(record.host) ?? []), readTextValue(record.value)]);
  }
  const all: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(published),
    'spf.letters.example': ['v=spf1 ip4:192.0.2.0/24 -all'],
    'commons.example._report._dmarc.elsewhere.example': ['v=DMARC1'],
    ...texts,
  };
  return {
    texts: (name) => Promise.resolve(all[name] ?? []),
    mailHosts: () => Promise.resolve(['mail.commons.example']),
    addresses: () => Promise.resolve(['198.51.100.10']),
    namesFor: () => Promise.resolve(['mail.commons.example']),
    page: () => Promise.resolve({ text: stsPolicy(mail ?? { name: '' }, { tls: 'enforce' })?.text ?? '' }),
    visit: () => Promise.resolve(rightVisit),
    ...change,
  };
}

const wrongs = async (seen: WorldView, known: object = facts) =>
  (await mailChecks({ mail, environment, facts: known, world: seen, now })).flatMap(({ what, wrong }) =>
    wrong === undefined ? [] : [`${what} ${wrong.says}; for ${wrong.whose}`],
  );

test('nothing is said of what is as it should be', async () => {
  expect(await wrongs(world())).toEqual([]);
});

const none = () => Promise.resolve([]);

test.each<[string, WorldView, RegExp]>([
  [
    'no MX record',
    world({ mailHosts: none }),
    /^MX of commons\.example is not there, and should be mail\.commons\.example alone/,
  ],
  [
    'a second MX record',
    world({ mailHosts: () => Promise.resolve(['mail.commons.example', 'old.commons.example']) }),
    /^MX of \S+ is mail\.commons\.example, old\.commons\.example, and should be/,
  ],
  ['no reverse name', world({ namesFor: none }), /^reverse name of 198\.51\.100\.10 is not there.*AWS$/],
  [
    'another address',
    world({ addresses: () => Promise.resolve(['203.0.113.1']) }),
    /^address of mail\.commons\.example is 203\.0\.113\.1, and should be 198\.51\.100\.10/,
  ],
  [
    'two SPF records',
    world({}, { 'commons.example': ['v=spf1 -all', 'v=spf1 mx -all'] }),
    /^TXT of commons\.example is "v=spf1 -all" and "v=spf1 mx -all"/,
  ],
  [
    'a key of before',
    world({}, { 'y2027._domainkey.commons.example': ['v=DKIM1; k=rsa; p=old'] }),
    /^TXT of y2027\._domainkey\.commons\.example is "v=DKIM1; k=rsa; p=old"/,
  ],
  ['no DMARC record', world({}, { '_dmarc.commons.example': [] }), /^TXT of _dmarc\.commons\.example is not there/],
  [
    'an included record that is gone',
    world({}, { 'spf.letters.example': [] }),
    /^look-ups of the SPF record of commons\.example end at spf\.letters\.example/,
  ],
  [
    'included records of many look-ups',
    world(
      {},
      {
        'spf.letters.example': [
          `v=spf1 ${Array.from({ length: 9 }, (_, index) => `a:${index}.letters.example`).join(' ')} -all`,
        ],
      },
    ),
    /^look-ups of the SPF record of commons\.example are 11, and receivers stop at 10/,
  ],
  [
    'included records in a ring',
    world({}, { 'spf.letters.example': ['v=spf1 include:spf.letters.example -all'] }),
    /end at spf\.letters\.example/,
  ],
  [
    'no consent to reports elsewhere',
    world({}, { 'commons.example._report._dmarc.elsewhere.example': [] }),
    /elsewhere\.example is not there, so nobody sends reports/,
  ],
  [
    'another policy',
    world({ page: () => Promise.resolve({ text: 'version: STSv1\nmode: none\n' }) }),
    /^policy of MTA-STS at mta-sts\.commons\.example is another/,
  ],
  [
    'no answer',
    world({ visit: () => Promise.resolve({ failure: 'does not answer: refused' }) }),
    /^answer of \S+ at port 25 198\.51\.100\.10 does not answer: refused/,
  ],
  [
    'an open relay',
    world({ visit: () => Promise.resolve({ ...rightVisit, toStrangers: '250 2.1.5 Ok' }) }),
    /^relay of mail\.commons\.example for strangers is not refused: 250/,
  ],
  [
    'no TLS',
    world({ visit: () => Promise.resolve({ ...rightVisit, certificate: { failure: 'is not offered' } }) }),
    /^TLS of mail\.commons\.example is not offered/,
  ],
  [
    'a certificate for another name',
    world({ visit: () => Promise.resolve({ ...rightVisit, certificate: { expires: now, wrong: 'not its name' } }) }),
    /others refuse: not its name/,
  ],
  [
    'a certificate at its end',
    world({ visit: () => Promise.resolve({ ...rightVisit, certificate: { expires: now + 86_400_000 * 3 } }) }),
    /for 3 more days/,
  ],
  [
    'another host',
    world({ visit: () => Promise.resolve({ ...rightVisit, greeting: '220 ip-10-0-0-1 ESMTP' }) }),
    /^answer of \S+ at port 25 is 220 ip-10-0-0-1 ESMTP/,
  ],
])('%s is said, with whose it is to mend', async (_, seen, said) => {
  const found = await wrongs(seen);
  expect(found).not.toEqual([]);
  expect(found.filter((each) => said.test(each)).length).toBeGreaterThan(0);
});

test('a key that was not made is the engineers’', async () => {
  const found = await wrongs(world(), { hostAddresses: facts.hostAddresses });
  expect(found).toContain(
    'TXT of y2027._domainkey.commons.example is not known yet: its key was not made; for the engineers',
  );
});

test('each record is looked at once, also of a domain of mail that is below another', async () => {
  const checks = await mailChecks({ mail, environment, facts, world: world(), now });
  const looked = checks.map(({ what }) => what);
  expect(looked).toEqual([...new Set(looked)]);
  for (const name of ['commons.example', 'lists.commons.example']) {
    expect(looked).toContain(`TXT of _dmarc.${name}`);
    expect(looked).toContain(`TXT of y2027._domainkey.${name}`);
    expect(looked).toContain(`look-ups of the SPF record of ${name}`);
  }
});
