import { furtherVariablePrefix } from '../../../model/formats/further-variable-names';
import type { DeclaredDatabase } from '../../base/databases/service-database';
import type { RemoteValue } from '../../base/secrets/external-secret';

/** Where AWS Secrets Manager has the passwords of a database and of those beside it, by variable; none that an operator generates. */
export function databasePasswords(database: DeclaredDatabase | undefined): Readonly<Record<string, RemoteValue>> {
  if (database === undefined) return {};
  const further = database.kind === 'shared' ? database.beside : database.further;
  const own = 'remotePassword' in database ? database.remotePassword : undefined;
  return Object.fromEntries(
    [
      ['DATABASE', own] as const,
      ...(further ?? []).map((each) => [furtherVariablePrefix(each.name), each.remotePassword] as const),
    ].flatMap(([prefix, whole]) => (whole === undefined ? [] : [[`${prefix}_PASSWORD`, { whole }]])),
  );
}
