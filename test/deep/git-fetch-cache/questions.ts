import type { Answer, FetchCache } from './fetch-cache';
import { git, type Repositories } from './repositories';

const line = (text: string): string => (text.length + 4).toString(16).padStart(4, '0') + text;

/** A fetch with these arguments, by Git's protocol. */
export const command = (lines: readonly string[]): string =>
  `${line('command=fetch\n')}${line('object-format=sha1')}0001${lines.map(line).join('')}0000`;

/** The body with which a clone asks for all of a repository, or for what further arguments leave of it. */
export async function questionOf(
  { served }: Repositories,
  path: string,
  further: readonly string[] = [],
): Promise<string> {
  const { output } = await git(['ls-remote', `${served}/${path}.git`, 'refs/heads/main']);
  return command([`want ${output.slice(0, 40)}\n`, ...further, 'no-progress\n', 'ofs-delta\n', 'done\n']);
}

/** Asks the cache as Git does. */
export const askFor = (
  cache: FetchCache,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> =>
  cache.send(
    'POST',
    `/${path}.git/git-upload-pack`,
    { 'git-protocol': 'version=2', 'content-type': 'application/x-git-upload-pack-request', ...headers },
    body,
  );
