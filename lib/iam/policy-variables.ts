import { literalPattern, type Pattern } from './pattern';

/** Values of the condition keys of a request, by key in lower case. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** Returns the context of a request from keys in any case, each with one value or several. */
export const toRequestContext = (
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): RequestContext =>
  new Map(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key.toLowerCase(), typeof value === 'string' ? [value] : value] as const],
    ),
  );

/**
 * Fills in policy variables such as `${aws:username}` or `${aws:PrincipalTag/team, 'none'}`; undefined if the request has no value for one,
 * because then the value fits nothing.
 */
export function fillVariables(value: Pattern, context: RequestContext): Pattern | undefined {
  const missing: string[] = [];
  const filled = value.replaceAll(/\$\{([^}]+)\}/g, (variable: string, inside: string) => {
    if (/^[*?$]$/.test(inside)) return variable;
    const [, name = '', fallback] = /^\s*([^,]*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(inside) ?? [];
    const found = context.get(name.toLowerCase())?.[0] ?? fallback;
    if (found === undefined) missing.push(name);
    return literalPattern(found ?? '');
  });
  return missing.length > 0 ? undefined : filled;
}
