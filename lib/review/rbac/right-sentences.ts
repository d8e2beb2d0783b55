import { shortList } from '../../short-list';
import type { ReviewClass } from '../review-finding';
import { dangerWords, type ClusterRight } from './cluster-right';

/** What somebody may do newly, in words. */
export interface RightSentence {
  readonly class: ReviewClass;
  /** Like `may now get, list secrets in every namespace: it can read secrets`. */
  readonly words: string;
}

/**
 * Says rights in sentences: those of a place with the same danger together.
 *
 * @param home the only namespace in which they had rights before; it is not named, so that the same of many can be said once
 * @param change whether they are new or lost; of lost ones, it is not said why they are more than they seem
 */
export function rightSentences(
  rights: readonly ClusterRight[],
  judge: (right: ClusterRight) => ReviewClass,
  home: string | undefined,
  change: 'now' | 'no longer' = 'now',
): readonly RightSentence[] {
  const groups = new Map<string, { danger: ReviewClass; because: string | undefined; rights: ClusterRight[] }>();
  for (const right of rights) {
    const [danger, because] = [judge(right), change === 'now' ? dangerWords(right) : undefined];
    if (danger === 'routine') continue;
    const key = JSON.stringify([danger, because, right.namespace]);
    const group = groups.get(key) ?? { danger, because, rights: [] };
    group.rights.push(right);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ danger, because, rights: joined }) => ({
    class: danger,
    words: `may ${change} ${listWords(joined)} ${placeWords(joined[0]?.namespace ?? '*', home)}${because === undefined ? '' : `: ${because}`}`,
  }));
}

function placeWords(namespace: string, home: string | undefined): string {
  if (namespace === '*') return 'in every namespace';
  if (namespace === '') return 'wherever they have it';
  return namespace === home ? 'in its own namespace' : `in namespace ${namespace}`;
}

const mostResources = 8;

/** Verbs with their resources, resources with the same verbs together. */
function listWords(rights: readonly ClusterRight[]): string {
  if (rights.some(isEverything)) return 'do everything';
  const verbsByResource = new Map<string, Set<string>>();
  for (const right of rights) {
    const resource = resourceWords(right);
    verbsByResource.set(resource, (verbsByResource.get(resource) ?? new Set()).add(verbWords(right)));
  }
  const resourcesByVerbs = new Map<string, string[]>();
  for (const [resource, verbs] of verbsByResource) {
    const key = verbs.has('do everything with') ? 'do everything with' : [...verbs].sort().join(', ');
    resourcesByVerbs.set(key, [...(resourcesByVerbs.get(key) ?? []), resource]);
  }
  return [...resourcesByVerbs]
    .map(([verbs, resources]) => {
      return `${verbs} ${shortList(resources, mostResources)}`;
    })
    .join('; ');
}

const isEverything = ({ verb, group, resource }: ClusterRight): boolean =>
  verb === '*' && group === '*' && resource === '*';

const verbWords = ({ verb, resource }: ClusterRight): string => {
  if (resource.startsWith('role:')) return 'act by';
  return verb === '*' ? 'do everything with' : verb;
};

function resourceWords({ group, resource, name, path }: ClusterRight): string {
  if (path !== '') return `the path ${path}`;
  if (resource.startsWith('role:')) return `the role ${resource.slice('role:'.length)}`;
  const kind = resource === '*' ? 'all kinds' : resource;
  const full = group === '' || group === '*' ? kind : `${kind}.${group}`;
  return name === '*' ? full : `${full} ${name}`;
}
