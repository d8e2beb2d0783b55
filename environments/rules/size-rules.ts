import { bytesOf, inKiB, sizeLimits } from '../data/size-limits';
import type { PathStep } from '../problem';
import type { Service } from '../tenant';
import { findingIf, type Finding } from './findings';

/** What the API server does not store of a service, and what Linux starts no program with. */
export function sizeFindings(service: Service, path: readonly PathStep[]): readonly Finding[] {
  const settings = 'settings' in service ? Object.entries(service.settings) : [];
  const texts = settings.map(([name, value]) => [name, typeof value === 'string' ? value : value.value] as const);
  const files = 'files' in service ? Object.values(service.files) : [];
  const all = sum(texts.map(([name, text]) => bytesOf(name) + bytesOf(text)));
  const inFiles = sum(files.map(bytesOf));
  return [
    ...texts.flatMap(([name, text]) =>
      findingIf(
        bytesOf(`${name}=${text}`) >= sizeLimits.argument,
        [...path, 'settings', name],
        `has ${inKiB(bytesOf(text))}, and Linux starts no program with a variable of more than ${inKiB(sizeLimits.argument)}`,
        'put it under files, in parts, or into the image',
      ),
    ),
    ...findingIf(
      all > mostSettings,
      [...path, 'settings'],
      `have ${inKiB(all)} together, and there is room for ${inKiB(mostSettings)} in a pod`,
      'put what is long into the image or the bucket',
    ),
    ...findingIf(
      inFiles > mostFiles,
      [...path, 'files'],
      `have ${inKiB(inFiles)} together, and a ConfigMap takes ${inKiB(sizeLimits.configMap)}`,
      'put what is long into the image, the volume or the bucket',
    ),
    ...textsBelow(service, path).flatMap(({ text, place }) =>
      findingIf(
        bytesOf(text) >= sizeLimits.argument,
        place,
        `has ${inKiB(bytesOf(text))}, and Linux starts no program with an argument of more than ${inKiB(sizeLimits.argument)}`,
        'put it into a file, and name the file',
      ),
    ),
  ];
}

/** Half of an object is for all the rest of it. */
const mostSettings = sizeLimits.object / 2;

/** Their names need some room too. */
const mostFiles = sizeLimits.configMap - 64 * 1024;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Fields of services that hold a program and its arguments. */
const commands: ReadonlySet<string> = new Set(['command', 'alive', 'migrate']);

interface PlacedText {
  readonly text: string;
  readonly place: readonly PathStep[];
}

/** Each argument of each command below. */
function textsBelow(value: unknown, path: readonly PathStep[]): readonly PlacedText[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => textsBelow(each, [...path, index]));
  return Object.entries(value).flatMap(([key, each]: readonly [string, unknown]) =>
    commands.has(key) && Array.isArray(each)
      ? each.flatMap((text: unknown, index) =>
          typeof text === 'string' ? [{ text, place: [...path, key, index] }] : [],
        )
      : textsBelow(each, [...path, key]),
  );
}
