import { injectedVariables, manifestVariables, type ProvidedVariable } from '../../../model/kinds/provided-variables';
import { furtherVariableNames, readVariableNames } from '../../../model/formats/further-variable-names';
import type { FoundMailRelay } from '../../../model/schema/mail';
import { referredAddresses } from './address-variables';
import type { WebApplicationService } from './web-application-schema';

/** Key of the password of a service's account at the mail relay. */
export const mailPassword = 'MAIL_PASSWORD';

/** Environment variables of a web application for its database, cache, bucket, mail and login. A test compares the charts with them. */
export const applicationVariables = {
  database: manifestVariables('the database', [
    'DATABASE_HOST',
    'DATABASE_PORT',
    'DATABASE_NAME',
    'DATABASE_USER',
    'DATABASE_PASSWORD',
    'DATABASE_URL',
    'DATABASE_DIRECT_URL',
  ]),
  cache: manifestVariables('the cache', [
    'CACHE_HOST',
    'CACHE_PORT',
    'CACHE_USER',
    'CACHE_PASSWORD',
    'CACHE_URL',
    'CACHE_PREFIX',
  ]),
  bucket: [
    ...manifestVariables('the bucket', ['S3_BUCKET', 'S3_PREFIX', 'AWS_REGION']),
    // The webhook does not change a container that has one of them. Source: openshift/aws-pod-identity-webhook.
    ...injectedVariables('the bucket', ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE']),
  ],
  mail: manifestVariables('mail', ['MAIL_HOST', 'MAIL_PORT', 'MAIL_FROM']),
  account: manifestVariables('the account of mail', ['MAIL_USER', mailPassword]),
  login: manifestVariables('the login', ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET']),
} as const;

const parts = ['database', 'cache', 'bucket', 'mail', 'login'] as const;

/**
 * Returns the variables that the platform gives to a web application, besides its own settings and secrets.
 *
 * @param relay whether the environment's relay of mail gives it an account
 */
export const providedVariables = (
  service: WebApplicationService,
  relay: Pick<FoundMailRelay, 'givesAccounts'> | undefined,
): readonly ProvidedVariable[] =>
  [
    ...referredAddresses(service),
    ...parts.flatMap((part) => (service[part] === undefined ? [] : applicationVariables[part])),
    ...(service.mail?.user !== undefined || (service.mail !== undefined && relay?.givesAccounts === true)
      ? applicationVariables.account
      : []),
    ...furtherDatabaseVariables(service),
  ].filter(({ name }) => name !== 'S3_PREFIX' || service.bucket?.scope === 'folder');

/** Variables for the copies of the database, and for the databases beside it. */
function furtherDatabaseVariables({ database }: Pick<WebApplicationService, 'database'>): readonly ProvidedVariable[] {
  if (database === undefined) return [];
  const reads = 'readFrom' in database && database.readFrom === 'copies';
  return [
    ...(reads ? manifestVariables('the copies of the database', readVariableNames) : []),
    ...database.further.flatMap(({ name }) => manifestVariables(`the database ${name}`, furtherVariableNames(name))),
  ];
}
