import { listedSecrets } from '../../../model/kinds/listed-secrets';
import { loginSecret, type OwnSecrets } from '../../../model/service-needs';
import type { WebApplicationService } from './web-application-schema';

/** Returns the secrets of a web application: those that its tenant lists, and its client secret if it has a login. */
export function webApplicationSecrets({
  secrets,
  login,
}: Pick<WebApplicationService, 'secrets' | 'login'>): OwnSecrets {
  const listed = listedSecrets(secrets);
  return { ...listed, generated: [...listed.generated, ...(login === undefined ? [] : [loginSecret])] };
}
