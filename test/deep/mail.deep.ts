import { gzipSync } from 'node:zlib';
import { addresses } from './mail/two-machines';
import { MailHostUnderTest, type Posting } from './mail/mail-host';

let host: MailHostUnderTest;

beforeAll(async () => {
  host = await MailHostUnderTest.start();
}, 600_000);

afterAll(() => host.stop());

const letter = (subject: string, more: { readonly from?: string; readonly to?: string; readonly body?: string } = {}) =>
  [
    `From: ${more.from ?? 'The site <site@commons.example>'}`,
    `To: ${more.to ?? 'ada@elsewhere.example'}`,
    `Subject: ${subject}`,
    'Date: Mon, 30 Nov 2026 08:00:00 +0000',
    `Message-ID: <${subject.replaceAll(' ', '-')}@test.example>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    more.body ?? 'Hello.',
    '',
  ].join('\r\n');

/** A message of a service with its own account, unless something else is said. */
const sent = (subject: string, more: Partial<Posting> = {}): Posting => ({
  port: 587,
  user: 'site.web',
  password: host.passwordFor('site.web'),
  from: 'site@commons.example',
  to: 'ada@elsewhere.example',
  message: letter(subject),
  ...more,
});

/** A message of somebody else’s server. */
const brought = (subject: string, more: Partial<Posting> = {}): Posting => ({
  port: 25,
  from: 'bo@elsewhere.example',
  to: 'board@commons.example',
  message: letter(subject, { from: 'bo@elsewhere.example', to: more.to ?? 'board@commons.example' }),
  ...more,
});

/** Whether a signature of a message is right, as dkimpy finds with the keys that the name server gives. */
const verified = (text: string): string =>
  host.run(['python3', '-c', 'import dkim, sys; print(dkim.verify(sys.stdin.buffer.read()))'], text).trim();

describe('what services send', () => {
  test.each([
    ['STARTTLS', { port: 587 }],
    ['TLS from the first byte on', { port: 465 }],
  ] as const)('by %s arrives, signed with the first key', async (way, more) => {
    expect(await host.post(sent(`Out by ${way}`, more))).toEqual(['250']);
    const [arrived] = await host.letters(`Out by ${way}`);
    expect(arrived).toMatchObject({ from: 'site@commons.example', to: ['ada@elsewhere.example'] });
    const text = arrived?.text ?? '';
    expect(text).toMatch(/\r\nDKIM-Signature:[^]*\bd=commons\.example;[^]*\bs=y2027;/);
    expect(verified(text)).toBe('True');
    expect(verified(text.replace('Hello.', 'Hello!'))).toBe('False');
  });

  test('an account for all of a domain sends in the name of each address of it', async () => {
    const from = 'devel-bounces@lists.commons.example';
    const message = letter('Of a list', { from: 'devel@lists.commons.example' });
    const account = { user: 'lists', password: host.passwordFor('lists') };
    expect(await host.post(sent('', { ...account, from, message }))).toEqual(['250']);
    const [arrived] = await host.letters('Of a list');
    expect(arrived?.text).toMatch(/\bd=lists\.commons\.example;/);
    expect(verified(arrived?.text ?? '')).toBe('True');
  });

  test.each<[string, Partial<Posting>, RegExp]>([
    ['without a password', { user: undefined }, /^554 5\.7\.1 .*Access denied/],
    ['with another password', { password: 'guessed' }, /^535 5\.7\.8 /],
    ['with the password in clear text', { tls: 'none' }, /^(530|SMTPNotSupportedError)/],
    ['from the address of another account', { from: 'monitoring@commons.example' }, /^553 5\.7\.1 .*not owned by user/],
    ['from an address elsewhere', { from: 'ada@elsewhere.example' }, /^553 5\.7\.1 .*not owned by user/],
    ['from nobody’s address of ours', { from: 'board@commons.example' }, /^553 5\.7\.1 .*not owned by user/],
    [
      'with the address of somebody else in the header',
      { message: letter('Forged', { from: 'The board <board@commons.example>' }) },
      /^554 5\.7\.1 The header From is no address of account site\.web/,
    ],
    [
      'with its own address and another in the header',
      { message: letter('Forged', { from: 'site@commons.example, board@commons.example' }) },
      /^554 5\.7\.1 The header From/,
    ],
    ['with two headers From', { message: `From: board@commons.example\r\n${letter('Forged')}` }, /^5\d\d /],
    [
      'of nobody with a forged header',
      { from: '', message: letter('Forged', { from: 'board@commons.example' }) },
      /^554 5\.7\.1 The header/,
    ],
    ['to an address of ours that there is not', { to: 'nobody@commons.example' }, /^550 5\.1\.1 /],
    [
      'larger than it may be',
      { message: letter('Large', { body: 'x'.repeat(70).concat('\r\n').repeat(160_000) }) },
      /^552 5\.3\.4 /,
    ],
  ])('%s is refused', async (_, more, answer) => {
    expect(await host.post(sent('Refused', more))).toEqual([expect.stringMatching(answer)]);
    expect(await host.letters('Subject: Forged', 1, 1)).toEqual([]);
  });
});

test.each(['own\nsite.web:{PLAIN}taken', 'own\r\nsite.web:{PLAIN}taken', 'own:::::::nopassword'])(
  'a password of %j gives its account nothing, and no other account another',
  async (password) => {
    host.setPassword('lists', password);
    const from = 'devel-bounces@lists.commons.example';
    const message = letter('Of a list again', { from: 'devel@lists.commons.example' });
    expect(await host.post(sent('Taken over', { password: 'taken' }))).toEqual([expect.stringMatching(/^535 /)]);
    expect(await host.post(sent('Still its own'))).toEqual(['250']);
    const list = { user: 'lists', from, message };
    expect(await host.post(sent('', { ...list, password: 'own' }))).toEqual([expect.stringMatching(/^535 /)]);
    host.setPassword('lists');
    expect(await host.post(sent('', { ...list, password: host.passwordFor('lists') }))).toEqual(['250']);
  },
  60_000,
);

describe('what others bring', () => {
  test('what looks odd comes back later, and goes to everybody of its alias then', async () => {
    expect(await host.post(brought('In for the board'))).toEqual([
      expect.stringMatching(/^451 4\.7\.1 Try again later/),
    ]);
    await new Promise((resolved) => setTimeout(resolved, 3000));
    expect(await host.post(brought('In for the board'))).toEqual(['250']);
    const arrived = await host.letters('In for the board', 1);
    expect(arrived.flatMap(({ to }) => to).sort()).toEqual(['ada@elsewhere.example', 'bo@elsewhere.example']);
    expect(arrived[0]?.text).toMatch(/Authentication-Results: mail\.commons\.example;[^]*spf=pass/);
  });

  test('an address with a part after a plus sign is the same address', async () => {
    const to = 'board+minutes@commons.example';
    await host.post(brought('In with a plus', { to }));
    await new Promise((resolved) => setTimeout(resolved, 3000));
    expect(await host.post(brought('In with a plus', { to }))).toEqual(['250']);
  });

  test('mail of a list goes to the server of lists', async () => {
    const to = 'devel@lists.commons.example';
    await host.post(brought('To a list', { to }));
    await new Promise((resolved) => setTimeout(resolved, 3000));
    expect(await host.post(brought('To a list', { to }))).toEqual(['250']);
    expect((await host.letters('To a list')).map((each) => each.to)).toEqual([[to]]);
    expect(host.log()).toContain(`relay=lists.internal.commons.example[${addresses.world}]:8024`);
  });

  test.each<[string, Partial<Posting>, RegExp]>([
    ['for others', { to: 'ada@other.example' }, /^554 5\.7\.1 .*Relay access denied/],
    ['for others behind a percent sign', { to: 'ada%other.example@commons.example' }, /^5\d\d 5\./],
    ['for others behind an exclamation mark', { to: 'other.example!ada@commons.example' }, /^5\d\d 5\./],
    ['for others with a route', { to: '@commons.example:ada@other.example' }, /^5\d\d 5\./],
    [
      'in our name for others',
      { from: 'site@commons.example', to: 'ada@other.example' },
      /^554 5\.7\.1 .*Relay access denied/,
    ],
    ['for the inside of the host', { to: 'dmarc@reports.invalid' }, /^5\d\d 5\./],
    ['for nobody', { to: 'nobody@commons.example' }, /^550 5\.1\.1 /],
    ['for nobody at the lists', { to: 'unknown@lists.commons.example' }, /^550 5\.1\.1 /],
    ['with an account', { user: 'site.web', password: 'x' }, /SMTPNotSupportedError/],
    [
      'in our name in the header',
      { message: letter('Forged from outside', { from: 'board@commons.example' }) },
      /^554 5\.7\.1 /,
    ],
    [
      'in the name of a domain that forbids it',
      { from: 'eve@strict.example', message: letter('Forged from outside', { from: 'eve@strict.example' }) },
      /^554 5\.7\.1 /,
    ],
    ['from a domain that there is not', { from: 'eve@nowhere.example' }, /^450 4\.1\.8 /],
    ['by a name that is none', { helo: 'nobody' }, /^504 5\.5\.2 /],
  ])('%s is refused', async (_, more, answer) => {
    expect(await host.post(brought('Refused', more))).toEqual([expect.stringMatching(answer)]);
  });

  test('a message that goes round is refused', async () => {
    const received = 'Received: from mail.commons.example by mail.commons.example\r\n'.repeat(60);
    const message = `${received}${letter('Round and round', { from: 'bo@elsewhere.example' })}`;
    const first = await host.post(brought('', { message }));
    expect(first).toEqual([expect.stringMatching(/^554 5\.4\.0 .*too many hops/)]);
  });
});

test('a burst of services is taken as fast as it comes, and all of it arrives', async () => {
  const times = 1000;
  const begun = performance.now();
  const answers = await host.post(sent('One of many', { times, together: 20 }));
  const taken = (performance.now() - begun) / 1000;
  expect(answers.filter((answer) => answer !== '250')).toEqual([]);
  expect((await host.letters('One of many', times, 300)).length).toBe(times);
  console.log(
    `${times} messages: taken in ${taken.toFixed(1)} s, arrived after ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
}, 400_000);

