import { sshKeyBody } from './ssh-key-body';

/** A part of a key: a text that it must be, its length in bytes, or the least of it. */
type Part = string | number | { readonly least: number };

/** What a key on a token is for; any text. */
const application: Part = { least: 1 };

/**
 * Parts of keys behind the name of the kind, in their order. Sources: RFC 4253 6.6; RFC 5656 3.1, whose points are not compressed; RFC 8709
 * 4; OpenSSH's PROTOCOL.u2f.
 */
const kinds: ReadonlyMap<string, readonly Part[]> = new Map([
  ['ssh-ed25519', [32]],
  ['ecdsa-sha2-nistp256', ['nistp256', 65]],
  ['sk-ssh-ed25519@openssh.com', [32, application]],
  ['sk-ecdsa-sha2-nistp256@openssh.com', ['nistp256', 65, application]],
]);

/** The strings of a blob, each behind its length in four bytes; undefined if it ends in the middle of one. Source: RFC 4251 5. */
function stringsIn(blob: Buffer): readonly Buffer[] | undefined {
  const strings: Buffer[] = [];
  let at = 0;
  while (at < blob.length) {
    if (at + 4 > blob.length) return undefined;
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) return undefined;
    strings.push(blob.subarray(at + 4, end));
    at = end;
  }
  return strings;
}

const isPart = (bytes: Buffer | undefined, part: Part): boolean => {
  if (bytes === undefined) return false;
  if (typeof part === 'object') return bytes.length >= part.least;
  return typeof part === 'number' ? bytes.length === part : bytes.toString() === part;
};

/** Whether a line is a public key of a kind that is accepted, with all of its parts and nothing behind them. */
export function isSshPublicKey(line: string): boolean {
  const [kind = ''] = line.split(' ');
  const parts = kinds.get(kind);
  const body = sshKeyBody(line);
  const blob = Buffer.from(body, 'base64');
  // Node leaves out what is no base64; then the text comes back otherwise.
  if (parts === undefined || blob.toString('base64').replace(/=+$/, '') !== body) return false;
  const strings = stringsIn(blob);
  const expected = [kind, ...parts];
  return strings?.length === expected.length && expected.every((part, index) => isPart(strings[index], part));
}
