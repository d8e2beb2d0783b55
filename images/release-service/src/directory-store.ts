import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { IncomingFile, Outcome, ReleaseStore } from './release-store';

/** Releases in a folder, for trials and tests of the service. */
export class DirectoryStore implements ReleaseStore {
  constructor(private readonly directory: string) {}

  async digestOf(key: string): Promise<string | undefined> {
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(this.place(key)), hash);
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined;
      throw error;
    }
    return hash.digest('hex');
  }

  async add({ key, sha256, content }: IncomingFile): Promise<Outcome> {
    const incoming = join(this.directory, '.incoming');
    const part = join(incoming, randomUUID());
    await mkdir(incoming, { recursive: true });
    await mkdir(dirname(this.place(key)), { recursive: true });
    try {
      await pipeline(content, createWriteStream(part, { flags: 'wx', flush: true }));
      // A hard link makes the whole file visible at once, and fails if the name exists.
      await link(part, this.place(key));
      return 'published';
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
      return (await this.digestOf(key)) === sha256 ? 'unchanged' : 'taken';
    } finally {
      await rm(part, { force: true });
    }
  }

  private place(key: string): string {
    return join(this.directory, 'releases', key);
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
