import { anyName, decodeText, encodeText, mark } from './encoded-text';
import type { ImportedVariable } from './imported-application';
import type { ImportedBacking } from './imported-backing';
import { isSameText, missingPieces, type ImportedText } from './imported-text';

const host = mark('DATABASE_HOST');
const port = mark('DATABASE_PORT');
const user = mark('DATABASE_USER');
const password = mark('DATABASE_PASSWORD');
const database = mark('DATABASE_NAME');

/** Names of variables that say what sort of database it is, whose value can be the same as its name. */
const kindName = /(TYPE|DRIVER|DRIVERNAME|ENGINE|ADAPTER|DIALECT|CLIENT|VENDOR|DBMS|CONNECTION|BACKEND)$/i;

/** Names of variables that are about a database. */
const databaseName = /DB|DATABASE|POSTGRES|PG|MYSQL|MARIADB|SQL|DATASOURCE/i;

/** Names that sound alike and are about something else, or about what the platform keeps to itself. */
const otherName = /ROOT|FILE$|MONGO|INFLUX|COUCH|ELASTIC|CLICKHOUSE|RABBIT|LDAP|REDIS|KEYDB|SMTP/i;

/** The value with what the platform provides in place of the database of the input; undefined if it names none of it. */
export function connectDatabase({ name, value }: ImportedVariable, backing: ImportedBacking): ImportedText | undefined {
  const text = encodeText(value);
  const address = anyName(backing.process.addresses);
  const found =
    asUrl(name, text, address) ??
    asGoAddress(text, address) ??
    asPairs(text, address) ??
    asHost(name, text, address) ??
    undefined;
  return found === undefined ? asPart(name, value, backing) : decodeText(found);
}

/** `postgres://user:password@host:port/name`, also with `jdbc:` in front and a query behind. */
function asUrl(variable: string, text: string, address: string): string | undefined {
  const url = new RegExp(
    `([a-z][a-z0-9+.:-]*://)(?:([^\\s/@]*)@)?${address}(?::[^\\s/?]+)?(?=[/?\\s]|$)(?:/([^\\s?]*))?`,
    'giu',
  );
  if (!url.test(text)) return undefined;
  const composed = text.replaceAll(url, (_, scheme: string, login: string | undefined, name: string | undefined) => {
    const who = login === undefined ? '' : `${user}:${password}@`;
    return `${scheme}${who}${host}:${port}${name === undefined || name === '' ? '' : `/${database}`}`;
  });
  const whole = `://${user}:${password}@${host}:${port}/${database}`;
  // The platform's own variable says the same, whatever the scheme.
  const schemes = variable === 'DATABASE_URL' ? ['postgres', 'postgresql', 'mysql', 'mysql2'] : ['postgres', 'mysql'];
  return schemes.some((scheme) => composed === `${scheme}${whole}`) ? mark('DATABASE_URL') : composed;
}

/** `user:password@tcp(host:port)/name` of Go's driver for MySQL. */
function asGoAddress(text: string, address: string): string | undefined {
  const composed = text.replace(
    new RegExp(`[^\\s:@]+:[^\\s@]*@(tcp)?\\(?${address}(?::[^\\s/)]+)?\\)?/([^\\s?]*)`, 'u'),
    `${user}:${password}@tcp(${host}:${port})/${database}`,
  );
  return composed === text ? undefined : composed;
}

/** `host=… port=… user=… password=… dbname=…`, also with semicolons between. */
function asPairs(text: string, address: string): string | undefined {
  if (!new RegExp(`(^|[\\s;])(host|server|data source)=${address}([\\s;,:]|$)`, 'iu').test(text)) return undefined;
  const pair = (keys: string, value: string) => (from: string) =>
    from.replace(new RegExp(`((?:^|[\\s;])(?:${keys})=)[^\\s;]*`, 'iu'), (_, key: string) => `${key}${value}`);
  return [
    pair('host|server|data source', host),
    pair('port', port),
    pair('user|username|user id|uid', user),
    pair('password|pwd', password),
    pair('dbname|database|initial catalog', database),
  ].reduce((before, replace) => replace(before), text);
}

/** The host alone, or with its port. */
function asHost(name: string, text: string, address: string): string | undefined {
  const [whole, withPort] = new RegExp(`^${address}(:[^\\s/]+)?$`, 'u').exec(text) ?? [];
  if (whole === undefined || (withPort === undefined && kindName.test(name))) return undefined;
  return withPort === undefined ? host : `${host}:${port}`;
}

/** User, password, name or port in a variable of its own, told by its name and its value. */
function asPart(name: string, value: ImportedText, backing: ImportedBacking): ImportedText | undefined {
  if (!databaseName.test(name) || otherName.test(name) || kindName.test(name)) return undefined;
  const isSame = (other: ImportedText | undefined) => other !== undefined && isSameText(value, other);
  const isOpen = missingPieces(value).length > 0;
  if (/PASS(WORD|WD)?$|PWD$/i.test(name)) return decodeText(password);
  if (/(URL|URI|DSN|DATASOURCE)$/i.test(name) && isOpen) return decodeText(mark('DATABASE_URL'));
  if (/USER(_?NAME)?$|LOGIN$/i.test(name) && (isSame(backing.user) || isOpen)) return decodeText(user);
  if (/PORT$/i.test(name) && (isSame([{ text: String(backing.port) }]) || isOpen)) return decodeText(port);
  if (/HOST(NAME)?$/i.test(name) && isOpen) return decodeText(host);
  return /(NAME|DB|DATABASE|SCHEMA)$/i.test(name) && (isSame(backing.database) || isOpen)
    ? decodeText(database)
    : undefined;
}
