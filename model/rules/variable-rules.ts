import { nearest } from '../nearest';
import { circleOf, settingText } from '../ordered-settings';
import type { PathStep } from '../problem';
import { applicationVariables, providedVariables } from '../provided-variables';
import type { ServiceOfKind } from '../tenant';
import { referencesIn, variableName } from '../variable-text';
import { findingIf, repeatFindings, type Finding } from './findings';
import { secretLikeness } from './secret-likeness';

/** A service whose containers get variables that its tenant names. */
type ConfigurableService = ServiceOfKind<'web-application' | 'automation'>;

/** What must hold for the environment variables that a tenant's file gives to a service, and for what refers to them. */
export const variableFindings = (service: ConfigurableService, path: readonly PathStep[]): readonly Finding[] => [
  ...nameFindings(service, path),
  ...secretFindings(service, path),
  ...settingReferenceFindings(service, path),
  ...(service.kind === 'web-application' ? fileFindings(service, path) : []),
  ...commandFindings(service, path),
];

const secretNames = ({ secrets }: ConfigurableService): readonly string[] =>
  secrets.map((secret) => (typeof secret === 'string' ? secret : secret.generated));

/** Variables whose values take the place of references: those that stand in the manifest. */
const knownNames = (service: ConfigurableService): readonly string[] => [
  ...providedVariables(service).flatMap(({ name, by }) => (by === 'manifest' ? [name] : [])),
  ...secretNames(service),
  ...Object.keys(service.settings),
];

function nameFindings(service: ConfigurableService, path: readonly PathStep[]): readonly Finding[] {
  const { settings } = service;
  const secrets = secretNames(service);
  const places = [
    ...Object.keys(settings).map((name) => ({ name, at: [...path, 'settings', name] })),
    ...secrets.map((name, index) => ({ name, at: [...path, 'secrets', index] })),
  ];
  const taken = new Map(providedVariables(service).map((variable) => [variable.name, variable.for]));
  return [
    ...repeatFindings(
      secrets,
      (index) => [...path, 'secrets', index],
      (first) => `repeats secrets[${first}]`,
      'name each once',
    ),
    ...secrets.flatMap((name, index) =>
      findingIf(
        name in settings,
        [...path, 'secrets', index],
        `${name} is a setting too`,
        'keep it in one of the two lists',
      ),
    ),
    ...places.flatMap(({ name, at }) =>
      findingIf(
        taken.has(name),
        at,
        `${name} is set by the platform, for ${taken.get(name) ?? ''}`,
        'remove it, or rename it',
      ),
    ),
  ];
}

const mendSecret =
  'list the name under secrets and put the value into AWS Secrets Manager; a setting that has more in it refers to it as $(NAME); if it is none, write { value: <text>, notSecret: <reason> }';

const secretFindings = ({ settings }: ConfigurableService, path: readonly PathStep[]): readonly Finding[] =>
  Object.entries(settings).flatMap(([name, setting]) => {
    const likeness = typeof setting === 'string' ? secretLikeness(name, setting) : undefined;
    return likeness === undefined ? [] : findingIf(true, [...path, 'settings', name], likeness, mendSecret);
  });

function settingReferenceFindings(service: ConfigurableService, path: readonly PathStep[]): readonly Finding[] {
  const { settings } = service;
  const known = knownNames(service);
  return Object.entries(settings).flatMap(([name, setting]) => {
    const at = [...path, 'settings', name, ...(typeof setting === 'string' ? [] : ['value'])];
    const circle = circleOf(name, settings);
    const others = circle?.slice(0, -1) ?? [];
    return [
      ...referencesIn(settingText(setting)).flatMap((reference) =>
        findingIf(!known.includes(reference), at, ...unknownReference(reference, known)),
      ),
      ...findingIf(
        circle !== undefined,
        at,
        `refers to itself${others.length === 0 ? '' : ` by way of ${others.join(', ')}`}`,
        'write the value out: Kubernetes knows no variable of the image, and of these only what stands above',
      ),
    ];
  });
}

function unknownReference(reference: string, known: readonly string[]): [reason: string, remedy: string] {
  const meant = nearest(reference, known);
  const choice =
    meant === undefined
      ? `refer to one of: ${known.join(', ') || 'none yet, so write the value out'}`
      : `did you mean $(${meant})?`;
  return [
    `$(${reference}) is no variable of this service`,
    `${choice}; for the text itself write $$(${reference}), with two dollars`,
  ];
}

/** A file comes as it is written; whoever writes a reference into one expects otherwise. */
function fileFindings(service: ServiceOfKind<'web-application'>, path: readonly PathStep[]): readonly Finding[] {
  const known = [
    ...knownNames(service),
    ...Object.values(applicationVariables).flatMap((all) => all.map(({ name }) => name)),
  ];
  return Object.entries(service.files).flatMap(([file, text]) =>
    referencesIn(text).flatMap((reference) => {
      const meant = known.includes(reference) ? reference : nearest(reference, known);
      return findingIf(
        meant !== undefined && variableName.test(reference),
        [...path, 'files', file],
        `refers to $(${reference}), which stays that text: files come as they are written`,
        `let the application read ${meant ?? ''} from its environment, or under the name that it looks for by settings: { ITS_NAME: $(${meant ?? ''}) }`,
      );
    }),
  );
}

/** Kubernetes replaces references in commands too; in those that ask whether a process works it knows no secrets. */
function commandFindings(service: ConfigurableService, path: readonly PathStep[]): readonly Finding[] {
  const known = knownNames(service);
  const wordsOf = (command: readonly string[], at: readonly PathStep[]) =>
    command.map((word, index) => ({ word, at: [...path, ...at, index] }));
  const commands =
    service.kind === 'automation'
      ? service.hooks.flatMap(({ run }, index) => wordsOf(run, ['hooks', index, 'run']))
      : [
          ...wordsOf(service.migrate ?? [], ['migrate']),
          ...service.workers.flatMap(({ command }, index) => wordsOf(command, ['workers', index, 'command'])),
          ...service.schedule.flatMap(({ command }, index) => wordsOf(command, ['schedule', index, 'command'])),
        ];
  const questions =
    service.kind === 'automation'
      ? []
      : service.workers.flatMap(({ alive }, index) =>
          'none' in alive ? [] : wordsOf(alive, ['workers', index, 'alive']),
        );
  const named = (word: string) => referencesIn(word).filter((reference) => variableName.test(reference));
  return [
    ...commands.flatMap(({ word, at }) =>
      named(word).flatMap((reference) =>
        findingIf(!known.includes(reference), at, ...unknownReference(reference, known)),
      ),
    ),
    ...questions.flatMap(({ word, at }) =>
      named(word).flatMap((reference) =>
        findingIf(
          true,
          at,
          `refers to $(${reference}), which stays that text where it comes from a secret`,
          `have a shell read it, as [sh, -c, '… "$${reference}"']; for the text itself write $$(${reference}), with two dollars`,
        ),
      ),
    ),
  ];
}
