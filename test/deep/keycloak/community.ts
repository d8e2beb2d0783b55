import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RealmClient } from '../../../model/realm/clients';
import { communityRealm } from '../../../model/realm/realm';
import type { RealmRepresentation } from '../../../model/realm/representation';
import { Browser, oneTimePassword, secretOn, type Answer } from './browser';
import { Directory, reader, type Person, type ReadableDirectory } from './directory';
import { KeycloakServer } from './server';

/** People of the test; each logs in in one test only, because guesses are counted by person. */
export const people = {
  newcomer: { uid: 'newcomer', password: 'newcomer in the directory', groups: ['ipausers'] },
  member: { uid: 'member', password: 'member in the directory', groups: ['ipausers', 'editors'] },
  guessed: { uid: 'guessed', password: 'guessed in the directory', groups: [] },
  phone: { uid: 'phone', password: 'phone in the directory', groups: [] },
  told: { uid: 'told', password: 'told in the directory', groups: [] },
  maintainer: { uid: 'maintainer', password: 'maintainer in the directory', groups: ['pad-maintainers'] },
  outsider: { uid: 'outsider', password: 'outsider in the directory', groups: ['ipausers'] },
  archivist: { uid: 'archivist', password: 'archivist in the directory', groups: [] },
  engineer: { uid: 'engineer', password: 'engineer in the directory', groups: ['ipausers', 'infrastructure'] },
  // Of groups that have the right names at the wrong places, which Keycloak keeps and not the directory.
  mirrorer: { uid: 'mirrorer', password: 'mirrorer in the directory', groups: ['ipausers'] },
  gone: { uid: 'gone', password: 'gone in the directory', groups: [], locked: true },
} as const satisfies Readonly<Record<string, Person>>;

export const pad = {
  id: 'pad-hedgedoc',
  secret: 'secret of the pad',
  callback: 'https://pad.commons.example/auth/oauth2/callback',
  appCallbacks: ['app.commons.pad:///in', 'http://127.0.0.1/in', 'http://[::1]/in'],
  afterLogout: ['https://pad.commons.example/', 'https://pad.commons.example'],
} as const;
export const openshift = {
  id: 'openshift',
  secret: 'secret of the login',
  callback: 'https://oauth-openshift.apps.commons.example/oauth2callback/single-sign-on',
} as const;
export const laptopCallback = 'http://127.0.0.1/callback';
export const forGroup = 'aws-testing-pad-maintainers';
export const forPerson = 'aws-testing-archive';

/** What a community has besides the clients of these tests. */
export interface CommunityProps {
  /** A suite of its own: several may run at once. */
  readonly name: string;
  readonly clients: readonly RealmClient[];
  /** Values of variables that the clients name. */
  readonly secrets: Readonly<Record<string, string>>;
}

const realm = (directory: ReadableDirectory, further: readonly RealmClient[]): RealmRepresentation =>
  communityRealm({
    name: 'commons',
    displayName: 'The Commons',
    administrators: '/infrastructure',
    clients: [
      {
        id: pad.id,
        name: 'Notes',
        kind: { server: 'PAD' },
        redirectUris: [pad.callback, ...pad.appCallbacks],
        postLogoutRedirectUris: pad.afterLogout,
      },
      {
        id: openshift.id,
        name: 'OpenShift',
        kind: { server: 'OPENSHIFT' },
        redirectUris: [openshift.callback],
        pkce: { none: 'As it is declared for an environment' },
        roles: [{ name: 'cluster-admins', description: 'Administers the cluster', group: '/infrastructure' }],
      },
      ...gated({ id: forGroup, audience: { group: '/pad-maintainers' } }),
      ...gated({ id: forPerson, audience: { person: people.archivist.uid } }),
      ...further,
    ],
    directory: { hosts: directory.hosts, baseDn: directory.baseDn, bindDn: reader.dn, passwordVariable: 'READER' },
  });

