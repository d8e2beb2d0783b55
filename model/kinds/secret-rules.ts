import { findingIf, type Finding } from '../finding';
import { settingText, type Settings } from '../ordered-settings';
import { formatPath, type PathStep } from '../problem';
import { platformSecretName } from '../service-needs';
import { referencesIn } from '../variable-text';
import { listedSecrets, secretNames, type SecretList } from './listed-secrets';

/** Findings on the names in a list of secrets: each is there once, and none is taken otherwise. */
export function secretNameFindings(secrets: SecretList): readonly Finding[] {
  const listed = secretNames(secrets);
  const names = listed.map(({ name }) => name);
  const laterNames = listedSecrets(secrets).formed?.flatMap(({ key, name }) => (name === key ? [] : [name])) ?? [];
  return listed.flatMap(({ name, path }, index) => {
    const first = names.indexOf(name);
    const at = ['secrets', ...path];
    return [
      ...findingIf(
        first < index,
        at,
        `repeats ${formatPath(['secrets', ...(listed[first]?.path ?? [])])}`,
        'name each once',
      ),
      ...findingIf(
        platformSecretName.test(name),
        at,
        `${name} is the name of a secret of the platform`,
        'give the variable another name',
      ),
      ...findingIf(
        laterNames.includes(name),
        at,
        `${name} is the name of a later generation of another secret`,
        'give the variable another name',
      ),
    ];
  });
}

/** Text in which references have values, with its path relative to the service. */
export interface PlacedText {
  readonly text: string;
  readonly path: readonly PathStep[];
}

/** Addresses in a text, as far as blanks, quotes and brackets let them reach. */
// It looks back, so that a long word is not read again from each of its letters.
const address = /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s"'<>]*/g;

/** Names of the variables that are a part of an address in a text, each once. */
export const referencesInAddresses = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(address)].flatMap(([found]) => referencesIn(found))),
];

/** Findings on secrets in base64 in addresses: there `+`, `/` and `=` mean something else. All other forms are safe in them. */
export function addressFindings(
  secrets: SecretList,
  settings: Settings,
  texts: readonly PlacedText[],
): readonly Finding[] {
  const base64 = inBase64(secrets, settings);
  return texts.flatMap(({ text, path }) =>
    referencesInAddresses(text)
      .filter((name) => base64.has(name))
      .flatMap((name) =>
        findingIf(
          true,
          path,
          `puts $(${name}) into an address, where +, / and = of base64 have another meaning`,
          'give the secret another form, like { hex: 64 }, or let the application compose the address',
        ),
      ),
  );
}

/** Names of the secrets in base64, and of settings that have their values in them. */
function inBase64(secrets: SecretList, settings: Settings): ReadonlySet<string> {
  const found = new Set(
    listedSecrets(secrets).formed?.flatMap(({ key, form }) =>
      typeof form === 'object' && 'base64' in form ? [key] : [],
    ),
  );
  const referring = () =>
    Object.entries(settings).filter(
      ([name, setting]) => !found.has(name) && referencesIn(settingText(setting)).some((other) => found.has(other)),
    );
  for (let more = referring(); more.length > 0; more = referring()) more.forEach(([name]) => found.add(name));
  return found;
}
