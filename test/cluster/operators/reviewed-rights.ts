import type { Right } from '../support/rights';

/** Rights that are granted and that no delivery asks for, looked at by somebody. */
export interface ReviewedRights {
  readonly role: string;
  readonly verbs: readonly string[] | 'all';
  readonly resources: readonly string[] | 'all';
  readonly because: string;
}

export const reviewedRights: readonly ReviewedRights[] = [
  {
    role: 'ClusterRole commons-platform-delivery',
    verbs: ['update', 'delete'],
    resources: 'all',
    because: 'Argo CD replaces what asks to be replaced, and deletes what is removed; a first delivery has neither',
  },
];

/** Rights that no row covers, and rows that cover nothing any more, for people. */
export function uncovered(unused: readonly Right[], reviewed: readonly ReviewedRights[]): readonly string[] {
  const isCovered = ({ role, verb, resource }: Right, row: ReviewedRights): boolean =>
    row.role === role &&
    (row.verbs === 'all' || row.verbs.includes(verb)) &&
    (row.resources === 'all' || row.resources.includes(resource));
  return [
    ...unused
      .filter((right) => !reviewed.some((row) => isCovered(right, row)))
      .map(({ user, role, verb, resource }) => `${user} never asks to ${verb} ${resource}, which ${role} grants`),
    ...reviewed
      .filter((row) => !unused.some((right) => isCovered(right, row)))
      .map(
        ({ role, because }) => `${role}: every right of the row “${because}” is asked for, or is gone: remove the row`,
      ),
  ];
}
