import { z } from 'zod';
import { toImageName } from '../../../model/formats/image-name';
import type { RenderedObject } from '../../rendered';
import type { ObjectChange } from '../changes';
import { pathText, type Difference } from '../difference';
import { exampleManifest } from '../example-files';
import type { ReviewClass } from '../review-finding';
import { targetsAt, type ReviewRule, type RuleFinding } from '../review-rule';
import { objectSubject } from '../subjects';

/** A program that comes from somebody else, or whose version is left to whoever builds it. */
export const otherImageRule: ReviewRule = {
  id: 'other-image',
  finds: 'an image from another registry or owner, or one whose version is not fixed any more',
  class: 'lets-in',
  why: 'Whoever can write to the place of an image decides what runs, with all rights and secrets of its pods.',
  remedy: 'Take the image from whom it came before, with its version or digest, or check who can write there.',
  dangerous: { before: pods('quay.io/commons/web:1.2'), after: pods('quay.io/someone/web:1.2') },
  harmless: { before: pods('quay.io/commons/web:1.2'), after: pods('quay.io/commons/web:1.3') },
  findings: ({ objects }) => [
    ...objects.flatMap(mirrorFindings),
    ...objects.flatMap((change) =>
      change.differences.flatMap((difference) => {
        const found = judged(difference);
        if (found === undefined) return [];
        const targets = targetsAt(change, [difference]);
        return [{ ...found, layer: 'cluster' as const, subject: objectSubject(change), targets }];
      }),
    ),
  ],
};

const mirrorSchema = z
  .array(z.looseObject({ source: z.string(), mirrors: z.array(z.string()).default([]) }))
  .default([]);
const mirrorSetSchema = z.looseObject({ imageTagMirrors: mirrorSchema, imageDigestMirrors: mirrorSchema });

/** What is asked before the registry that an image names, for each source. */
const mirrorsIn = (object: RenderedObject | undefined): ReadonlyMap<string, readonly string[]> => {
  const { data } = mirrorSetSchema.safeParse(object?.spec);
  return new Map(
    [...(data?.imageTagMirrors ?? []), ...(data?.imageDigestMirrors ?? [])].map(({ source, mirrors }) => [
      source,
      mirrors,
    ]),
  );
};

/** Mirrors of an owner that no mirror of the same source had before. An image with a digest is what it was; one with a tag is whatever is there. */
function mirrorFindings(change: ObjectChange): readonly RuleFinding[] {
  if (!/^config\.openshift\.io\/Image(Tag|Digest)MirrorSet$/.test(change.kind)) return [];
  const old = mirrorsIn(change.before);
  return [...mirrorsIn(change.after)].flatMap(([source, mirrors]) => {
    const owners = new Set((old.get(source) ?? []).map(owner));
    return mirrors
      .filter((mirror) => !owners.has(owner(mirror)))
      .map((mirror) => ({
        class: 'lets-in' as const,
        layer: 'cluster' as const,
        subject: `images of ${source}`,
        what: `come from ${mirror} first`,
        targets: change.differences.length === 0 ? [{ change }] : targetsAt(change, change.differences),
      }));
  });
}

interface JudgedImage {
  readonly class: ReviewClass;
  readonly what: string;
}

/** Fields of pods, databases and image streams that name an image. */
const imageField = /\.(image|imageName)$|^spec\.tags\[[^\]]*\]\.from\.name$/;

function judged({ path, before, after }: Difference): JudgedImage | undefined {
  if (typeof before !== 'string' || typeof after !== 'string' || !imageField.test(pathText(path))) return undefined;
  const [one, other] = [toImageName(before), toImageName(after)];
  if (one === undefined || other === undefined) return undefined;
  const places = [owner(other.repository), owner(one.repository)] as const;
  // Many programs of one owner move together, and then are one finding.
  if (places[0] !== places[1]) return { class: 'lets-in', what: `comes from ${places[0]} in place of ${places[1]}` };
  if (isFixed(before) && !isFixed(after))
    return { class: 'weakens', what: `is whatever ${after} is when a pod starts, and had a version` };
  return one.repository === other.repository
    ? undefined
    : { class: 'watch', what: `comes from ${other.repository} in place of ${one.repository}` };
}

/** Whoever can write to a repository: all of it but the last part. */
const owner = (repository: string): string => repository.slice(0, Math.max(0, repository.lastIndexOf('/')));

/** Whether an image has a digest or a number as its version. */
const isFixed = (image: string): boolean => /@sha256:|:[^/]*\d[^/]*$/.test(image);

function pods(image: string): ReviewRule['dangerous']['before'] {
  return exampleManifest('wiki/web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'wiki' },
    spec: { template: { spec: { containers: [{ name: 'web', image }] } } },
  });
}
