import { withoutDot } from '../model/domain-names';

/** A record of a zone file. */
export interface ZoneLine {
  /** Full name, without a dot at its end. */
  readonly host: string;
  readonly type: string;
  /** As the file has it, without the comment. */
  readonly value: string;
}

/** What a zone file holds, and what it says that it waits for. */
export interface ParsedZone {
  readonly domain: string;
  readonly records: readonly ZoneLine[];
  /** Names and types without a value yet. */
  readonly waiting: readonly Omit<ZoneLine, 'value'>[];
}

/** A zone file as `zoneFiles` writes it: a record a line, relative to one `$ORIGIN`. */
export function parseZone(text: string): ParsedZone {
  const lines = text.split('\n');
  const domain = /^\$ORIGIN (\S+)\.$/m.exec(text)?.[1] ?? '';
  const toHost = (name: string) => (name === '@' ? domain : `${name}.${domain}`);
  return {
    domain,
    records: lines.flatMap((line) => {
      const [, name, type = '', rest = ''] = recordLine.exec(line) ?? [];
      if (name === undefined) return [];
      const value = /^(?:"(?:[^"\\]|\\.)*"|[^;"])*/.exec(rest)?.[0] ?? '';
      return [{ host: toHost(name), type, value: value.trim() }];
    }),
    waiting: lines.flatMap((line) => {
      const [, name, type = ''] = waitingLine.exec(line) ?? [];
      return name === undefined ? [] : [{ host: toHost(name), type }];
    }),
  };
}

/** Last word of a value, as a name: the host of an MX or SRV record, empty for one that says that there is none. */
export const targetHost = (value: string): string => withoutDot(value.split(/\s+/).at(-1) ?? '');

/** A CAA record's value: a tag and its text, as in `0 issue "letsencrypt.org"`. Source: RFC 8659, section 4.1.1. */
export function parseAuthority(value: string): { readonly tag: string; readonly value: string } {
  const [, tag = '', text = ''] = /^\d+\s+(\w+)\s+"?([^"]*)"?/.exec(value) ?? [];
  return { tag: tag.toLowerCase(), value: text.replaceAll(/\s+/g, ' ').trim() };
}

const recordLine = /^([^\s;$]\S*)\s+(?:\d+ )?IN ([A-Z]+)\s+(.*)$/;

const waitingLine = /^; (\S+) ([A-Z]+) waits for /;
