import type { ObjectChange } from '../changes';
import type { Comparison } from '../comparison';
import { canonical, pathText } from '../difference';
import { valueAt } from '../value-at';
import type { DeliveryChange } from './delivery-change';
import { isFirstOfProject } from './is-first-of-project';

/** From where an application or a secret comes, if that is another place than before. */
export function sourceChanges(change: ObjectChange, comparison: Comparison): readonly DeliveryChange[] {
  if (change.before === undefined || change.after === undefined) return [];
  switch (change.kind) {
    case 'argoproj.io/Application':
      return applicationChanges(change, comparison);
    case 'external-secrets.io/SecretStore':
    case 'external-secrets.io/ClusterSecretStore':
      return storeChanges(change);
    case 'external-secrets.io/ExternalSecret':
      return secretChanges(change);
    default:
      return [];
  }
}

const applicationChanges = (change: ObjectChange, comparison: Comparison): readonly DeliveryChange[] =>
  change.differences.flatMap(({ path, before, after }): readonly DeliveryChange[] => {
    const place = pathText(path);
    const field = place.slice(place.lastIndexOf('.') + 1);
    if (!place.startsWith('spec.') || before === undefined) return [];
    const pair = `${words(after)} in place of ${words(before)}`;
    if (field === 'repoURL') return [{ class: 'lets-in', what: `comes from ${pair}`, path: ['spec', 'source'] }];
    if (field === 'targetRevision')
      return [{ class: 'watch', what: `comes from revision ${pair}`, path: ['spec', 'source'] }];
    if (field === 'project')
      return [{ class: 'watch', what: `is held by the project ${pair}`, path: ['spec', 'project'] }];
    if (place === 'spec.destination.namespace' && isFirstOfProject(change, comparison)) return [];
    if (place.startsWith('spec.destination'))
      return [{ class: 'watch', what: `goes to ${pair}`, path: ['spec', 'destination'] }];
    return [];
  });

function storeChanges({ before, after }: ObjectChange): readonly DeliveryChange[] {
  const conditions = [before, after].map((side) => valueAt(side, ['spec', 'conditions']));
  const isOpen = conditions[0] !== undefined && conditions[1] === undefined;
  const isOther = (path: readonly string[]) => canonical(valueAt(before, path)) !== canonical(valueAt(after, path));
  return [
    ...(isOpen ? [{ class: 'lets-in' as const, what: 'may be used from every namespace', path: ['spec'] }] : []),
    ...(!isOpen && isOther(['spec', 'conditions'])
      ? [
          {
            class: 'lets-in' as const,
            what: 'may be used from other namespaces than before',
            path: ['spec', 'conditions'],
          },
        ]
      : []),
    ...(isOther(['spec', 'provider'])
      ? [
          {
            class: 'lets-in' as const,
            what: 'reads secrets from another place, or as somebody else, than before',
            path: ['spec', 'provider'],
          },
        ]
      : []),
  ];
}

/** Secrets have the owner in the second part of their name: another one there is somebody else's secret. */
const secretChanges = ({ differences }: ObjectChange): readonly DeliveryChange[] =>
  differences.flatMap(({ path, before, after }) => {
    if (path.at(-1) !== 'key' || typeof before !== 'string' || typeof after !== 'string') return [];
    const owner = (name: string) => name.split('/').slice(0, 2).join('/');
    return owner(before) === owner(after)
      ? []
      : [
          {
            class: 'lets-in' as const,
            what: `is filled from the secret ${after} in place of ${before}`,
            path: ['spec'],
          },
        ];
  });

const words = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? 'nothing'));
