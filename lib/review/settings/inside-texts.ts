import { load } from 'js-yaml';
import { differences, type Difference } from '../difference';

/**
 * Differences inside of the settings of a program that are written as a text in YAML, as in the key `config.yaml` of a ConfigMap: each with
 * its path below that of the text. A difference of anything else is returned as it is.
 */
export function insideTexts(difference: Difference): readonly Difference[] {
  const { path, before, after } = difference;
  if (!isSettingsFile(path.at(-1))) return [difference];
  const [one, other] = [writtenSettings(before), writtenSettings(after)];
  return one === undefined || other === undefined ? [difference] : differences(one, other, path);
}

/**
 * Reads settings that are written as a text in YAML, in which External Secrets may still have to fill in values: undefined if they are not a
 * map, or cannot be read.
 */
export function writtenSettings(text: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const value = load(text.replaceAll(/\{\{[^\n]*?\}\}/g, (filledIn) => JSON.stringify(filledIn)));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const isSettingsFile = (step: Difference['path'][number] | undefined): boolean =>
  typeof step === 'string' && /\.ya?ml$/.test(step);
