import { qualifiedKind, type Rendered, type RenderedObject } from '../rendered';
import { applicationsIn, deliveryLookup, type DeliveredApplication } from './delivered';
import { describeObject } from './describe-object';
import { chosenByName, imageTriggers } from './image-streams';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/** An image field in an object, as `ignoreDifferences` of an Application names it. */
interface Image {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
}

/**
 * An Application ignores exactly the image fields that OpenShift’s image trigger writes: an ignored image without a trigger would
 * never be updated. Argo CD also removes ignored fields from the dry run with which the API server compares, and the API server
 * answers *Required value* for a container without an image; then nothing of the Application is compared or applied.
 */
export const triggerImagesRule: RenderedRule = {
  id: 'trigger-images',
  holds: 'an Application ignores the images that triggers write, and no others',
  findings: (rendered) => {
    const applications = applicationsIn(rendered);
    const written = imagesOfTriggers(rendered, applications);
    return applications.flatMap((application) => {
      const left = imagesLeft(application);
      const wanted = written.get(application.metadata.name) ?? [];
      return [
        ...missing(wanted, left).map((image) =>
          finding(
            application,
            `it would revert ${describeImage(image)}, which a trigger writes`,
            'add it to ignoreDifferences',
          ),
        ),
        ...missing(left, wanted).map((image) =>
          finding(
            application,
            `it ignores ${describeImage(image)}, which no trigger writes`,
            'remove it from ignoreDifferences',
          ),
        ),
        ...(left.length > 0 && comparesByServer(application)
          ? [
              finding(
                application,
                'the API server compares its containers without an image, and refuses them',
                'leave ServerSideDiff out of its compare options',
              ),
            ]
          : []),
        ...(left.length > 0 && !application.spec.syncPolicy.syncOptions.includes('RespectIgnoreDifferences=true')
          ? [finding(application, 'it applies the images that it ignores', 'set RespectIgnoreDifferences=true')]
          : []),
      ];
    });
  },
};

function imagesOfTriggers(
  { objects }: Rendered,
  applications: readonly DeliveredApplication[],
): ReadonlyMap<string, readonly Image[]> {
  const when = deliveryLookup(applications);
  const found = new Map<string, readonly Image[]>();
  for (const object of objects) {
    const [application, images] = [when(object)?.application, triggeredImages(object)];
    if (application === undefined || images.length === 0) continue;
    found.set(application, [...(found.get(application) ?? []), ...images]);
  }
  return found;
}

const triggeredImages = (object: RenderedObject): readonly Image[] =>
  imageTriggers(object).map(({ fieldPath }) => ({
    kind: qualifiedKind(object),
    name: object.metadata.name,
    path: fieldPath.replace(chosenByName, '[$1]'),
  }));

/** Image fields that an Application ignores; the name `*` means any object. */
const imagesLeft = ({ spec }: DeliveredApplication): readonly Image[] =>
  spec.ignoreDifferences.flatMap(({ group = '', kind, name = '*', jqPathExpressions }) =>
    jqPathExpressions
      .filter((path) => path.endsWith('image'))
      .map((path) => ({
        kind: `${group}/${kind}`,
        name,
        path: path.replace(/^\./, '').replace(/\[\] \| select\(\.name == "([^"]+)"\) \| \.image$/, '[$1].image'),
      })),
  );

const describeImage = ({ kind, name, path }: Image): string => `${path} of ${kind} ${name}`;

const missing = (wanted: readonly Image[], found: readonly Image[]): readonly Image[] => {
  const known = new Set(found.map(describeImage));
  return wanted.filter((image) => !known.has(describeImage(image)));
};

const comparesByServer = ({ object }: DeliveredApplication): boolean =>
  (object.metadata.annotations['argocd.argoproj.io/compare-options'] ?? '').includes('ServerSideDiff=true');

const finding = ({ object }: DeliveredApplication, reason: string, remedy: string): RenderedFinding => ({
  place: describeObject(object),
  reason,
  remedy,
});
