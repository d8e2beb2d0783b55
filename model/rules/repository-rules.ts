import { findingIf, repeatFindings, type Finding } from '../finding';
import { areNested } from '../nested-branches';
import type { EnvironmentFile } from './findings';

/** What must hold for where the cluster reads its manifests. */
export function repositoryFindings({ repository }: EnvironmentFile): readonly Finding[] {
  const { url, branch, delivery, mirror, follow } = repository;
  return [
    ...findingIf(
      'signedBy' in delivery && delivery.branch === branch,
      ['repository', 'delivery', 'branch'],
      `${branch} is the branch that people merge into: an engineer seldom signs its newest commit`,
      'name another branch, like delivered',
    ),
    ...findingIf(
      'signedBy' in delivery && areNested(delivery.branch, branch),
      ['repository', 'delivery', 'branch'],
      `cannot be beside ${branch}: to Git, one is a folder of the other`,
      'name another branch, like delivered',
    ),
    ...repeatFindings(
      'signedBy' in delivery ? delivery.signedBy : [],
      (index) => ['repository', 'delivery', 'signedBy', index],
      (first) => `repeats repository.delivery.signedBy[${first}]`,
      'name each engineer once',
    ),
    ...('none' in mirror
      ? findingIf(
          follow === 'mirror',
          ['repository', 'follow'],
          'there is no mirror to follow',
          'write repository.mirror, or leave follow out',
        )
      : findingIf(
          new URL(mirror.url).host === new URL(url).host,
          ['repository', 'mirror', 'url'],
          `${new URL(url).host} is the host of the repository itself: both would be down at once`,
          'name a copy at another host',
        )),
  ];
}
