import { didYouMean } from '../did-you-mean';
import { findCycle, settingText, type Settings } from '../ordered-settings';
import type { PathStep } from '../problem';
import { findingIf, type Finding } from '../finding';
import { secretLikeness } from '../secret-likeness';
import { isReference, referencesIn } from '../variable-text';
import { addressEndFindings } from './address-ends';
import { secretNames, type SecretList } from './listed-secrets';
import type { ProvidedVariable } from './provided-variables';
import { addressFindings, secretNameFindings, type PlacedText } from './secret-rules';

/** A command of a service or of its probes, and its path in the tenant's file, relative to the service. */
export interface PlacedCommand {
  readonly words: readonly string[];
  readonly path: readonly PathStep[];
}

/** Environment variables of a service, and the commands that may refer to them. */
export interface ServiceVariables {
  readonly settings: Settings;
  readonly secrets: SecretList;
  /** Variables that the platform gives to the containers. */
  readonly provided: readonly ProvidedVariable[];
  /**
   * Names of variables that the platform gives to the containers once something refers to them.
   * @default none
   */
  readonly offered?: readonly string[];
  /** Commands in which Kubernetes replaces references like `$(NAME)`. */
  readonly commands: readonly PlacedCommand[];
  /** Commands of probes, in which Kubernetes cannot replace references to secrets. */
  readonly questions: readonly PlacedCommand[];
}

/**
 * Findings on the environment variables that a tenant's file gives to a service, and on references to variables.
 *
 * @example
 * const provided = manifestVariables('the database', ['DATABASE_URL']);
 * const findings = variableFindings({ settings, secrets, provided, commands: [], questions: [] });
 */
export const variableFindings = (service: ServiceVariables): readonly Finding[] => [
  ...nameFindings(service),
  ...secretFindings(service),
  ...settingReferenceFindings(service),
  ...commandFindings(service),
  ...addressFindings(service.secrets, service.settings, textsIn(service)),
  ...addressEndFindings(service.provided, service.settings, textsIn(service)),
];

/** Texts of the manifest in which references have values. */
const textsIn = ({ settings, commands }: ServiceVariables): readonly PlacedText[] => [
  ...Object.entries(settings).map(([name, setting]) => ({ text: settingText(setting), path: ['settings', name] })),
  ...commands.flatMap(({ words, path }) => words.map((text, index) => ({ text, path: [...path, index] }))),
];

/** Names of variables that references may name: those that are in the manifest. */
export const knownVariables = ({
  provided,
  secrets,
  settings,
}: Pick<ServiceVariables, 'provided' | 'secrets' | 'settings'>): readonly string[] => [
  ...provided.flatMap(({ name, by }) => (by === 'manifest' ? [name] : [])),
  ...secretNames(secrets).map(({ name }) => name),
  ...Object.keys(settings),
];

function nameFindings(service: ServiceVariables): readonly Finding[] {
  const { settings } = service;
  const secrets = secretNames(service.secrets).map(({ name, path }) => ({ name, at: ['secrets', ...path] }));
  const places = [...Object.keys(settings).map((name) => ({ name, at: ['settings', name] })), ...secrets];
  const taken = new Map(service.provided.map((variable) => [variable.name, variable]));
  return [
    ...secretNameFindings(service.secrets),
    ...secrets.flatMap(({ name, at }) =>
      findingIf(Object.hasOwn(settings, name), at, `${name} is a setting too`, 'keep it in one of the two lists'),
    ),
    ...places.flatMap(({ name, at }) => {
      const variable = taken.get(name);
      const setting = at[0] === 'settings' ? settings[name] : undefined;
      const mayCompose = setting !== undefined && variable !== undefined && isAddress(variable);
      return findingIf(
        variable !== undefined && !(mayCompose && composes(settingText(setting), variable.for, service.provided)),
        at,
        `${name} is set by the platform, for ${variable?.for ?? ''}`,
        mayCompose
          ? `remove it, or rename it, or compose it of what the platform gives, as $(${name})?option=value`
          : 'remove it, or rename it',
      );
    }),
  ];
}

