import type { z } from 'zod';
import type { Immutable } from '../immutable';
import type { PathStep } from '../problem';
import type { secretsSchema } from '../schema/service-variables';
import type { EncodedSecret, FormedSecret, OwnSecrets } from '../service-needs';

/** Secrets that a tenant's file lists for a service. */
export type SecretList = Immutable<z.output<typeof secretsSchema>>;

type Entry = SecretList[number];
type Generated = Extract<Entry, { readonly generated: string }>;
type KeyPair = Extract<Entry, { readonly keyPair: string }>;

type Encoded = Extract<Entry, { readonly encoded: string }>;

const isEncoded = (entry: Entry): entry is Encoded => typeof entry !== 'string' && 'encoded' in entry;
const isGenerated = (entry: Entry): entry is Generated => typeof entry !== 'string' && 'generated' in entry;
const isKeyPair = (entry: Entry): entry is KeyPair => typeof entry !== 'string' && 'keyPair' in entry;

/** Sorts listed secrets: those that people or a command put into the one secret of the service, and those that are generated. */
export function listedSecrets(secrets: SecretList): OwnSecrets {
  const generated = secrets.filter(isGenerated);
  const pairs = secrets.filter(isKeyPair);
  return {
    typedIn: secrets
      .filter((entry) => !isGenerated(entry) && !isEncoded(entry))
      .flatMap((entry) => namesIn(entry).map(({ name }) => name)),
    generated: generated.filter(isPlain).map((entry) => entry.generated),
    formed: generated.filter((entry) => !isPlain(entry)).map(toFormed),
    keyPairs: pairs.map(({ keyPair: kind, private: privateKey, public: publicKey }) => ({
      kind,
      private: privateKey,
      public: publicKey,
    })),
    encoded: encodedSecrets(secrets),
  };
}

/** The listed values in another writing. */
export const encodedSecrets = (secrets: SecretList): readonly EncodedSecret[] =>
  secrets.filter(isEncoded).map(({ encoded: key, of, as }) => ({ key, of, as }));

/** Returns the variables that a list of secrets names, each with its path in the list. */
export const secretNames = (secrets: SecretList): readonly ListedSecret[] =>
  secrets.flatMap((entry, index) => namesIn(entry).map(({ name, path }) => ({ name, path: [index, ...path] })));

/** Returns the variables whose values are PEM, which has several lines. */
export const pemNames = (secrets: SecretList): readonly string[] =>
  secrets.flatMap((entry) =>
    isKeyPair(entry) && entry.keyPair !== 'vapid' ? namesIn(entry).map(({ name }) => name) : [],
  );

/** A variable that a list of secrets names, and where. */
interface ListedSecret {
  readonly name: string;
  readonly path: readonly PathStep[];
}

function namesIn(entry: Entry): readonly ListedSecret[] {
  if (typeof entry === 'string') return [{ name: entry, path: [] }];
  if (isEncoded(entry)) return [{ name: entry.encoded, path: ['encoded'] }];
  return isGenerated(entry)
    ? [{ name: entry.generated, path: [] }]
    : [
        { name: entry.private, path: ['private'] },
        { name: entry.public, path: ['public'] },
      ];
}

/** Whether it is 64 letters and digits, made once. */
const isPlain = ({ form, generation = 1 }: Generated): boolean => form === undefined && generation === 1;

const toFormed = ({ generated: key, form, generation = 1 }: Generated): FormedSecret => ({
  key,
  name: generation === 1 ? key : `${key}-${generation}`,
  form,
});
