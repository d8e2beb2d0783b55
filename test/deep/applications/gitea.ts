import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildMissing } from '../../cluster/build/build';
import { programOf } from '../../cluster/build/parts';
import { commandsIn, recipePage } from '../../support/recipes';
import type { TriedApplication } from './tried-application';

/** What Git needs of Debian. */
const git: readonly string[] = [
  'git',
  'libbrotli1',
  'libcom-err2',
  'libcurl3t64-gnutls',
  'libexpat1',
  'libffi8',
  'libgnutls30t64',
  'libgssapi-krb5-2',
  'libhogweed6t64',
  'libidn2-0',
  'libk5crypto3',
  'libkeyutils1',
  'libkrb5-3',
  'libkrb5support0',
  'libldap2',
  'libnettle8t64',
  'libnghttp2-14',
  'libnghttp3-9',
  'libngtcp2-16',
  'libngtcp2-crypto-gnutls8',
  'libp11-kit0',
  'libpsl5t64',
  'librtmp1',
  'libsasl2-2',
  'libssh2-1t64',
  'libtasn1-6',
  'libunistring5',
];

/**
 * Gitea in the place of Forgejo, which was made of it and has no module of Go: with the start scripts of its own rootless image. Both
 * read the same keys, behind a prefix that has the name of the one or the other.
 */
export const gitea: TriedApplication = {
  name: 'forgejo',
  renamed: (variable) => variable.replace(/^FORGEJO__/, 'GITEA__'),
  image: async () => {
    await buildMissing((line) => process.stderr.write(`${line}\n`), 'applications');
    const built = join(programOf('gitea', 'gitea'), '..');
    return {
      packages: [...git, 'dumb-init', 'gettext-base'],
      folders: {
        '/app/gitea': built,
        '/etc/templates': join(built, 'rootless/etc/templates'),
      },
      // A module of Go has no file that can be run.
      files: filesBelow(join(built, 'rootless'), '/usr/local/bin'),
      variables: {
        GITEA_WORK_DIR: '/var/lib/gitea',
        GITEA_CUSTOM: '/var/lib/gitea/custom',
        GITEA_TEMP: '/tmp/gitea',
        TMPDIR: '/tmp/gitea',
        // As Forgejo's image has it; Gitea's has it on a volume of its own.
        GITEA_APP_INI: '/var/lib/gitea/custom/conf/app.ini',
        HOME: '/var/lib/gitea/git',
      },
      folder: '/var/lib/gitea',
      entrypoint: ['/usr/bin/dumb-init', '--', '/usr/local/bin/docker-entrypoint.sh'],
    };
  },
  misspelling: {
    right: 'FORGEJO__database__HOST',
    wrong: 'FORGEJO__database__HOTS',
    says: /ORM engine init|connection refused/i,
  },
  visit: async ({ browser, logIn, pod }) => {
    await pod.run('/bin/sh', '-euc', addLogin());
    await logIn(await browser.open('/user/oauth2/sso'));
    const { html } = await browser.open('/user/settings');
    return /name="name"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? html.slice(0, 3000);
  },
  member: (uid) => uid,
};

/** Texts of the files of a folder below a root, by their paths in the image. */
const filesBelow = (root: string, folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(root, folder)).map((name) => [
      `${folder}/${name}`,
      readFileSync(join(root, folder, name), 'utf8'),
    ]),
  );

/** The command by which the page has people add the login; the other ones are for people who type names in. */
function addLogin(): string {
  const [command] = /^forgejo admin auth add-oauth (?:.*\\\n)*.*\n/m.exec(commandsIn(recipePage('forgejo'))) ?? [];
  if (command === undefined) throw new Error('the page of Forgejo no longer says how the login is added');
  return command.replace('forgejo', 'gitea');
}
