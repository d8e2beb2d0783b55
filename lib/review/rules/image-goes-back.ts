import { toImageName } from '../../../model/formats/image-name';
import { pathText, type Difference } from '../difference';
import { holdsDataKind } from '../kept-data';
import { targetsAt, type ReviewRule } from '../review-rule';
import { objectSubject } from '../subjects';
import { isOlder } from '../versions';

/** A program that is older than the one before. */
export const imageGoesBackRule: ReviewRule = {
  id: 'image-goes-back',
  finds: 'an image with an older version than the current one',
  class: 'loses-data',
  why: 'The newer version may have migrated data in a way that the older one cannot read, or corrupts.',
  remedy: 'Roll forward, or also restore the data from before the newer version: see the runbook.',
  dangerous: pair('4.2.1', '3.9.0'),
  harmless: pair('4.2.1', '4.3.0'),
  findings: ({ objects }) =>
    objects
      .filter(({ kind }) => !holdsDataKind(kind) && kind !== 'image.openshift.io/ImageStream')
      .flatMap((change) =>
        change.differences.flatMap((difference) => {
          const versions = olderVersion(difference);
          return versions === undefined ? [] : [{ change, difference, versions }];
        }),
      )
      .map(({ change, difference, versions: [before, after] }) => ({
        class: 'loses-data' as const,
        layer: 'cluster' as const,
        subject: objectSubject(change),
        what: `goes back from version ${before} to ${after}`,
        targets: targetsAt(change, [difference]),
      })),
};

/** Versions before and after, if the difference is an image of the same repository with an older tag. */
function olderVersion({ path, before, after }: Difference): readonly [string, string] | undefined {
  if (typeof before !== 'string' || typeof after !== 'string' || !pathText(path).endsWith('.image')) return undefined;
  const [one, other] = [toImageName(before), toImageName(after)];
  if (one?.tag === undefined || other?.tag === undefined || one.repository !== other.repository) return undefined;
  return isOlder(other.tag, one.tag) ? [one.tag, other.tag] : undefined;
}

function pair(before: string, after: string): ReviewRule['dangerous'] {
  const file = (version: string) => ({
    'cluster/conf/registration.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: registration
  namespace: conf
spec:
  template:
    spec:
      containers:
        - name: registration
          image: quay.io/commons/registration:${version}
`,
  });
  return { before: file(before), after: file(after) };
}
