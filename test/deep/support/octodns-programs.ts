import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonOf } from './python';

/**
 * A new folder with octoDNS' programs, as those of a virtual environment are.
 *
 * @param before shell script that runs before `octodns-sync --doit`
 */
export function octodnsPrograms(before = ':'): string {
  const bin = mkdtempSync(join(tmpdir(), 'commons-octodns-'));
  const write = (name: string, text: string) => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}`);
    chmodSync(join(bin, name), 0o755);
  };
  const real = (name: string) => `exec ${pythonOf('dns')} -m octodns.cmds.${name} "$@"\n`;
  write('octodns-versions', real('versions'));
  write('octodns-sync', `case "$*" in *--doit*) ${before} ;; esac\n${real('sync')}`);
  return bin;
}
