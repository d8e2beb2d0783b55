import type { z } from 'zod';
import type { PathStep } from './problem';

/** One place of a JSON Schema: what is written there, and what may be written instead. */
export type SchemaPlace = z.core.JSONSchema.BaseSchema;

/**
 * All places of the schema that `path` can lead to in a file that says `value`. Below a choice by `kind` only the branch
 * of the kind that is written counts; below other choices all do.
 */
export function schemaPlaces(root: SchemaPlace, value: unknown, path: readonly PathStep[]): readonly SchemaPlace[] {
  let places = unfold(root, value);
  let current = value;
  for (const step of path) {
    current = getChild(current, step);
    places = places
      .map(({ items, properties, additionalProperties }) =>
        typeof step === 'number' ? items : (properties?.[step] ?? additionalProperties),
      )
      .filter(isPlace)
      .flatMap((place) => unfold(place, current));
  }
  return places;
}

/** A place and its branches, and theirs. */
function unfold(place: SchemaPlace, value: unknown): readonly SchemaPlace[] {
  const { anyOf = [], oneOf = [] } = place;
  const branches = [...anyOf, ...oneOf].filter(isPlace);
  const meant = branches.filter((branch) => isOfKind(branch, value));
  return [place, ...(meant.length > 0 ? meant : branches).flatMap((branch) => unfold(branch, value))];
}

const isOfKind = ({ properties = {} }: SchemaPlace, value: unknown): boolean =>
  Object.entries(properties).some(
    ([key, property]) => isPlace(property) && property.const !== undefined && property.const === getChild(value, key),
  );

const getChild = (value: unknown, step: PathStep): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, step)?.value : undefined;

/** `true` and `false` are schemas too, but say nothing; lists of schemas describe tuples, which we have none of. */
const isPlace = (schema: unknown): schema is SchemaPlace =>
  typeof schema === 'object' && schema !== null && !Array.isArray(schema);
