import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { VerifiedContent } from '../../../images/release-service/src/verified-content';
import { sha256 } from './running-service';

/** What comes out of it when `pieces` go in. */
async function passed(pieces: readonly string[], expected: { readonly bytes: number; readonly sha256: string }) {
  const out: string[] = [];
  const into = new Writable({
    write(piece: Buffer, _, done) {
      out.push(piece.toString());
      done();
    },
  });
  const source = Readable.from(pieces.map((piece) => Buffer.from(piece)));
  const fault = await pipeline(source, new VerifiedContent(expected), into).catch((error: unknown) => String(error));
  return { text: out.join(''), fault };
}

test('the right content comes out whole', async () => {
  expect(await passed(['ab', 'cd'], { bytes: 4, sha256: sha256('abcd') })).toEqual({ text: 'abcd', fault: undefined });
});

test.each([
  ['too short', ['ab', 'c'], /3 bytes came in, of 4 announced/],
  ['too long', ['ab', 'cd', 'e'], /more than the 4 bytes announced/],
  ['another', ['ab', 'ce'], /has the SHA-256/],
  ['none', [], /0 bytes came in/],
])('content that is %s never comes out to its end', async (_, pieces, reason) => {
  const { text, fault } = await passed(pieces, { bytes: 4, sha256: sha256('abcd') });
  expect(text.length).toBeLessThan(4);
  expect(fault).toMatch(reason);
});
