import type { z } from 'zod';
import { clusterDomain, type Environment } from '../environment';
import type { Immutable } from '../immutable';
import { gitlabName, gitlabNames } from '../gitlab-names';
import { resourceNames, type Names } from '../naming';
import type { singleSignOnSchema } from '../schema/single-sign-on';
import { hostsServedBy } from '../kinds/host-claims';
import { serviceClient } from '../service-client';
import { loginSecret } from '../service-needs';
import type { RealmClient } from './clients';
import { declaredDirectory } from './declared-directory';
import { loginAddresses } from './login-addresses';
import type { Realm } from './realm';

/** The declaration of a Keycloak that the environment runs. */
export type KeycloakDeclaration = NonNullable<Immutable<z.output<typeof singleSignOnSchema>>['keycloak']>;

/** Host name of the administration of a Keycloak that the environment runs. */
export const keycloakAdminHost = (environment: Pick<Environment, 'cluster'>, keycloak: KeycloakDeclaration): string =>
  keycloak.placement === 'ecs' ? keycloak.adminHost : adminHostInCluster(environment);

/** Host name of the administration of a Keycloak in the cluster: below the cluster's own domain, which has no CDN. */
export const adminHostInCluster = (environment: Pick<Environment, 'cluster'>): string =>
  `sso-admin.apps.${clusterDomain(environment)}`;

/** Names of secrets in AWS Secrets Manager, by the environment variable of the job that applies the realm. */
export type SecretVariables = Readonly<Record<string, string>>;

/** The realm of an environment that runs a Keycloak, and the secrets that it refers to. */
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

/** Path of GitLab to which people return after a login. Source: gitlabhq/gitlabhq:doc/administration/auth/oidc.md. */
const gitlabCallback = '/users/auth/openid_connect/callback';

/** Name of the secret with the client secret of OpenShift's login. */
export const openshiftSecret = (names: Names): string => names.secret('platform', 'openshift-login');

/** Name of the secret with the client secret of a service. */
const clientSecret = (names: Names, tenant: string, service: string): string =>
  names.serviceSecret(tenant, service, loginSecret);

const clientVariable = (client: string): string => `CLIENT_${client.toUpperCase().replaceAll('-', '_')}`;

const directoryVariable = 'DIRECTORY_PASSWORD';

/** The realm that an environment declares: a client for each service that people log in to, and for each role in AWS. */
export function declaredRealm(
  environment: Environment,
  { administrators, directory: choice }: Pick<KeycloakDeclaration, 'administrators' | 'directory'>,
): DeclaredRealm {
  const names = resourceNames(environment);
  const directory = declaredDirectory(environment, choice);
  const server = (id: string, secret: string) => ({ kind: { server: clientVariable(id) }, secret });
  const services = environment.tenants.flatMap((tenant) =>
    tenant.services.flatMap((service) => {
      const { login } = service;
      if (login === undefined) return [];
      const { callbacks, postLogoutRedirectUris, backchannelLogoutUrl } = loginAddresses(
        login,
        hostsServedBy(service, tenant.hosts),
      );
      if (callbacks.length === 0) return [];
      const id = serviceClient(tenant.name, service.name);
      const { kind, secret } = server(id, clientSecret(names, tenant.name, service.name));
      const audience = login.members && { group: login.members.group };
      const name = `${service.name} of ${tenant.name}`;
      const redirectUris = [...callbacks, ...(login.appCallbacks ?? []).map(({ uri }) => uri)];
      const { pkce } = login;
      return [
        {
          client: { id, name, kind, redirectUris, postLogoutRedirectUris, backchannelLogoutUrl, pkce, audience },
          secret,
        },
      ];
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
    ...(directory === undefined ? [] : [[directoryVariable, directory.secretName] as const]),
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
      directory: directory && {
        hosts: directory.hosts,
        baseDn: directory.baseDn,
        passwordVariable: directoryVariable,
        bindDn: directory.bindDn,
      },
    },
    secrets: Object.fromEntries(secrets),
  };
}
