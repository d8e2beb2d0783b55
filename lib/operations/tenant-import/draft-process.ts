import { containerImage } from '../../../model/schema/fields';
import type { ImportedProcess, ImportedSize } from './imported-application';
import { fullReference, toImageName } from '../../../model/formats/image-name';
import { secretWord } from './draft-variables';
import type { Notes } from './notes';

/** Stands for the image of a process that the input does not name. */
const unknownImage = 'registry.example/decide/image:1.0.0';

/** The image of a process in full, and what a person has to decide about it. */
export function draftImage(
  { image, at, name }: ImportedProcess,
  notes: Notes,
): { readonly image: string; readonly decisions: readonly string[] } {
  const parts = image === undefined ? undefined : toImageName(image);
  if (parts === undefined || !containerImage.safeParse(fullReference(parts)).success) {
    notes.add(
      at,
      `image of ${name}`,
      'the input names none in a registry',
      'push it to a registry, and write registry, repository and version',
    );
    return { image: unknownImage, decisions: ['decide: the image'] };
  }
  const isOpen = parts.tag === undefined && parts.digest === undefined;
  if (isOpen)
    notes.add(at, `image of ${name}`, 'has no version, so the draft has latest', 'write the version that runs today');
  return { image: fullReference(parts), decisions: isOpen ? ['decide: the version of the image'] : [] };
}

/** The size of pods, if the input says enough; what it does not say is that of a small pod. */
export function draftSize({ cpu, memoryGiB }: ImportedSize): object | undefined {
  if (cpu === undefined && memoryGiB === undefined) return undefined;
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return {
    cpu: rounded(Math.min(96, Math.max(0.05, cpu ?? 0.25))),
    memoryGiB: rounded(Math.min(768, Math.max(0.125, memoryGiB ?? 0.5))),
  };
}

/** Words of a command, unless one looks like a secret. */
export function draftWords(
  words: readonly string[] | undefined,
  what: string,
  { at }: ImportedProcess,
  notes: Notes,
): readonly string[] | undefined {
  if (words === undefined) return undefined;
  if (secretWord(words) !== undefined) {
    notes.add(
      at,
      what,
      'has what looks like a secret, so it is not in the draft',
      'write it with $(NAME), and NAME under secrets',
    );
    return undefined;
  }
  const open = words.filter((word) => /\$\{\w+\}/.test(word));
  if (open.length > 0)
    notes.add(
      at,
      what,
      'has what the input leaves to a variable',
      'write it out, or list it under settings and write $(NAME)',
    );
  return words.length === 0 ? undefined : words;
}

/** Ports of services that speak no HTTP, which are asked for a connection alone. */
export const otherPorts: ReadonlySet<number> = new Set([
  22, 25, 53, 2222, 3306, 5432, 5672, 6379, 9092, 9093, 11211, 27017,
]);

/** The port of HTTP: what hosts lead to, what is asked for health, what is published. */
export function findPort({ webPort, ports, health }: ImportedProcess, called: number | undefined): number | undefined {
  const tcp = ports.filter(({ protocol }) => protocol === 'tcp');
  const numbers = [...tcp.filter(({ isPublished }) => isPublished), ...tcp].map(({ port }) => port);
  const asked = health !== undefined && 'get' in health ? health.port : undefined;
  const likely = numbers.find((port) => !otherPorts.has(port) && port !== 443 && port !== 8443);
  return (
    webPort ??
    (asked !== undefined && (numbers.length === 0 || numbers.includes(asked)) ? asked : undefined) ??
    likely ??
    called ??
    numbers[0]
  );
}
