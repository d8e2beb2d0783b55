import type { Comparison } from '../comparison';
import { exampleResources } from '../example-files';
import { heldData, type HeldData } from '../held-data';
import { isTemplate, type RenderedSnapshot, type RenderedTemplate } from '../rendered-snapshot';
import type { ReviewClass } from '../review-finding';
import type { ReviewRule } from '../review-rule';

/** A stack that is no longer rendered. No deploy deletes it, so its resources are not gone, as other rules would say. */
export const removedStackRule: ReviewRule = {
  id: 'removed-stack',
  finds: 'a stack that is no longer rendered, or that has another name',
  class: 'loses-data',
  why: 'No deploy deletes a stack that is no longer rendered: it keeps running and costing money, unmanaged. Deleting it later deletes everything that is not retained.',
  remedy:
    'Keep it under its name. If it has to go, move its data, and say in the change who deletes the stack and when.',
  dangerous: { before: exampleResources({ Uploads: bucket('Delete') }), after: {} },
  harmless: {
    before: exampleResources({ Uploads: bucket('Retain') }),
    after: exampleResources({ Uploads: bucket('Retain'), Backups: bucket('Retain') }),
  },
  explains: true,
  findings: (comparison) => {
    const { before, after, resources } = comparison;
    return templatesOnlyIn(before, after).map((gone) => {
      const held = heldData(gone.template.Resources);
      const heir = findHeir(gone, comparison);
      return {
        class: classes[held],
        layer: 'aws' as const,
        subject: `stack ${gone.stack}`,
        what:
          heir === undefined
            ? stays[held]
            : `becomes ${heir.stack}, which is created beside it and ${held === 'none' ? 'finds its names taken' : 'is empty'}`,
        targets: resources.filter(({ file }) => file === gone.file).map((change) => ({ change })),
      };
    });
  },
};

const classes: Readonly<Record<HeldData, ReviewClass>> = {
  deleted: 'loses-data',
  retained: 'irreversible',
  none: 'costs',
};

const stays: Readonly<Record<HeldData, string>> = {
  deleted: 'is no longer rendered: it stays in AWS until somebody deletes it, together with its data',
  retained: 'is no longer rendered: it stays in AWS with its data, unmanaged',
  none: 'is no longer rendered: it stays in AWS until somebody deletes it',
};

/** Templates of a version that the other version does not have. */
const templatesOnlyIn = (one: RenderedSnapshot, other: RenderedSnapshot): readonly RenderedTemplate[] =>
  [...one.files.keys()]
    .filter((file) => isTemplate(file) && !other.files.has(file))
    .flatMap((file) => one.template(file) ?? []);

/** A new stack with most of the resources of one that is gone: the same one under another name. */
function findHeir(gone: RenderedTemplate, { before, after }: Comparison): RenderedTemplate | undefined {
  const old = Object.entries(gone.template.Resources);
  return templatesOnlyIn(after, before).find(
    ({ template: { Resources } }) =>
      old.filter(([logicalId, { Type }]) => Resources[logicalId]?.Type === Type).length * 2 > old.length,
  );
}

function bucket(DeletionPolicy: 'Delete' | 'Retain'): object {
  return { Type: 'AWS::S3::Bucket', Properties: {}, DeletionPolicy };
}
