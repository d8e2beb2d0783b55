import type { z } from 'zod';
import type { Immutable } from './immutable';
import type { settingsSchema } from './schema/service-variables';
import { kubernetesText, referencesIn } from './variable-text';

/** Settings of a service by the names of their variables, as a tenant's file has them. */
export type Settings = Immutable<z.output<typeof settingsSchema>>;

/** One of them: text, or text with the reason why it is no secret. */
export type Setting = Settings[string];

/** What a setting says, whether or not a reason stands beside it. */
export const settingText = (setting: Setting): string => (typeof setting === 'string' ? setting : setting.value);

/**
 * Settings for a manifest: each after those that it refers to, since Kubernetes replaces a reference only by what stands above it.
 * Otherwise they stay in their order.
 */
export function orderedSettings(settings: Settings): Readonly<Record<string, string>> {
  const ordered = new Map<string, string>();
  const seen = new Set<string>();
  const add = (name: string): void => {
    const setting = settings[name];
    if (setting === undefined || seen.has(name)) return;
    seen.add(name);
    const text = settingText(setting);
    referencesIn(text).forEach(add);
    ordered.set(name, kubernetesText(text));
  };
  Object.keys(settings).forEach(add);
  return Object.fromEntries(ordered);
}

/** By way of which settings a setting refers to itself, ending with its own name; nothing if it does not. */
export function findCycle(name: string, settings: Settings): readonly string[] | undefined {
  const seen = new Set<string>();
  const from = (current: string): readonly string[] | undefined => {
    const setting = settings[current];
    for (const next of setting === undefined ? [] : referencesIn(settingText(setting))) {
      if (next === name) return [name];
      if (seen.has(next)) continue;
      seen.add(next);
      const rest = from(next);
      if (rest !== undefined) return [next, ...rest];
    }
    return undefined;
  };
  return from(name);
}
