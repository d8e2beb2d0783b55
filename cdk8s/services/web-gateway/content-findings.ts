import type { SiblingService } from '../../../model/kinds/kind-rule-context';
import { didYouMean } from '../../../model/did-you-mean';
import { findingIf, type Finding } from '../../../model/finding';

/** Findings on what a gateway shows: it needs a service with a part of the bucket, and only that service's public folder. */
export function contentFindings(
  { service: shown, folder }: { readonly service: string; readonly folder?: string },
  services: readonly SiblingService[],
): readonly Finding[] {
  const keepers = services.filter(({ needs }) => needs.bucket !== undefined || needs.ownBucket !== undefined);
  const keeper = keepers.find(({ name }) => name === shown);
  const names = keepers.map(({ name }) => name);
  const open = keeper?.publicFolder;
  return [
    ...findingIf(
      keeper === undefined,
      ['content', 'service'],
      `${shown} is not a service of this tenant with a part of its bucket`,
      didYouMean(shown, names, `name one of: ${names.join(', ') || 'none has one yet'}`),
    ),
    ...findingIf(
      open !== undefined && folder !== open,
      ['content', folder === undefined ? 'service' : 'folder'],
      `publishes everything that ${shown} stores, with its backups`,
      `write folder: ${open ?? ''}`,
    ),
  ];
}
