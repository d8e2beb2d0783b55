import type { PathStep } from '../problem';
import type { ServiceOfKind } from '../tenant';
import { findingIf, repeatFindings, type Finding } from './findings';

/** Variables that the platform sets, and what for. */
export interface TakenVariables {
  readonly for: string;
  readonly begins: RegExp;
}

/** What must hold for the environment variables that a tenant's file gives to a service. */
export function variableFindings(
  service: Pick<ServiceOfKind<'web-application'>, 'settings' | 'secrets'>,
  taken: readonly TakenVariables[],
  path: readonly PathStep[],
): readonly Finding[] {
  const { settings } = service;
  const secrets = service.secrets.map((secret) => (typeof secret === 'string' ? secret : secret.generated));
  const places = [
    ...Object.keys(settings).map((name) => ({ name, at: [...path, 'settings', name] })),
    ...secrets.map((name, index) => ({ name, at: [...path, 'secrets', index] })),
  ];
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
    ...taken.flatMap(({ for: purpose, begins }) =>
      places.flatMap(({ name, at }) =>
        findingIf(begins.test(name), at, `${name} is set by the platform, for ${purpose}`, 'remove it, or rename it'),
      ),
    ),
  ];
}
