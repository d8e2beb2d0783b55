import { z } from 'zod';
import { utf8Length, inKiB, sizeLimits } from '../../model/data/size-limits';
import { qualifiedKind, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/** Objects, ConfigMaps, annotations, arguments and variables are below the limits of Kubernetes, etcd and Linux. */
export const objectSizesRule: RenderedRule = {
  id: 'object-sizes',
  holds: 'objects, data, annotations, arguments and variables are below the limits of Kubernetes, etcd and Linux',
  findings: ({ objects }) => objects.flatMap(objectFindings),
};

function objectFindings(object: RenderedObject): readonly RenderedFinding[] {
  const held = [
    // The field `file` is not a part of the object, and is short.
    { what: 'it', bytes: utf8Length(JSON.stringify(object)), most: sizeLimits.object },
    { what: 'its data', bytes: dataBytes(object), most: sizeLimits.configMap },
    ...mapsBelow(object),
  ];
  return held
    .filter(({ bytes, most }) => bytes > most)
    .map(({ what, bytes, most }) => ({
      place: describeObject(object),
      reason: `${what} has ${inKiB(bytes)}, and the limit is ${inKiB(most)}`,
      remedy: 'make it shorter, or put the data into an image or a bucket',
    }));
}

interface Held {
  readonly what: string;
  readonly bytes: number;
  readonly most: number;
}

const textsSchema = z.record(z.string(), z.string()).catch({});

function dataBytes(object: RenderedObject): number {
  if (!['/ConfigMap', '/Secret'].includes(qualifiedKind(object))) return 0;
  const { data, stringData, binaryData } = object;
  return [data, stringData, binaryData].reduce((sum: number, map) => sum + mapBytes(textsSchema.parse(map ?? {})), 0);
}

const mapBytes = (map: Readonly<Record<string, string>>): number =>
  Object.entries(map).reduce((sum, [key, value]) => sum + utf8Length(key) + utf8Length(value), 0);

const containerSchema = z.looseObject({
  name: z.string(),
  command: z.array(z.string()).default([]),
  args: z.array(z.string()).default([]),
  env: z.array(z.looseObject({ name: z.string(), value: z.string().default('') })).default([]),
});

/** Sizes inside an object: annotations, also of pod templates, and arguments and variables of containers. */
function mapsBelow(value: unknown): readonly Held[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(mapsBelow);
  return Object.entries(value).flatMap(([key, inner]: readonly [string, unknown]) => [
    ...(key === 'annotations'
      ? [{ what: 'all annotations', bytes: mapBytes(textsSchema.parse(inner)), most: sizeLimits.annotations }]
      : []),
    ...(/[cC]ontainers$/.test(key) && Array.isArray(inner) ? inner.flatMap(startedWith) : []),
    ...mapsBelow(inner),
  ]);
}

function startedWith(value: unknown): readonly Held[] {
  const container = containerSchema.safeParse(value).data;
  if (container === undefined) return [];
  const { name, command, args, env } = container;
  // A NUL byte ends each text; `$$` in a manifest is one dollar.
  const texts = [...command, ...args, ...env.map((each) => `${each.name}=${each.value}`)].map(
    (text) => utf8Length(text.replaceAll('$$', '$')) + 1,
  );
  return [
    { what: `the longest argument or variable of ${name}`, bytes: Math.max(0, ...texts), most: sizeLimits.argument },
    {
      what: `what ${name} is started with`,
      bytes: texts.reduce((sum, bytes) => sum + bytes, 0),
      most: sizeLimits.allArguments,
    },
  ];
}
