import { anyName, decodeText, encodeText } from './encoded-text';
import type { ImportedProcess } from './imported-application';
import type { ImportedText } from './imported-text';

/** Where another process of the input is reached by the one whose values are read. */
export interface ProcessAddress {
  readonly addresses: readonly string[];
  /** Name of its Service in the namespace, which answers at port 80. */
  readonly service: string;
}

/**
 * The value with the names of Services in place of those of the input. A Service has port 80, whatever the process listens on.
 */
export function connectProcess(value: ImportedText, { addresses, service }: ProcessAddress): ImportedText | undefined {
  const text = encodeText(value);
  const name = anyName(addresses);
  const composed = text
    .replaceAll(
      new RegExp(`(https?://)${name}(?::\\d+)?(?=[/?\\s,"']|$)`, 'giu'),
      (_, scheme: string) => `${scheme.replace('https', 'http')}${service}`,
    )
    .replaceAll(
      new RegExp(`((?:^|[\\s,;@]|//)(?:[^\\s/@]*@)?)${name}:\\d+(?=[/?\\s,;"']|$)`, 'giu'),
      (_, before: string) => `${before}${service}:80`,
    );
  const called = new RegExp(`^${name}$`, 'u').test(text) ? service : composed;
  return called === text ? undefined : decodeText(called);
}

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
    ...variables.map(({ value }) => value),
    ...[...command, ...args, ...files.flatMap(({ text }) => text ?? [])].map((text) => [{ text }]),
  ].some((value) => isNamedIn(value, addresses));
