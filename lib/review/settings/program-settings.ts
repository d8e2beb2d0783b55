import { load } from 'js-yaml';
import { z } from 'zod';
import type { RenderedObject } from '../../rendered';
import type { ObjectChange } from '../changes';
import { differences, pathText, type Difference, type DifferenceStep } from '../difference';
import { podSpec } from '../pods/pod-spec';
import { textAt, valueAt } from '../value-at';
import { writtenSettings } from './inside-texts';

/** A setting of a service's program that is another than before, with its name as people find it. */
export interface ProgramSetting {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Where it is written in the object. */
  readonly at: readonly DifferenceStep[];
}

/**
 * What is different in the settings of a service's program, whoever wrote them: variables of its pods, and what is written in the files
 * that they read. Empty for what is new, whose file is read as a whole, and for files of the platform, which other rules judge.
 */
export function programSettings(change: ObjectChange): readonly ProgramSetting[] {
  const { kind, before, after } = change;
  if (before === undefined || after === undefined) return [];
  const folder = folders[kind];
  if (folder !== undefined) return isOfTenant(after) ? fileSettings(before, after, folder) : [];
  const [old, current] = [containers(before), containers(after)];
  return Object.entries(current).flatMap(([container, variables]) => {
    const former = old[container];
    if (former === undefined) return [];
    return settingsIn(differences(former, variables)).map((each) => ({ ...each, at: placeIn(change, each.at) }));
  });
}

/** By the label that everything rendered has. */
function isOfTenant(object: RenderedObject): boolean {
  const owner = textAt(object, ['metadata', 'labels', 'commons-platform/owner']);
  return owner !== undefined && owner !== 'platform';
}

/** Where a variable is written: the place at which the objects differ. */
const placeIn = ({ differences: written }: ObjectChange, [variable]: Difference['path']): Difference['path'] =>
  written.find(({ path }) => path.some((step) => typeof step === 'object' && step.named === variable))?.path ?? [
    'spec',
  ];

/** Where a kind has the texts of files, by their names. */
const folders: Readonly<Record<string, readonly string[]>> = {
  '/ConfigMap': ['data'],
  'external-secrets.io/ExternalSecret': ['spec', 'target', 'template', 'data'],
};

const podsSchema = z.looseObject({
  containers: z
    .array(
      z.looseObject({
        name: z.string().default(''),
        env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })).default([]),
      }),
    )
    .default([]),
});

type Variables = Readonly<Record<string, unknown>>;

/** Variables of each container whose values are written out; what is written as JSON is read. */
function containers(object: RenderedObject): Readonly<Record<string, Variables>> {
  const pods = podsSchema.safeParse(podSpec(object)).data?.containers ?? [];
  return Object.fromEntries(
    pods.map(({ name, env }) => [
      name,
      Object.fromEntries(env.flatMap((each) => (each.value === undefined ? [] : [[each.name, inJson(each.value)]]))),
    ]),
  );
}

function inJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return load(text);
  } catch {
    return text;
  }
}

function fileSettings(
  before: RenderedObject,
  after: RenderedObject,
  folder: readonly string[],
): readonly ProgramSetting[] {
  const [old, current] = [before, after].map((side) => textsBy(valueAt(side, folder)));
  return Object.entries(current ?? {}).flatMap(([file, text]) => {
    const former = old?.[file];
    if (former === undefined || former === text) return [];
    const [one, other] = [former, text].map((each) => writtenSettings(each) ?? lineSettings(each));
    const at = [...folder, file];
    return settingsIn(differences(one, other)).map((each) => ({ ...each, name: `${file} ${each.name}`, at }));
  });
}

const textsBy = (value: unknown): Readonly<Record<string, string>> =>
  z.record(z.string(), z.string()).catch({}).parse(value);

/** Settings in lines like `key = value`, the form of INI, TOML and most others; a key that is there twice has all its values. */
function lineSettings(text: string): Variables {
  const found = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^\s*["']?([A-Za-z][\w.-]*)["']?\s*[=:]\s*(.+?)[,;]?\s*$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined)
      found.set(key, [...(found.get(key) ?? []), value.replaceAll(/^["']|["']$/g, '')]);
  }
  return Object.fromEntries([...found].map(([key, values]) => [key, values.length === 1 ? values[0] : values]));
}

/** A member that is added to a list, or gone from one, is a change of the list. */
const settingsIn = (found: readonly Difference[]): readonly ProgramSetting[] =>
  found.map(({ path, before, after }) => {
    const isMember = typeof path.at(-1) === 'number' && (before === undefined || after === undefined);
    return isMember
      ? { name: pathText(path.slice(0, -1)), before: listed(before), after: listed(after), at: path }
      : { name: pathText(path), before, after, at: path };
  });

const listed = (member: unknown): readonly unknown[] => (member === undefined ? [] : [member]);