describe('commons mail check', () => {
  test('finds every record of the zone files in the name server, and what the host does at port 25', () => {
    const found = host.check();
    const right = [...found].flatMap(([what, says]) => (says === 'right' ? [what] : []));
    expect(right).toEqual(
      expect.arrayContaining([
        'address of mail.commons.example',
        `reverse name of ${addresses.host}`,
        'answer of mail.commons.example at port 25',
        'relay of mail.commons.example for strangers',
        'MX of commons.example',
        'TXT of commons.example',
        'look-ups of the SPF record of commons.example',
        'TXT of y2027._domainkey.commons.example',
        'TXT of y2026._domainkey.lists.commons.example',
        'TXT of _dmarc.lists.commons.example',
        'TXT of _mta-sts.commons.example',
        'TXT of _smtp._tls.commons.example',
      ]),
    );
  });

  test('says what is not right: a certificate of its own, no page of the policy, no consent of others', () => {
    const found = host.check();
    expect([...found].filter(([, says]) => says !== 'right')).toEqual([
      ['TLS of mail.commons.example', expect.stringMatching(/^has a certificate that others refuse: /)],
      ['TXT of commons.example._report._dmarc.elsewhere.example', expect.stringContaining('nobody sends reports')],
      ['policy of MTA-STS at mta-sts.commons.example', 'has no address'],
    ]);
  });
});

