import { closestMatch } from '../closest-match';
import { findingIf, type Finding } from '../finding';
import { referencesIn } from '../variable-text';
import { encodedSecrets, listedSecrets, type SecretList } from './listed-secrets';
import { referencesInAddresses, type PlacedText } from './secret-rules';

/** Secrets of a service, with those that people enter besides the listed ones. */
export interface EnteredSecrets {
  readonly secrets: SecretList;
  /** Secrets that people enter and that are not listed, like the password of an account for mail. */
  readonly beside: readonly string[];
}

/** Findings on values in another writing whose origin nobody enters: generated ones have no letter that needs it. */
export const encodedFindings = ({ secrets, beside }: EnteredSecrets): readonly Finding[] => {
  const entered = enteredNames({ secrets, beside });
  return secrets.flatMap((entry, index) => {
    if (typeof entry === 'string' || !('encoded' in entry)) return [];
    const meant = closestMatch(entry.of, entered);
    return findingIf(
      !entered.includes(entry.of),
      ['secrets', index, 'of'],
      `${entry.of} is no secret that somebody enters`,
      meant === undefined
        ? 'list it under secrets by its name alone; what is generated needs no encoding, but in base64, for which another form is right'
        : `did you mean ${meant}?`,
    );
  });
};

/** Warnings on secrets that people enter in an address, or in a file that has rules of its own for quotes and colons. */
export const enteredSecretWarnings = (
  service: EnteredSecrets,
  {
    texts,
    files,
  }: { readonly texts: readonly PlacedText[]; readonly files: readonly (PlacedText & { name: string })[] },
): readonly Finding[] => {
  const entered = enteredNames(service);
  const encoded = encodedSecrets(service.secrets);
  const remedy = (name: string, as: 'url' | 'json') => {
    const key = encoded.find((each) => each.of === name && each.as === as)?.key;
    return key === undefined
      ? `add { encoded: ${name}_${as.toUpperCase()}, of: ${name}, as: ${as} } to secrets, and write $(${name}_${as.toUpperCase()}) here`
      : `write $(${key}) here`;
  };
  return [
    ...[...texts, ...files].flatMap(({ text, path }) =>
      referencesInAddresses(text).flatMap((name) =>
        findingIf(
          entered.includes(name),
          path,
          `puts $(${name}), which somebody enters, into an address, where @, :, /, % and # of a password have another meaning`,
          remedy(name, 'url'),
        ),
      ),
    ),
    ...files
      .filter(({ name }) => /\.(json|ya?ml|toml)$/.test(name))
      .flatMap(({ text, path }) =>
        [...new Set(text.split('\n').flatMap(quotedReferences))].flatMap((name) =>
          findingIf(
            entered.includes(name),
            path,
            `puts $(${name}), which somebody enters, into a file where quotes, colons and # of a password have another meaning`,
            `${remedy(name, 'json')}, without quotes around it`,
          ),
        ),
      ),
  ];
};

/** References that are the whole value of a key in JSON, YAML or TOML. */
const quotedReferences = (line: string): readonly string[] =>
  [...line.matchAll(/[:=]\s*["']?(\$\([^)]*\))["']?\s*,?\s*[}\]]*\s*$/g)].flatMap(([, reference = '']) =>
    referencesIn(reference),
  );

/** Key pairs are entered too, and by a command that knows what it writes. */
function enteredNames({ secrets, beside }: EnteredSecrets): readonly string[] {
  const { typedIn, keyPairs = [] } = listedSecrets(secrets);
  const made = keyPairs.flatMap((pair) => [pair.private, pair.public]);
  return [...typedIn.filter((name) => !made.includes(name)), ...beside];
}
