/** A record of a zone file. */
export interface ZoneLine {
  /** Full name, without a dot at its end. */
  readonly host: string;
  readonly type: string;
  /** As the file has it, without the comment. */
  readonly value: string;
}

/** The records of a zone file as `zoneFiles` writes it: a record a line, relative to one `$ORIGIN`. */
export function parseZone(text: string): readonly ZoneLine[] {
  const lines = text.split('\n');
  const origin = /^\$ORIGIN (\S+)\.$/m.exec(text)?.[1] ?? '';
  return lines.flatMap((line) => {
    const [, name = '', type = '', rest = ''] = recordLine.exec(line) ?? [];
    if (name === '') return [];
    const value = /^(?:"(?:[^"\\]|\\.)*"|[^;"])*/.exec(rest)?.[0] ?? '';
    return [{ host: name === '@' ? origin : `${name}.${origin}`, type, value: value.trim() }];
  });
}

const recordLine = /^([^\s;$]\S*)\s+(?:\d+ )?IN ([A-Z]+)\s+(.*)$/;
