import { createHash } from 'node:crypto';
import { z } from 'zod';
import { communityRealm } from '../../../environments/realm/realm';
import type { RealmRepresentation } from '../../../environments/realm/representation';
import { Browser, oneTimePassword, secretOn, type Answer } from './browser';
import { Directory, reader, type Person } from './directory';
import { KeycloakServer } from './server';

/** People of the test; each logs in in one test only, because guesses are counted by person. */
export const people = {
  newcomer: { uid: 'newcomer', password: 'newcomer in the directory', groups: ['ipausers'] },
  member: { uid: 'member', password: 'member in the directory', groups: ['ipausers', 'editors'] },
  guessed: { uid: 'guessed', password: 'guessed in the directory', groups: [] },
  maintainer: { uid: 'maintainer', password: 'maintainer in the directory', groups: ['pad-maintainers'] },
  outsider: { uid: 'outsider', password: 'outsider in the directory', groups: ['ipausers'] },
  archivist: { uid: 'archivist', password: 'archivist in the directory', groups: [] },
  gone: { uid: 'gone', password: 'gone in the directory', groups: [], locked: true },
} as const satisfies Readonly<Record<string, Person>>;

export const pad = {
  id: 'pad-hedgedoc',
  secret: 'secret of the pad',
  callback: 'https://pad.commons.example/auth/oauth2/callback',
} as const;
export const laptopCallback = 'http://127.0.0.1/callback';
export const forGroup = 'aws-testing-pad-maintainers';
export const forPerson = 'aws-testing-archive';

const realm = (directory: Directory): RealmRepresentation =>
  communityRealm({
    name: 'commons',
    displayName: 'The Commons',
    clients: [
      { id: pad.id, name: 'Notes', kind: { server: 'PAD' }, redirectUris: [pad.callback] },
      ...[
        { id: forGroup, audience: { group: 'pad-maintainers' } },
        { id: forPerson, audience: { person: people.archivist.uid } },
      ].map((client) => ({ ...client, name: 'AWS', kind: 'laptop' as const, redirectUris: [laptopCallback] })),
    ],
    directory: { hosts: [directory.host], baseDn: directory.baseDn, bindDn: reader.dn, passwordVariable: 'READER' },
  });

const secrets: Readonly<Record<string, string>> = { PAD: pad.secret, READER: reader.password };

const flows = z.array(z.object({ id: z.string(), alias: z.string() }));
const clients = z.array(z.looseObject({ id: z.string(), clientId: z.string() }));

/** A Keycloak with the realm of a community, as rendered but for the secrets, and a directory with its people. */
export class Community {
  private constructor(
    readonly server: KeycloakServer,
    private readonly directory: Directory,
  ) {}

  static async start(): Promise<Community> {
    const directory = await Directory.start(Object.values(people));
    const server = await KeycloakServer.start(directory.certificate);
    const community = new Community(server, directory);
    await community.importRealm(realm(directory));
    return community;
  }

  /** Keycloak's own import knows the flow of a client by id, which it makes up itself. */
  private async importRealm(rendered: RealmRepresentation): Promise<void> {
    const filled = JSON.stringify(rendered).replaceAll(/\$\(env:(\w+)\)/g, (_, name: string) => secrets[name] ?? name);
    const representation = JSON.parse(filled) as RealmRepresentation;
    const overridden = (representation.clients ?? []).filter(
      (client) => 'authenticationFlowBindingOverrides' in client,
    );
    await this.server.administer('POST', '', {
      ...representation,
      clients: representation.clients?.map((client) => ({ ...client, authenticationFlowBindingOverrides: {} })),
    });
    const ids = flows.parse(await this.server.administer('GET', '/commons/authentication/flows'));
    for (const { clientId, authenticationFlowBindingOverrides: override } of overridden) {
      const [client] = clients.parse(await this.server.administer('GET', `/commons/clients?clientId=${clientId}`));
      const flow = ids.find(({ alias }) => alias === z.object({ browser: z.string() }).parse(override).browser);
      if (client === undefined || flow === undefined) throw new Error(`${clientId} has no flow of its own`);
      await this.server.administer('PUT', `/commons/clients/${client.id}`, {
        ...client,
        authenticationFlowBindingOverrides: { browser: flow.id },
      });
    }
  }

  stop(): void {
    this.server.stop();
    this.directory.stop();
  }

  browser(): Browser {
    return new Browser(this.server);
  }

  /** All clients, Keycloak's own among them. */
  async clients(): Promise<readonly { readonly id: string; readonly clientId: string }[]> {
    return clients.parse(await this.server.administer('GET', '/commons/clients'));
  }
}

/** Verifier of a client that is given in `authorization` as its challenge. */
export const verifier = 'a'.repeat(64);

/** Address by which a client asks for a login. */
export function authorization(
  client: string,
  callback: string,
  changes: Readonly<Record<string, string>> = {},
): string {
  const parameters = {
    ...{ client_id: client, redirect_uri: callback, response_type: 'code', scope: 'openid', state: 'state' },
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    ...changes,
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  return `/realms/commons/protocol/openid-connect/auth?${new URLSearchParams(Object.fromEntries(given)).toString()}`;
}

export const padLogin = authorization(pad.id, pad.callback);

/** Logs in for the first time, which enrols a second factor, and says what came of it. */
export async function enrol(browser: Browser, person: Person, address = padLogin) {
  const form = await browser.open(address);
  const enrolment = await browser.submit(form, { username: person.uid, password: person.password });
  const secret = secretOn(enrolment);
  const answer: Answer = await browser.submit(enrolment, { totp: oneTimePassword(secret), userLabel: 'phone' });
  return { secret, answer };
}
