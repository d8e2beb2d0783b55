import { findingIf, type Finding } from '../finding';
import { settingText, type Settings } from '../ordered-settings';
import { textParts } from '../variable-text';
import type { ProvidedVariable } from './provided-variables';
import type { PlacedText } from './secret-rules';

/** Addresses of the platform that end with the name of a database: after them may come a query, and no path. */
const namesDatabase = /^(CACHE|DATABASE(_[A-Z0-9]+)?)_URL$/;

/**
 * Findings on paths after an address that has one already: `$(CACHE_URL)/1` would be database `0/1`, which some clients read as 1, some
 * as 0, and others refuse.
 *
 * @param provided variables that the platform gives
 * @param settings those of a tenant, which may give another address under the same name
 */
export const addressEndFindings = (
  provided: readonly Pick<ProvidedVariable, 'name'>[],
  settings: Settings,
  texts: readonly PlacedText[],
): readonly Finding[] =>
  texts.flatMap(({ text, path }) => {
    const given = provided.flatMap(({ name }) =>
      namesDatabase.test(name) && (settings[name] === undefined || settingText(settings[name]) === text) ? [name] : [],
    );
    const addresses = new Map([...given.map((name) => [name, name] as const), ...calledOtherwise(given, settings)]);
    const parts = textParts(text);
    const extended = parts.flatMap((part, index) => {
      const next = parts[index + 1];
      return 'reference' in part && next !== undefined && 'text' in next && next.text.startsWith('/')
        ? [part.reference]
        : [];
    });
    return [...new Set(extended)].flatMap((name) =>
      findingIf(
        addresses.has(name),
        path,
        `puts a path after $(${name}), which ends with the name of a database already`,
        `compose the address of its parts, like ${example(addresses.get(name) ?? name)}`,
      ),
    );
  });

/** Settings that are one of the addresses under another name, each with the address. */
const calledOtherwise = (
  addresses: readonly string[],
  settings: Settings,
): readonly (readonly [name: string, address: string])[] =>
  Object.entries(settings).flatMap(([name, setting]) =>
    addresses.flatMap((address) => (settingText(setting) === `$(${address})` ? [[name, address] as const] : [])),
  );

const example = (name: string): string =>
  name === 'CACHE_URL'
    ? 'redis://:$(CACHE_PASSWORD)@$(CACHE_HOST):$(CACHE_PORT)/1, or rediss:// with $(CACHE_USER) for a shared cache'
    : 'postgres://$(DATABASE_USER):$(DATABASE_PASSWORD)@$(DATABASE_HOST):$(DATABASE_PORT)/$(DATABASE_NAME)';
