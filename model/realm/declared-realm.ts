import type { z } from 'zod';
import { clusterDomain, type Environment } from '../environment';
import type { Immutable } from '../immutable';
import { gitlabName, gitlabNames } from '../gitlab-names';
import { resourceNames, type Names } from '../naming';
import type { singleSignOnSchema } from '../schema/single-sign-on';
import { serviceClient } from '../service-client';
import { singleSignOnNames } from '../single-sign-on-names';
import { loginSecret } from '../service-needs';
import type { RealmClient } from './clients';
import type { Realm } from './realm';

/** A Keycloak of ours as the environment declares it. */
export type KeycloakDeclaration = NonNullable<Immutable<z.output<typeof singleSignOnSchema>>['keycloak']>;

/** Where a Keycloak of ours is administered. */
export const keycloakAdminHost = (environment: Pick<Environment, 'cluster'>, keycloak: KeycloakDeclaration): string =>
  keycloak.placement === 'ecs' ? keycloak.adminHost : adminHostInCluster(environment);

/** The same for one in the cluster: below the cluster's own domain, where no CDN is in front. */
export const adminHostInCluster = (environment: Pick<Environment, 'cluster'>): string =>
  `sso-admin.apps.${clusterDomain(environment)}`;

/** Where the value of a variable of the job that applies the realm is in AWS Secrets Manager. */
export type SecretVariables = Readonly<Record<string, string>>;

/** What an environment with a Keycloak of ours comes to. */
export interface DeclaredRealm {
  readonly realm: Realm;
  /** Names of secrets, each with one value, by the variable that the realm refers to it by. */
  readonly secrets: SecretVariables;
}

/** How OpenShift's login page and Keycloak call each other. */
export const openshiftLogin = {
  client: 'openshift',
  /** Name of the identity provider in OpenShift; a part of the address that people are sent back to. */
  provider: 'single-sign-on',
  /**
   * Group of OpenShift that the administrators are in. No path of a group can be its name: OpenShift takes no slash there, and
   * refuses the whole login. So it is a role of the client.
   * Source: openshift/apiserver-library-go:pkg/apivalidation/uservalidation.go.
   */
  administrators: 'cluster-admins',
} as const;

/** Where GitLab gets people back. Source: gitlabhq/gitlabhq:doc/administration/auth/oidc.md. */
const gitlabCallback = '/users/auth/openid_connect/callback';

/** Name of the secret that OpenShift's login shows to Keycloak. */
export const openshiftSecret = (names: Names): string => names.secret('platform', 'openshift-login');

/** Name of the secret that a service shows to Keycloak. */
const clientSecret = (names: Names, tenant: string, service: string): string =>
  names.serviceSecret(tenant, service, loginSecret);

const clientVariable = (client: string): string => `CLIENT_${client.toUpperCase().replaceAll('-', '_')}`;

const directoryVariable = 'DIRECTORY_PASSWORD';

/** The realm that an environment declares: a client for each service that people log in to, and for each role in AWS. */
export function declaredRealm(
  environment: Environment,
  { administrators, directory }: KeycloakDeclaration,
): DeclaredRealm {
  const names = resourceNames(environment);
  const server = (id: string, secret: string) => ({ kind: { server: clientVariable(id) }, secret });
  const services = environment.tenants.flatMap((tenant) =>
    tenant.services.flatMap((service) => {
      const { login, hosts = tenant.hosts } = service;
      if (login === undefined || hosts.length === 0) return [];
      const redirectUris = hosts.map((host) => `https://${host}${login.callback}`);
      const id = serviceClient(tenant.name, service.name);
      const { kind, secret } = server(id, clientSecret(names, tenant.name, service.name));
      const audience = login.members && { group: login.members.group };
      return [{ client: { id, name: `${service.name} of ${tenant.name}`, kind, redirectUris, audience }, secret }];
    }),
  );
  const openshift = server(openshiftLogin.client, openshiftSecret(names));
  const ownGitLab =
    environment.gitlab &&
    ({
      ...server(gitlabName, gitlabNames(names).loginSecret),
      redirectUris: [`https://${environment.gitlab.host}${gitlabCallback}`],
    } as const);
  const laptops = environment.access.contributors.map(({ name, who }): RealmClient => ({
    id: names.contributorClient(name),
    name: `AWS: ${name}`,
    kind: 'laptop',
    // A program of a person listens on any port of its own machine, which Keycloak ignores for this address.
    redirectUris: ['http://127.0.0.1/callback'],
    audience: who,
  }));
  const secrets = [
    ...services.map(({ client: { kind }, secret }) => [kind.server, secret] as const),
    [openshift.kind.server, openshift.secret] as const,
    ...(ownGitLab === undefined ? [] : [[ownGitLab.kind.server, ownGitLab.secret] as const]),
    ...('none' in directory ? [] : [[directoryVariable, singleSignOnNames(names).directorySecret] as const]),
  ];
  return {
    realm: {
      name: new URL(environment.singleSignOn.issuer).pathname.split('/').at(-1) ?? '',
      displayName: environment.community,
      administrators,
      clients: [
        {
          id: openshiftLogin.client,
          name: 'OpenShift',
          kind: openshift.kind,
          redirectUris: [
            `https://oauth-openshift.apps.${clusterDomain(environment)}/oauth2callback/${openshiftLogin.provider}`,
          ],
          pkce: { none: 'OpenShift’s login sends no challenge (openshift/oauth-server:pkg/oauth/external)' },
          roles: [
            { name: openshiftLogin.administrators, description: 'Administers the cluster', group: administrators },
          ],
        },
        ...(ownGitLab === undefined
          ? []
          : [{ id: gitlabName, name: 'GitLab', kind: ownGitLab.kind, redirectUris: ownGitLab.redirectUris }]),
        ...services.map(({ client }) => client),
        ...laptops,
      ],
      directory:
        'none' in directory
          ? undefined
          : {
              hosts: directory.hosts,
              baseDn: directory.baseDn,
              passwordVariable: directoryVariable,
              bindDn: directory.readAs ?? `uid=keycloak,cn=sysaccounts,cn=etc,${directory.baseDn}`,
            },
    },
    secrets: Object.fromEntries(secrets),
  };
}
