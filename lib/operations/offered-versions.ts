import { z } from 'zod';
import type { OpenShiftReleaseName } from '../../model/data/openshift-releases';
import type { Operator } from '../../model/data/operators';

/**
 * Packages as catalogues offer them. Source: operator-framework/operator-lifecycle-manager, PackageManifest of
 * packages.operators.coreos.com.
 */
const manifestsSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      metadata: z.looseObject({ name: z.string() }),
      status: z.looseObject({
        catalogSource: z.string(),
        channels: z
          .array(
            z.looseObject({
              name: z.string(),
              currentCSV: z.string(),
              entries: z.array(z.looseObject({ name: z.string(), version: z.string().default('') })).default([]),
            }),
          )
          .default([]),
      }),
    }),
  ),
});

export type PackageManifest = z.output<typeof manifestsSchema>['items'][number];

/** Parses the output of `oc get packagemanifests --output=json`. */
export const packageManifests = (text: string): readonly PackageManifest[] =>
  manifestsSchema.parse(JSON.parse(text)).items;

/** The version of an operator to install, or the reason why there is none. */
export type Offer = { readonly version: string } | { readonly because: string };

/**
 * The newest version in the operator's channel. If the release must stay on a line (`heldBackTo`), the newest version
 * of that line.
 */
export function offeredVersion(
  operator: Operator,
  release: OpenShiftReleaseName,
  manifests: readonly PackageManifest[],
): Offer {
  const supply = operator.releases[release];
  if (!('channel' in supply)) return { because: `no catalogue has it for ${release}` };
  const manifest = manifests.find(
    ({ metadata, status }) => metadata.name === operator.package && status.catalogSource === operator.catalogue,
  );
  if (manifest === undefined) return { because: `${operator.catalogue} does not offer it` };
  const channel = manifest.status.channels.find(({ name }) => name === supply.channel);
  if (channel === undefined) {
    const channels = manifest.status.channels.map(({ name }) => name).join(', ');
    return { because: `${operator.catalogue} has no channel ${supply.channel} of it, but ${channels || 'none'}` };
  }
  const { heldBackTo } = supply;
  if (heldBackTo === undefined) return { version: channel.currentCSV };
  const held = channel.entries.filter(({ version }) => version === heldBackTo || version.startsWith(`${heldBackTo}.`));
  const newest = held.reduce<(typeof held)[number] | undefined>(
    (best, each) => (best === undefined || isNewer(each.version, best.version) ? each : best),
    undefined,
  );
  return newest === undefined
    ? { because: `${supply.channel} has no version of ${heldBackTo}, the line for ${release}` }
    : { version: newest.name };
}

/**
 * Whether one version is newer than another. Numbers are compared as numbers; other parts, such as those of builds, as
 * text.
 */
function isNewer(one: string, other: string): boolean {
  const [ones, others] = [one, other].map((version) => version.split(/[.+-]/));
  for (const [index, part] of (ones ?? []).entries()) {
    const against = others?.[index] ?? '';
    if (part === against) continue;
    return /^\d+$/.test(part) && /^\d+$/.test(against) ? Number(part) > Number(against) : part > against;
  }
  return false;
}
