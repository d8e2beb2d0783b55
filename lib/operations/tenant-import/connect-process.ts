import { anyName, decodeText, encodeText } from './encoded-text';
import type { ImportedProcess, ImportedVariable } from './imported-application';
import type { ImportedText } from './imported-text';

/** Where another process of the input is reached by the one whose values are read. */
export interface ProcessAddress {
  readonly addresses: readonly string[];
  /** Name of its Service in the namespace, which answers at port 80. */
  readonly service: string;
  /**
   * Port of HTTP that the process listens on.
   * @default the input does not say
   */
  readonly http?: number;
  /** Ports that the Service has under their own numbers. */
  readonly ports: readonly number[];
}

/**
 * The value with the names of Services in place of those of the input. A Service has HTTP at port 80, whatever the process listens on.
 */
export function connectProcess(
  value: ImportedText,
  { addresses, service, ports }: ProcessAddress,
): ImportedText | undefined {
  const text = encodeText(value);
  const name = anyName(addresses);
  const hasPort = (number: string | undefined) => number !== undefined && ports.includes(Number(number));
  const composed = text
    .replaceAll(
      new RegExp(`(https?://)${name}(?::(\\d+))?(?=[/?\\s,"']|$)`, 'giu'),
      (_, scheme: string, port?: string) =>
        `${scheme.replace('https', 'http')}${service}${hasPort(port) ? `:${port ?? ''}` : ''}`,
    )
    .replaceAll(
      new RegExp(`((?:^|[\\s,;@]|//)(?:[^\\s/@]*@)?)${name}:(\\d+)(?=[/?\\s,;"']|$)`, 'giu'),
      (_, before: string, port: string) => `${before}${service}:${hasPort(port) ? port : '80'}`,
    );
  const called = isAddressAlone(value, addresses) ? service : composed;
  return called === text ? undefined : decodeText(called);
}

/** Whether a value is the name of a process and nothing else. */
export const isAddressAlone = (value: ImportedText, addresses: readonly string[]): boolean =>
  new RegExp(`^${anyName(addresses)}$`, 'u').test(encodeText(value));

/** Names of variables whose value is a name of something else, even if a process has the same name. */
const namesSomethingElse =
  /(USER|USERNAME|LOGIN|NAME|DB|DATABASE|SCHEMA|PASS|PASSWORD|PASSWD|PWD|PREFIX|BUCKET|REALM|ROLE|TAG|NAMESPACE|VHOST|QUEUE|ID|KEY|SECRET|TOKEN)$/i;

/** Whether a variable can be about another process: what a name alone under it means. */
export const mayCall = ({ name, value }: Pick<ImportedVariable, 'name' | 'value'>): boolean =>
  !namesSomethingElse.test(name) || /HOST_?NAME$/i.test(name) || /[:/]/.test(encodeText(value));

/** Port at which a value calls a process; undefined if it says none. */
export function calledPort(value: ImportedText, addresses: readonly string[]): number | undefined {
  const [, port] = new RegExp(`(?<![\\w.-])${anyName(addresses)}:(\\d{1,5})(?!\\d)`, 'u').exec(encodeText(value)) ?? [];
  return port === undefined ? undefined : Number(port);
}

/** Whether a value names a process as something to be called: alone, or behind `//` or `@`, or before a port. */
export function isNamedIn(value: ImportedText, addresses: readonly string[]): boolean {
  const name = anyName(addresses);
  return new RegExp(`(^|//|@|[\\s,;(=])${name}(?=$|[:/?\\s,;)])`, 'u').test(encodeText(value));
}

/** Whether a process calls another one, as far as its variables, commands and files say. */
export const callsProcess = (
  { variables, command = [], args = [], files }: ImportedProcess,
  addresses: readonly string[],
): boolean =>
  [
    ...variables.filter(mayCall).map(({ value }) => value),
    ...[...command, ...args, ...files.flatMap(({ text }) => text ?? [])].map((text) => [{ text }]),
  ].some((value) => isNamedIn(value, addresses));