/**
 * Whether a given variable is an address, which a setting may write in another form. No given variable refers to an address, and all
 * addresses are text; other variables come from a secret in some environments.
 */
const isAddress = ({ name, by }: ProvidedVariable): boolean => by === 'manifest' && name.endsWith('_URL');

/** Whether a text refers to what the platform gives for a purpose. */
const composes = (text: string, purpose: string, provided: readonly ProvidedVariable[]): boolean =>
  provided.some((other) => other.for === purpose && other.by === 'manifest' && referencesIn(text).includes(other.name));

const mendSecret =
  'list the name under secrets and put the value into AWS Secrets Manager; a setting with more text refers to it as $(NAME); if it is not a secret, write { value: <text>, notSecret: <reason> }';

function secretFindings({ settings, secrets, provided }: ServiceVariables): readonly Finding[] {
  const listed = new Set(secretNames(secrets).map(({ name }) => name));
  const given = new Set(provided.map(({ name }) => name));
  const isSecret = (name: string) =>
    listed.has(name) || (given.has(name) && secretLikeness(name, 'text') !== undefined);
  return Object.entries(settings).flatMap(([name, setting]) => {
    const likeness = typeof setting === 'string' ? secretLikeness(name, setting, isSecret) : undefined;
    return likeness === undefined ? [] : findingIf(true, ['settings', name], likeness, mendSecret);
  });
}

function settingReferenceFindings(service: ServiceVariables): readonly Finding[] {
  const { settings } = service;
  const known = knownVariables(service);
  const addresses = new Set(service.provided.filter(isAddress).map(({ name }) => name));
  return Object.entries(settings).flatMap(([name, setting]) => {
    const at = ['settings', name, ...(typeof setting === 'string' ? [] : ['value'])];
    const found = findCycle(name, settings);
    // What refers to its own name alone means what the platform gives by it.
    const circle = found?.length === 1 && addresses.has(name) ? undefined : found;
    const others = circle?.slice(0, -1) ?? [];
    return [
      ...referencesIn(settingText(setting)).flatMap((reference) =>
        findingIf(!known.includes(reference), at, ...unknownReference(reference, choices(service))),
      ),
      ...findingIf(
        circle !== undefined,
        at,
        `refers to itself${others.length === 0 ? '' : ` by way of ${others.join(', ')}`}`,
        'write the value: Kubernetes does not replace variables of the image, and of these only the ones above',
      ),
    ];
  });
}

/** Names that a reference could be meant to name. */
const choices = (service: ServiceVariables): readonly string[] => [
  ...new Set([...knownVariables(service), ...(service.offered ?? [])]),
];

function unknownReference(reference: string, known: readonly string[]): [reason: string, remedy: string] {
  const others = `refer to one of: ${known.join(', ') || 'none yet, so write the value out'}`;
  const choice = didYouMean(reference, known, others, (meant) => `$(${meant})`);
  return [
    `$(${reference}) is not a variable of this service`,
    `${choice}; for the text itself write $$(${reference}), with two dollars`,
  ];
}

/** Findings on references in commands, in which Kubernetes replaces them too; in commands of probes it knows no secrets. */
function commandFindings(service: ServiceVariables): readonly Finding[] {
  const known = knownVariables(service);
  const wordsOf = (placed: readonly PlacedCommand[]) =>
    placed.flatMap(({ words, path }) => words.map((word, index) => ({ word, at: [...path, index] })));
  const named = (word: string) => referencesIn(word).filter((reference) => isReference(reference, known));
  return [
    ...wordsOf(service.commands).flatMap(({ word, at }) =>
      named(word).flatMap((reference) =>
        findingIf(!known.includes(reference), at, ...unknownReference(reference, choices(service))),
      ),
    ),
    ...wordsOf(service.questions).flatMap(({ word, at }) =>
      named(word).flatMap((reference) =>
        findingIf(
          true,
          at,
          `refers to $(${reference}), which Kubernetes does not replace in a probe if it comes from a secret`,
          `have a shell read it, as [sh, -c, '… "$${reference}"']; for the text itself write $$(${reference}), with two dollars`,
        ),
      ),
    ),
  ];
}
