import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { baseDn, LdapServer } from './directory/ldap-server';
import { Community, enrol, pad, padLogin, people } from './keycloak/community';
import { reader, tree } from './keycloak/directory';

const folder = resolve('node_modules/.cache/directory');
const servers: LdapServer[] = [];
const [first, second] = [() => server(0), () => server(1)];

function server(index: number): LdapServer {
  const found = servers[index];
  if (found === undefined) throw new Error('389 Directory Server was not set up');
  return found;
}

/** The tree of FreeIPA with the people of the tests, without the account that the program of a replica makes. */
const entries = [
  ...tree(Object.values(people)).filter((entry) => !entry.startsWith(`dn: ${reader.dn}\n`)),
  `dn: uid=admin,cn=users,cn=accounts,${baseDn}
objectClass: inetOrgPerson
objectClass: krbPrincipalAux
uid: admin
cn: Administrator
sn: Administrator
krbPasswordExpiration: 20270101000000Z
`,
];

beforeAll(async () => {
  for (const name of ['idm-a', 'idm-b']) {
    servers.push(await LdapServer.create({ name, folder: resolve(folder, name), readerPassword: reader.password }));
  }
  await first().start();
  await second().start();
  // As FreeIPA: groups are written into their members.
  for (const each of servers) each.configure('plugin', 'memberof', 'enable');
  for (const each of servers) {
    each.stop();
    await pause(500);
    await each.start();
  }
  const [suffix, ...rest] = entries;
  // The suffix is there already, and `memberOf` is the server's to write.
  expect(suffix).toContain(`dn: ${baseDn}\n`);
  first().change(rest.map((entry) => entry.replaceAll(/^memberOf: .*\n/gm, '')).join('\n'));
  // As in FreeIPA, whoever has an account reads the others.
  first().change(`dn: ${baseDn}
changetype: modify
add: aci
aci: (targetattr != "userPassword")(version 3.0; acl "Accounts read"; allow (read,search,compare) userdn="ldap:///all";)
`);
  await replicate();
}, 600_000);

afterAll(() => {
  for (const each of servers) each.stop();
});

/** Replication in both directions, as between two replicas of FreeIPA. */
async function replicate(): Promise<void> {
  const account = ['--bind-dn', 'cn=replication manager,cn=config', '--bind-passwd', 'between replicas'];
  servers.forEach((each, index) =>
    each.configure(
      'replication',
      'enable',
      '--suffix',
      baseDn,
      '--role',
      'supplier',
      '--replica-id',
      `${index + 1}`,
      ...account,
    ),
  );
  servers.forEach((each, index) => {
    const other = server(1 - index);
    const place = [
      '--host',
      'localhost',
      '--port',
      String(other.port),
      '--conn-protocol',
      'LDAP',
      '--bind-method',
      'SIMPLE',
    ];
    const start = index === 0 ? ['--init'] : [];
    each.configure('repl-agmt', 'create', '--suffix', baseDn, ...place, ...account, ...start, `to-${1 - index}`);
  });
  // Whoever asks a server while it takes everything of another one waits for minutes.
  await eventually(() =>
    expect(first().configure('repl-agmt', 'init-status', '--suffix', baseDn, 'to-1')).toContain(
      'successfully initialized',
    ),
  );
}

/** Tries again for half a minute. */
async function eventually(check: () => void | Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await check();
      return;
    } catch (error) {
      if (attempt > 60) throw error;
      await pause(500);
    }
  }
}

const bind = (at: LdapServer, password: string) =>
  at.system.run(`ldapwhoami -x -D '${reader.dn}' -w '${password}' -H ldap://localhost:${at.port}`);

describe('a complete replica', () => {
  test('has the account that Keycloak reads as, and a password of admin that does not expire', async () => {
    expect(bind(first(), reader.password)).toMatchObject({ succeeds: false });
    expect(first().program('settle')).toMatchObject({ succeeds: true });
    expect(bind(first(), reader.password)).toMatchObject({ succeeds: true });
    const admin = first().must(
      `ldapsearch -LLL -Q -Y EXTERNAL -H ${first().socket} -b ${baseDn} uid=admin krbPasswordExpiration`,
    );
    expect(admin).toContain('krbPasswordExpiration: 20380119031407Z');
    // What one replica makes, the others have.
    await eventually(() => expect(bind(second(), reader.password)).toMatchObject({ succeeds: true }));
  });

  test('settles again without a fault, and takes another value of the secret', () => {
    first().system.write('tmp/root/run/commons-host/secrets/keycloak', 'another password');
    expect(first().program('settle')).toMatchObject({ succeeds: true });
    expect(bind(first(), reader.password)).toMatchObject({ succeeds: false });
    expect(bind(first(), 'another password')).toMatchObject({ succeeds: true });
    first().system.write('tmp/root/run/commons-host/secrets/keycloak', reader.password);
    expect(first().program('settle')).toMatchObject({ succeeds: true });
  });

  test('gives the requests of the balancer its own names', () => {
    expect(first().file('etc/httpd/conf.d/commons-directory.conf')).toBe(
      `RequestHeader set Host "idm-a.commons.example" early
RequestHeader edit Referer "^https://idm\\.commons\\.example/" "https://idm-a.commons.example/" early
`,
    );
  });
});

