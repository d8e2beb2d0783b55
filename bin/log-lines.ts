import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The lines of a file, or of standard input for `-`; gzip is unpacked. */
export async function* logLines(file: string): AsyncGenerator<string> {
  const source: Readable = file === '-' ? process.stdin : createReadStream(file);
  yield* createInterface({ input: await unpacked(source), crlfDelay: Infinity });
}

/** What a stream has, unpacked if it begins as gzip does. */
async function unpacked(source: Readable): Promise<Readable> {
  const target = new PassThrough();
  const first = await new Promise<Buffer | undefined>((resolved, rejected) => {
    source.once('error', rejected);
    source.once('end', () => resolved(undefined));
    source.once('readable', () => {
      const chunk: unknown = source.read();
      resolved(Buffer.isBuffer(chunk) ? chunk : undefined);
    });
  });
  if (first === undefined) return target.end();
  source.unshift(first);
  const isPacked = first[0] === 0x1f && first[1] === 0x8b;
  const through = isPacked ? createGunzip() : target;
  source.on('error', (error) => through.destroy(error));
  return source.pipe(through);
}
