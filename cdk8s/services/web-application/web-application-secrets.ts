import { listedSecrets } from '../../../model/kinds/listed-secrets';
import { mailAccountSecret, loginSecret, type OwnSecrets } from '../../../model/service-needs';
import { mailPassword } from './application-variables';
import type { WebApplicationService } from './web-application-schema';

/** Returns the secrets of a web application: those that its tenant lists, its password for mail and its client secret. */
export function webApplicationSecrets({
  secrets,
  mail,
  login,
}: Pick<WebApplicationService, 'secrets' | 'mail' | 'login'>): OwnSecrets {
  const listed = listedSecrets(secrets);
  return {
    ...listed,
    typedIn: [...listed.typedIn, ...(mail?.user === undefined ? [] : [mailPassword])],
    generated: [...listed.generated, ...(login === undefined ? [] : [loginSecret])],
  };
}

/** Those secrets with the password of the account that the environment's mail host gives each service. */
export const withMailAccount = ({ formed = [], ...secrets }: OwnSecrets): OwnSecrets => ({
  ...secrets,
  formed: [...formed, { key: mailPassword, name: mailAccountSecret }],
});
