import { utf8Length, inKiB, sizeLimits } from '../data/size-limits';
import { findingIf, type Finding } from '../finding';
import { settingText, type Settings } from '../ordered-settings';
import { sum } from '../sum';
import type { PlacedCommand } from './variable-rules';

/** Texts of a tenant's file that end up in the pods of a service. */
export interface ServiceTexts {
  readonly settings: Settings;
  /**
   * Text of files by path.
   * @default none
   */
  readonly files?: Readonly<Record<string, string>>;
  /** All commands, also those of probes. */
  readonly commands: readonly PlacedCommand[];
}

/** Findings on texts that are too large: for an object in the API server, or for a variable or argument in Linux. */
export function textSizeFindings({ settings, files = {}, commands }: ServiceTexts): readonly Finding[] {
  const texts = Object.entries(settings).map(([name, setting]) => [name, settingText(setting)] as const);
  const all = sum(texts.map(([name, text]) => utf8Length(name) + utf8Length(text)));
  const inFiles = sum(Object.values(files).map(utf8Length));
  return [
    ...texts.flatMap(([name, text]) =>
      findingIf(
        utf8Length(`${name}=${text}`) >= sizeLimits.argument,
        ['settings', name],
        `has ${inKiB(utf8Length(text))}, and Linux starts no program with a variable of more than ${inKiB(sizeLimits.argument)}`,
        'put it under files, in parts, or into the image',
      ),
    ),
    ...findingIf(
      all > mostSettings,
      ['settings'],
      `have ${inKiB(all)} together, and there is room for ${inKiB(mostSettings)} in a pod`,
      'put long values into the image or the bucket',
    ),
    ...findingIf(
      inFiles > mostFiles,
      ['files'],
      `have ${inKiB(inFiles)} together, and a ConfigMap holds ${inKiB(sizeLimits.configMap)}`,
      'put long values into the image, the volume or the bucket',
    ),
    ...commands.flatMap(({ words, path }) => [
      ...words.flatMap((word, index) =>
        findingIf(
          utf8Length(word) >= sizeLimits.argument,
          [...path, index],
          `has ${inKiB(utf8Length(word))}, and Linux starts no program with an argument of more than ${inKiB(sizeLimits.argument)}`,
          'put it into a file, and name the file',
        ),
      ),
      ...findingIf(
        sum(words.map(utf8Length)) > mostSettings,
        path,
        `has ${inKiB(sum(words.map(utf8Length)))}, and there is room for ${inKiB(mostSettings)} in a pod`,
        'put long words into files, and name the files',
      ),
    ]),
  ];
}

/** Most bytes of settings, or of a command: half of an object, so that the other half is left for its other fields. */
const mostSettings = sizeLimits.object / 2;

/** Most bytes of files: a ConfigMap without 64 KiB, which their names may take. */
const mostFiles = sizeLimits.configMap - 64 * 1024;
