import { everyKindTenants } from './every-kind-tenants';
import { changed, minimalTenant, type EnvironmentFiles } from './environment-folder';

/** Tenants that send through the mail host of the environment: a web application, and a forum that answers by mail too. */
export const sendingTenants: EnvironmentFiles = {
  'tenants/site.yaml': `${minimalTenant}    mail: { from: site@commons.example }\n`,
  'tenants/forum.yaml': changed(
    everyKindTenants['tenants/forum.yaml'] ?? '',
    '      relay: { host: mail.commons.example, port: 465 }\n',
    '',
  ),
};