describe('reports of others', () => {
  const report = (name: string, type: string, content: Buffer) =>
    [
      'From: bo@elsewhere.example',
      'To: reports@commons.example',
      `Subject: Report ${name}`,
      'Date: Mon, 30 Nov 2026 08:00:00 +0000',
      `Message-ID: <${name}@elsewhere.example>`,
      'MIME-Version: 1.0',
      `Content-Type: ${type}`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${name}"`,
      '',
      content.toString('base64').replaceAll(/.{76}/g, '$&\r\n'),
      '',
    ].join('\r\n');
  const row = (count: number, dkim: string, spf: string) =>
    `<record><row><count>${count}</count><policy_evaluated><dkim>${dkim}</dkim><spf>${spf}</spf></policy_evaluated></row></record>`;
  const dmarc = (domain: string, ...rows: readonly string[]) =>
    `<feedback><policy_published><domain>${domain}</domain></policy_published>${rows.join('')}</feedback>`;
  const tls = (successes: number, failures: number) => ({
    policies: [
      {
        policy: { 'policy-domain': 'commons.example' },
        summary: { 'total-successful-session-count': successes, 'total-failure-session-count': failures },
      },
    ],
  });
  /** Brings a message past the greylisting. */
  const bring = async (to: string, message: string, from = 'bo@elsewhere.example') => {
    const [answer] = await host.post(brought('', { to, message, from }));
    if (answer === '250') return;
    await new Promise((resolved) => setTimeout(resolved, 3000));
    expect(await host.post(brought('', { to, message, from }))).toEqual(['250']);
  };

  test('are counted, whatever a stranger sends in their place', async () => {
    const text = dmarc('commons.example', row(7, 'pass', 'fail'), row(3, 'fail', 'fail'));
    const packed = gzipSync(text);
    await bring('dmarc-reports@commons.example', report('a.xml.gz', 'application/gzip', packed));
    const foreign = dmarc('other.example', row(900, 'fail', 'fail'));
    await bring('dmarc-reports@commons.example', report('b.xml', 'text/xml', Buffer.from(foreign)));
    await bring('dmarc-reports@commons.example', report('c.xml.gz', 'application/gzip', Buffer.from('no report')));
    await bring(
      'dmarc-reports@commons.example',
      report('d.gz', 'application/gzip', gzipSync(Buffer.alloc(40_000_000))),
    );
    await bring(
      'tls-reports@commons.example',
      report('e.json.gz', 'application/tlsrpt+gzip', gzipSync(JSON.stringify(tls(50, 2)))),
    );
    expect(await host.figures({ 'tls-pass': 50 })).toEqual({
      'dmarc-pass': 7,
      'dmarc-fail': 3,
      unreadable: 2,
      'tls-pass': 50,
      'tls-fail': 2,
    });
  }, 120_000);

  test('mail that comes back is counted, and a letter to an address that only sends is refused', async () => {
    const message = letter('Undelivered', { from: 'MAILER-DAEMON@elsewhere.example', to: 'site@commons.example' });
    await bring('site@commons.example', message, '');
    expect(await host.figures({ returned: 1 })).toMatchObject({ returned: 1 });
    await bring(
      'site@commons.example',
      letter('A question', { from: 'bo@elsewhere.example', to: 'site@commons.example' }),
    );
    const [answer] = await host.letters('Undelivered Mail Returned to Sender');
    expect(answer?.text).toContain('this address only sends');
    // Postfix completes its own headers after the filter, so a signature would be wrong; SPF of its name is what others find right.
    expect(answer?.text).not.toContain('DKIM-Signature');
  }, 60_000);
});