const running = `printf 'Directory Service: RUNNING\\nkrb5kdc Service: RUNNING\\nhttpd Service: RUNNING\\n'`;

describe('what a replica tells of itself', () => {
  test('its services run, and changes reach the other one', async () => {
    first().tool('ipactl', running);
    await eventually(() => {
      const told = first().program('health');
      expect(told).toMatchObject({ succeeds: true });
      expect(told.output).toContain("told {'DirectoryServices': 1, 'Replication': 0}");
    });
    expect(first().file('var/lib/node_exporter/textfile_collector/ipa.prom')).toBe(
      `ipa_service_status{service="Directory"} 1
ipa_service_status{service="krb5kdc"} 1
ipa_service_status{service="httpd"} 1
ldap_replica_status{host="localhost"} 0
ipa_status_ok 1
ldap_replica_count 1
`,
    );
  });

  test('a service does not run', () => {
    first().tool('ipactl', `${running.replace('httpd Service: RUNNING', 'httpd Service: STOPPED')}; exit 1`);
    expect(first().program('health').output).toContain("'DirectoryServices': 0");
    first().tool('ipactl', 'exit 4');
    expect(first().program('health').output).toContain("'DirectoryServices': 0");
    first().tool('ipactl', running);
  });

  test('errors of FreeIPA’s own check are counted, and one that says nothing is one', () => {
    const found = [{ result: 'ERROR' }, { result: 'WARNING' }, { result: 'CRITICAL' }];
    first().tool('ipa-healthcheck', `echo '${JSON.stringify(found)}'; exit 1`);
    expect(first().program('check').output).toContain("told {'CheckErrors': 2}");
    first().tool('ipa-healthcheck', 'echo "[]"');
    expect(first().program('check').output).toContain("told {'CheckErrors': 0}");
    first().tool('ipa-healthcheck', 'exit 1');
    expect(first().program('check').output).toContain("told {'CheckErrors': 1}");
  });
});

describe('Keycloak with the realm as rendered', () => {
  let community: Community;
  beforeAll(async () => {
    const hosts = servers.map(({ securePort }) => `localhost:${securePort}`);
    const certificate = servers.map(({ authority }) => authority).join('\n');
    const further = { name: 'failover', clients: [], secrets: {} };
    community = await Community.start(further, { hosts, certificate, baseDn, stop: () => undefined });
    // The first connections of a Keycloak that has just started can take longer than it waits for a directory.
    await eventually(async () =>
      expect(await guess({ uid: 'nobody', password: 'nothing' })).toMatchObject({ page: 'password' }),
    );
  }, 600_000);
  afterAll(() => community.stop());

  const guess = async ({ uid, password }: { readonly uid: string; readonly password: string }) => {
    const browser = community.browser();
    const form = await browser.open(padLogin);
    expect(form.page).toBe('password');
    return browser.submit(form, { username: uid, password });
  };
  const logIn = async (person: (typeof people)[keyof typeof people]) => {
    const begun = performance.now();
    const { answer } = await enrol(community.browser(), person);
    return { code: answer.sentTo?.searchParams.get('code'), seconds: (performance.now() - begun) / 1000 };
  };

  test('lets people of the directory in, with their groups', async () => {
    const { answer } = await enrol(community.browser(), people.newcomer);
    expect(await community.claims(pad, answer)).toMatchObject({ groups: ['/ipausers'] });
  });

  test('lets them in while the first server is dead, and replication says so', async () => {
    first().stop();
    const { code, seconds } = await logIn(people.member);
    expect(code).toEqual(expect.any(String));
    expect(seconds).toBeLessThan(30);
    second().tool('ipactl', running);
    second().change(
      `dn: uid=outsider,cn=users,cn=accounts,${baseDn}\nchangetype: modify\nreplace: givenName\ngivenName: Other\n`,
    );
    await eventually(() => expect(second().program('health').output).toContain("'Replication': 2"));
  });

  test('lets them in again by the first one, which has what was changed meanwhile', async () => {
    await first().start();
    await eventually(() => {
      expect(
        first().must(`ldapsearch -LLL -Q -Y EXTERNAL -H ${first().socket} -b ${baseDn} uid=outsider givenName`),
      ).toContain('givenName: Other');
      expect(second().program('health').output).toContain("'Replication': 0");
    });
    second().stop();
    expect((await logIn(people.outsider)).code).toEqual(expect.any(String));
  });

  test('lets nobody in while both are dead', async () => {
    first().stop();
    const after = await guess(people.archivist);
    expect(after).toMatchObject({ sentTo: undefined });
    expect(after.page).not.toBe('enrolment');
  });
});
