import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './environment';
import { fileProblem } from './file-problem';
import { folderEntries } from './folder-entries';
import { readPublicKey, type OpenPgpKey } from './openpgp/public-key';
import type { Problem } from './problem';

/** The public key of an engineer who may deliver. */
export interface SigningKey extends OpenPgpKey {
  /** The engineer, after whom the file is named. */
  readonly name: string;
  /** The key as it is in the file. */
  readonly armored: string;
}

/** What the keys of an environment are, or everything that is wrong with their files. */
export interface SigningKeys {
  readonly keys: readonly SigningKey[];
  readonly problems: readonly Problem[];
}

/** Folder of the keys beside `environment.yaml`. */
const signingKeysFolder = 'signing-keys';

/** Names of those who may deliver; none where delivery is unsigned. */
export const signers = ({ repository: { delivery } }: Pick<Environment, 'repository'>): readonly string[] =>
  'signedBy' in delivery ? delivery.signedBy : [];

/**
 * Reads the keys of the environment in `folder`, called `name`.
 *
 * @param engineers who may deliver; undefined while nobody knows
 */
export function readSigningKeys(folder: string, name: string, engineers: readonly string[] | undefined): SigningKeys {
  if (engineers === undefined) return { keys: [], problems: [] };
  const entries = folderEntries(join(folder, signingKeysFolder)).filter((entry) => entry.name !== 'README.md');
  const unnamed = entries
    .filter((entry) => !engineers.some((engineer) => entry.name === `${engineer}.asc`))
    .map((entry) =>
      problem(
        name,
        entry.name,
        'is nobody’s who may deliver',
        'name its owner in repository.delivery.signedBy, or remove it',
      ),
    );
  const read = [...new Set(engineers)].map((engineer): SigningKey | Problem => {
    const file = `${engineer}.asc`;
    const path = join(folder, signingKeysFolder, file);
    if (!existsSync(path)) {
      return problem(
        name,
        file,
        'is not there, and repository.delivery.signedBy names it',
        `put the armored public key of ${engineer} there, or leave ${engineer} out`,
      );
    }
    const armored = readFileSync(path, 'utf8');
    const key = readPublicKey(armored);
    return 'reason' in key ? problem(name, file, key.reason, key.remedy) : { name: engineer, armored, ...key };
  });
  const keys = read.filter((each) => 'armored' in each);
  const shared = keys.flatMap((key, index) => {
    const first = keys.findIndex(({ id }) => id === key.id);
    return first < index
      ? [
          problem(
            name,
            `${key.name}.asc`,
            `is the key of ${keys[first]?.name ?? ''} too`,
            'give each engineer a key of their own',
          ),
        ]
      : [];
  });
  return { keys, problems: [...unnamed, ...read.filter((each) => 'reason' in each), ...shared] };
}

/** Days before its end at which a key is worth a word. */
const noticeDays = 30;

/** Keys that have expired, which Argo CD does not look at, and those that soon will have; a question of a clock. */
export function expiringKeys(
  environment: string,
  keys: readonly SigningKey[],
  today: string,
): { readonly problems: readonly Problem[]; readonly warnings: readonly Problem[] } {
  const now = Date.parse(today) / 1000;
  const ending = keys.flatMap(({ name, expires }) => (expires === undefined ? [] : [{ name, expires }]));
  const dayOf = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  const remedy = 'prolong it with gpg --quick-set-expire, export it again and deliver that, or leave its owner out';
  const told = (each: (typeof ending)[number], verb: string) =>
    problem(environment, `${each.name}.asc`, `${verb} ${dayOf(each.expires)}`, remedy);
  return {
    problems: ending
      .filter(({ expires }) => expires <= now)
      .map((each) => told(each, 'counts in Argo CD though it has expired on')),
    warnings: ending
      .filter(({ expires }) => expires > now && expires <= now + noticeDays * 86_400)
      .map((each) => told(each, 'expires on')),
  };
}

const problem = (environment: string, file: string, reason: string, remedy: string): Problem =>
  fileProblem(`environments/${environment}/${signingKeysFolder}/${file}`, reason, remedy);
