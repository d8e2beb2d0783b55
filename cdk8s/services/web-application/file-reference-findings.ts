import { closestMatch } from '../../../model/closest-match';
import { findingIf, type Finding } from '../../../model/finding';
import { pemNames } from '../../../model/kinds/listed-secrets';
import type { ProvidedVariable } from '../../../model/kinds/provided-variables';
import { fileText } from '../../../model/schema/service-files';
import { referencesIn, shellName, variableName } from '../../../model/variable-text';
import { filesHaveLogin } from './file-variables';
import type { WebApplicationService } from './web-application-schema';

type Service = Pick<WebApplicationService, 'files' | 'settings' | 'database' | 'secrets'>;

/**
 * Findings on references like `$(NAME)` in files, which a value takes the place of.
 *
 * @param known names of variables that files may refer to
 * @param others variables that a pod has, and no file; and those of what the service does not have
 */
export function fileReferenceFindings(
  service: Service,
  known: readonly string[],
  others: readonly ProvidedVariable[],
): readonly Finding[] {
  const { files, database, secrets } = service;
  const pem = pemNames(secrets);
  const ofCrunchy =
    database !== undefined &&
    !('shared' in database) &&
    database.engine === 'postgres' &&
    database.operator === 'crunchy';
  return [
    ...Object.entries(files).flatMap(([file, content]) =>
      referencesIn(fileText(content)).flatMap((reference) =>
        referenceFindings(reference, ['files', file], known, others),
      ),
    ),
    ...Object.entries(files).flatMap(([file, content]) =>
      fileText(content)
        .split('\n')
        .flatMap((line) => referencesIn(line).filter((name) => line.trim() !== `$(${name})` && pem.includes(name)))
        .flatMap((name) =>
          findingIf(
            true,
            ['files', file],
            `puts $(${name}), a key of several lines, into a line with other text`,
            'give it a line of its own, whose indent all of its lines get, or a file of its own that the application can be told',
          ),
        ),
    ),
    ...findingIf(
      ofCrunchy && filesHaveLogin(service),
      ['files'],
      'have the login of the database in them, which is not available from the operator of Crunchy',
      'let the application read it from its environment, or have a database of cloudnative-pg',
    ),
  ];
}

/** A reference that is none may be what a shell replaces in a script. */
function referenceFindings(
  reference: string,
  at: readonly string[],
  known: readonly string[],
  others: readonly ProvidedVariable[],
): readonly Finding[] {
  if (known.includes(reference) || !variableName.test(reference)) return [];
  // What only Kubernetes takes for a name may be a command of a shell, unless it is much like another such name.
  const mayBeCommand = !shellName.test(reference);
  const absent = others.find(({ name }) => name === reference);
  const meant = closestMatch(
    reference,
    [...known, ...others.map(({ name }) => name)].filter((name) => !mayBeCommand || !shellName.test(name)),
  );
  const missing = others.find(({ name }) => name === meant && !known.includes(name));
  const choice = `$(${meant ?? ''})${missing === undefined ? '' : `, which is for ${missing.for}`}`;
  return [
    ...findingIf(
      absent !== undefined,
      at,
      `refers to $(${reference}), which is for ${absent?.for ?? ''}, and no file can have it`,
      absent?.by === 'admission'
        ? 'let the application read it from its environment'
        : `add ${absent?.for ?? ''}, or write $$(${reference}) for the text itself`,
    ),
    ...findingIf(
      absent === undefined && meant !== undefined,
      at,
      `refers to $(${reference}), which is not a variable of this service`,
      `did you mean ${choice}? For the text itself write $$(${reference}), with two dollars`,
    ),
  ];
}
