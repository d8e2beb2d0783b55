import { stringify } from 'yaml';
import type { SchemaPlace } from './schema-places';

/** A choice of ours counts by the branch that stands first: the one that is right for most. */
const firstBranch = ({ anyOf = [], oneOf = [] }: SchemaPlace): SchemaPlace | undefined =>
  [...anyOf, ...oneOf].find(isPlace);

const isPlace = (schema: unknown): schema is SchemaPlace =>
  typeof schema === 'object' && schema !== null && !Array.isArray(schema);

/**
 * The least that may be written at a place of a schema: what every key that is required would say. Texts need an example beside
 * their pattern; without one there is none.
 */
export function schemaExample(place: SchemaPlace): unknown {
  const [written] = place.examples ?? [];
  if (written !== undefined) return written;
  if (place.const !== undefined) return place.const;
  if (place.enum !== undefined) return place.enum[0];
  const branch = firstBranch(place);
  if (branch !== undefined) return schemaExample(branch);
  switch (place.type) {
    case 'object':
      return Object.fromEntries(
        (place.required ?? []).flatMap((key) => {
          const child = place.properties?.[key];
          return isPlace(child) ? [[key, schemaExample(child)]] : [];
        }),
      );
    case 'array':
      return isPlace(place.items) ? [schemaExample(place.items)] : [];
    case 'integer':
    case 'number':
      return place.minimum ?? (typeof place.exclusiveMinimum === 'number' ? place.exclusiveMinimum : 0) + 1;
    case 'boolean':
      return false;
    default:
      return undefined;
  }
}

/** A value as a person would write it behind its key, in one line. */
export const toOneLine = (value: unknown): string => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