/** A client like that of a role in AWS. */
const gated = (client: Pick<RealmClient, 'id' | 'audience'>): readonly RealmClient[] => [
  { ...client, name: 'AWS', kind: 'laptop', redirectUris: [laptopCallback] },
];

const secrets: Readonly<Record<string, string>> = {
  PAD: pad.secret,
  OPENSHIFT: openshift.secret,
  READER: reader.password,
};

const flows = z.array(z.object({ id: z.string(), alias: z.string() }));
const identified = z.object({ id: z.string() });
const named = z.array(z.object({ id: z.string(), name: z.string() }));
const clients = z.array(z.looseObject({ id: z.string(), clientId: z.string() }));

/** A Keycloak with the realm of a community, as rendered but for the secrets, and a directory with its people. */
export class Community {
  private constructor(
    readonly server: KeycloakServer,
    private readonly directory: ReadableDirectory,
  ) {}

  /** @param own directory with its people; one that is started for it if left out */
  static async start(
    further: CommunityProps = { name: 'community', clients: [], secrets: {} },
    own?: ReadableDirectory,
  ): Promise<Community> {
    const directory = own ?? (await Directory.start(Object.values(people), further.name));
    const server = await KeycloakServer.start(directory.certificate, further.name);
    const community = new Community(server, directory);
    await community.importRealm(realm(directory, further.clients), { ...secrets, ...further.secrets });
    return community;
  }

  /** Keycloak's own import knows the flow of a client by id, which it makes up itself. */
  private async importRealm(rendered: RealmRepresentation, values: Readonly<Record<string, string>>): Promise<void> {
    const filled = JSON.stringify(rendered).replaceAll(/\$\(env:(\w+)\)/g, (_, name: string) => values[name] ?? name);
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

  /** What a client that keeps a secret reads in the identity token of a code. */
  async claims(
    client: { readonly id: string; readonly secret: string; readonly callback: string },
    { sentTo }: Answer,
  ) {
    const token = await this.server.token('commons', {
      grant_type: 'authorization_code',
      client_id: client.id,
      client_secret: client.secret,
      redirect_uri: client.callback,
      code: sentTo?.searchParams.get('code') ?? '',
      code_verifier: verifier,
    });
    const { id_token } = z.object({ id_token: z.string() }).parse(await token.json());
    const claims: unknown = JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString());
    return z.looseObject({ groups: z.array(z.string()).optional() }).parse(claims);
  }

  /** Puts somebody into a group that Keycloak keeps, by the names on the way to it, as an administrator does in the console. */
  async join(uid: string, names: readonly string[]): Promise<void> {
    let parent: string | undefined;
    for (const name of names) parent = await this.groupBelow(parent, name);
    await this.server.administer('PUT', `/commons/users/${await this.accountOf(uid)}/groups/${parent ?? ''}`);
  }

  private async groupBelow(parent: string | undefined, name: string): Promise<string> {
    const level = parent === undefined ? '/commons/groups' : `/commons/groups/${parent}/children`;
    const there = named.parse(await this.server.administer('GET', level)).find((group) => group.name === name);
    if (there !== undefined) return there.id;
    await this.server.administer('POST', level, { name });
    const made = named.parse(await this.server.administer('GET', level)).find((group) => group.name === name);
    return identified.parse(made).id;
  }

  private async accountOf(uid: string): Promise<string> {
    const found = await this.server.administer('GET', `/commons/users?exact=true&username=${uid}`);
    return identified.parse(z.array(z.unknown()).parse(found)[0]).id;
  }

  /** Everything that somebody may do as an administrator of the realm, by whatever group. */
  async administrationOf(uid: string): Promise<readonly string[]> {
    const [client] = clients.parse(await this.server.administer('GET', '/commons/clients?clientId=realm-management'));
    const path = `/commons/users/${await this.accountOf(uid)}/role-mappings/clients/${client?.id ?? ''}/composite`;
    return named.parse(await this.server.administer('GET', path)).map(({ name }) => name);
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
    client_id: client,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid',
    state: 'state',
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
