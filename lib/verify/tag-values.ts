import { z } from 'zod';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** A list in most types, a map in some. */
const tagsSchema = z
  .union([
    z.array(z.looseObject({ Key: z.string(), Value: z.unknown() })),
    z.record(z.string(), z.unknown()).transform((map) => Object.entries(map).map(([Key, Value]) => ({ Key, Value }))),
  ])
  .catch([]);

/**
 * What a tag may consist of wherever it is: S3, IAM and others refuse what EC2 takes, a comma or brackets for example. S3 does so
 * only when the bucket is made (`InvalidTag`), and the stack fails. Source: AWS, "Tagging your AWS resources", Tag naming limits
 * and requirements.
 */
const everywhere = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Characters of a tag: "Maximum key length" and "Maximum value length" of the same page. */
const longest = { key: 128, value: 256 } as const;

/** Tags are such as every service of AWS takes. */
export const tagValuesRule: RenderedRule = {
  id: 'tag-values',
  holds: 'every tag of a resource has only characters that all services of AWS take, and is not too long',
  findings: ({ resources }) =>
    resources.flatMap((each) =>
      tagsSchema.parse(each.resource.Properties.Tags).flatMap(({ Key: key, Value: value }) => {
        const place = describeResource(each);
        if (!everywhere.test(key) || key.length > longest.key) {
          return [{ place, reason: `has the tag ${key}, a key that AWS refuses`, remedy: remedy(longest.key) }];
        }
        return typeof value !== 'string' || (everywhere.test(value) && value.length <= longest.value)
          ? []
          : [
              {
                place,
                reason: `has the tag ${key} with a value that AWS refuses: ${value}`,
                remedy: remedy(longest.value),
              },
            ];
      }),
    ),
};

const remedy = (length: number): string =>
  `write letters, digits, spaces and _ . : / = + - @ only, at most ${length} characters`;