describe('what the host tells of itself', () => {
  test('has its queue, its certificate, its keys and the lists that have its address', () => {
    expect(host.tells()).toMatchObject({ MailCertificateDays: 29, MailUnsigned: 0, MailListed: 1 });
    expect(host.run(['sh', '-c', 'commons-mail-watch 2>&1 >/dev/null'])).toBe('listed by zen.spamhaus.org\n');
  });

  test('has each figure of reports once', () => {
    host.machines.write('/var/lib/commons-mail/reports/figures.json', JSON.stringify({ returned: 5 }));
    host.tells();
    expect(host.tells().MailReturned).toBe(0);
    host.machines.write('/var/lib/commons-mail/reports/figures.json', JSON.stringify({ returned: 7 }));
    expect(host.tells().MailReturned).toBe(2);
  });
});

describe('the certificate of the host', () => {
  const shown = () =>
    host.run(
      [
        'sh',
        '-c',
        `openssl s_client -connect ${addresses.host}:465 </dev/null 2>/dev/null | openssl x509 -noout -issuer -serial -ext subjectAltName`,
      ],
      '',
      'world',
    );

  test('is that of an authority, for both of its names, once it has answered in the zone of the cluster', () => {
    expect(host.askForCertificate()).toContain('Server responded with a certificate');
    host.run(['postfix', 'reload']);
    expect(shown()).toMatch(/issuer=.*Pebble Intermediate/);
    expect(shown()).toContain('DNS:mail.commons.example, DNS:mx.internal.commons.example');
    expect(host.tells().MailCertificateDays).toBe(19);
  }, 120_000);

  test('is another one, days before it would end', () => {
    const before = shown();
    expect(host.askForCertificate()).toContain('Server responded with a certificate');
    host.run(['postfix', 'reload']);
    expect(shown()).toMatch(/issuer=.*Pebble Intermediate/);
    expect(shown()).not.toBe(before);
  }, 120_000);
});

test('a new machine sends what the old one had in its queue, whose users had other numbers', async () => {
  const to = 'ada@gone.example';
  expect(await host.post(sent('Queued before', { to }))).toEqual(['250']);
  await host.replaceMachine();
  expect(host.run(['postqueue', '-j'])).toContain('"address": "ada@gone.example"');
  host.moveTo('gone.example');
  let arrived = await host.letters('Queued before', 1, 3);
  // What is tried right now is not tried again before it has failed.
  for (let tries = 0; arrived.length === 0 && tries < 20; tries++) {
    host.run(['postqueue', '-f']);
    arrived = await host.letters('Queued before', 1, 3);
  }
  expect(arrived).toMatchObject([{ to: [to] }]);
});

test('nothing of the host’s files is refused by its programs', () => {
  expect(host.log().match(/^.*(?:warning|fatal|panic): .*(?:unused parameter|parameter|dict).*$/gm)).toBeNull();
});
