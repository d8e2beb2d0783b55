import { settingText } from '../../../model/ordered-settings';
import { furtherVariableNames } from '../../../model/formats/further-variable-names';
import { fileText } from '../../../model/schema/service-files';
import { referencesIn } from '../../../model/variable-text';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<WebApplicationService, 'files' | 'settings' | 'database'>;

/** Names of the variables that the files of a web application refer to, also by way of settings. */
export function fileVariables({ files, settings }: Pick<Service, 'files' | 'settings'>): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (text: string): void => {
    for (const name of referencesIn(text)) {
      if (found.has(name)) continue;
      found.add(name);
      const setting = settings[name];
      if (setting !== undefined) follow(settingText(setting));
    }
  };
  Object.values(files).map(fileText).forEach(follow);
  return found;
}

/** Variables with the password of the database, or with what the operator keeps in one Secret with the password. */
const withPassword = [
  'DATABASE_NAME',
  'DATABASE_USER',
  'DATABASE_PASSWORD',
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'DATABASE_READ_URL',
];

/** Whether a file has the password of the database in it. */
export function filesNeedPassword(service: Service): boolean {
  const variables = fileVariables(service);
  return withPassword.some((name) => variables.has(name));
}

/** Whether a file has the login of the database in it, or that of one beside it. */
export function filesHaveLogin(service: Service): boolean {
  const variables = fileVariables(service);
  const further = service.database?.further ?? [];
  return (
    filesNeedPassword(service) ||
    further.flatMap(({ name }) => furtherVariableNames(name)).some((name) => variables.has(name))
  );
}
