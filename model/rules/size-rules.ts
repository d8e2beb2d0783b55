import { z } from 'zod';
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
    ...commandsBelow(service, path).flatMap(({ words, place }) => [
      ...words.flatMap((word, index) =>
        findingIf(
          bytesOf(word) >= sizeLimits.argument,
          [...place, index],
          `has ${inKiB(bytesOf(word))}, and Linux starts no program with an argument of more than ${inKiB(sizeLimits.argument)}`,
          'put it into a file, and name the file',
        ),
      ),
      ...findingIf(
        sum(words.map(bytesOf)) > mostSettings,
        place,
        `has ${inKiB(sum(words.map(bytesOf)))}, and there is room for ${inKiB(mostSettings)} in a pod`,
        'put what is long into files, and name them',
      ),
    ]),
  ];
}

/** Half of an object is for all the rest of it. */
const mostSettings = sizeLimits.object / 2;

/** Their names need some room too. */
const mostFiles = sizeLimits.configMap - 64 * 1024;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Fields of services that hold a program and its arguments. */
const commands: ReadonlySet<string> = new Set(['command', 'alive', 'migrate', 'run']);

interface Command {
  readonly words: readonly string[];
  readonly place: readonly PathStep[];
}

const wordsSchema = z.array(z.string());

/** Each command below, with its arguments. */
function commandsBelow(value: unknown, path: readonly PathStep[]): readonly Command[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => commandsBelow(each, [...path, index]));
  return Object.entries(value).flatMap(([key, each]: readonly [string, unknown]) => {
    const words = commands.has(key) ? wordsSchema.safeParse(each).data : undefined;
    return words === undefined ? commandsBelow(each, [...path, key]) : [{ words, place: [...path, key] }];
  });
}
