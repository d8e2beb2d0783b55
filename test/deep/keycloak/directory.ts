import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, fromMavenCentral } from './server';

/** Somebody in the directory. */
export interface Person {
  readonly uid: string;
  readonly password: string;
  readonly groups: readonly string[];
  readonly locked?: boolean;
}

const base = 'dc=commons,dc=example';
const accounts = `cn=accounts,${base}`;

/** The account that Keycloak reads as. */
export const reader = { dn: `uid=keycloak,cn=sysaccounts,cn=etc,${base}`, password: 'the reader' } as const;

/** A directory that Keycloak can read. */
export interface ReadableDirectory {
  /** Its servers, each with its port. */
  readonly hosts: readonly string[];
  /** Certificates, PEM, by which they are believed. */
  readonly certificate: string;
  readonly baseDn: string;
  stop(): void;
}

/** An LDAP server with people and groups where FreeIPA has them, by the UnboundID SDK; LDAPS alone. */
export class Directory implements ReadableDirectory {
  private constructor(
    private readonly process: ChildProcess,
    readonly hosts: readonly string[],
    /** Its certificate, PEM. */
    readonly certificate: string,
    readonly baseDn: string,
  ) {}

  /** @param suite its files lie apart from those of others */
  static async start(people: readonly Person[], suite: string): Promise<Directory> {
    const jar = fromMavenCentral('com.unboundid:unboundid-ldapsdk:7.0.2', 'unboundid-ldapsdk-7.0.2.jar');
    const folder = resolve('node_modules/.cache/keycloak', suite, 'directory');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const [store, ldif] = [join(folder, 'key.p12'), join(folder, 'people.ldif')];
    const key = ['-alias', 'ldap', '-keystore', store, '-storepass', 'changeit'];
    execFileSync('keytool', [
      '-genkeypair',
      '-keyalg',
      'EC',
      '-dname',
      'CN=localhost',
      '-ext',
      'san=dns:localhost',
      ...key,
    ]);
    const certificate = execFileSync('keytool', ['-exportcert', '-rfc', ...key], { encoding: 'utf8' });
    writeFileSync(ldif, tree(people).join('\n'));

    const port = await freePort();
    const process_ = spawn(
      'java',
      [
        '-cp',
        jar,
        'com.unboundid.ldap.listener.InMemoryDirectoryServerTool',
        '--port',
        String(port),
        '--useSSL',
        '--keyStorePath',
        store,
        '--keyStorePassword',
        'changeit',
        '--keyStoreType',
        'PKCS12',
        '--baseDN',
        base,
        '--ldifFile',
        ldif,
      ],
      { stdio: 'ignore' },
    );
    await pause(3000);
    return new Directory(process_, [`localhost:${port}`], certificate, base);
  }

  stop(): void {
    this.process.kill();
  }
}

const entry = (dn: string, lines: readonly string[]): string => [`dn: ${dn}`, ...lines, ''].join('\n');
const container = (dn: string): string =>
  entry(dn, ['objectClass: nsContainer', dn.split(',')[0]?.replace('=', ': ') ?? '']);
const userDn = (uid: string): string => `uid=${uid},cn=users,${accounts}`;
const groupDn = (name: string): string => `cn=${name},cn=groups,${accounts}`;

/** People and groups where FreeIPA has them, and the account that Keycloak reads as: one entry each, in LDIF. */
export function tree(people: readonly Person[]): readonly string[] {
  const groups = [...new Set(people.flatMap((person) => person.groups))];
  return [
    entry(base, ['objectClass: domain', 'dc: commons']),
    ...[accounts, `cn=users,${accounts}`, `cn=groups,${accounts}`, `cn=etc,${base}`].map(container),
    container(`cn=sysaccounts,cn=etc,${base}`),
    entry(reader.dn, ['objectClass: account', 'uid: keycloak', `userPassword: ${reader.password}`]),
    ...people.map((person, index) =>
      entry(userDn(person.uid), [
        ...['top', 'person', 'organizationalPerson', 'inetOrgPerson', 'ipaObject'].map(
          (name) => `objectClass: ${name}`,
        ),
        `uid: ${person.uid}`,
        `cn: ${person.uid}`,
        'givenName: A',
        'sn: Person',
        `mail: ${person.uid}@commons.example`,
        `ipaUniqueID: 00000000-0000-0000-0000-${String(index).padStart(12, '0')}`,
        `userPassword: ${person.password}`,
        ...person.groups.map((name) => `memberOf: ${groupDn(name)}`),
        ...(person.locked === true ? ['nsAccountLock: TRUE'] : []),
      ]),
    ),
    ...groups.map((name) =>
      entry(groupDn(name), [
        'objectClass: groupOfNames',
        `cn: ${name}`,
        ...people.filter((person) => person.groups.includes(name)).map(({ uid }) => `member: ${userDn(uid)}`),
      ]),
    ),
  ];
}
