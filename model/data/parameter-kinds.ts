/**
 * What a parameter of a database takes. Amounts of memory are in kB, times in milliseconds; people write both with their unit. `also`
 * are numbers with a meaning of their own, such as -1 for never.
 */
export type ParameterKind =
  | { readonly is: 'number'; readonly least: number; readonly most: number; readonly whole: boolean }
  | { readonly is: 'memory'; readonly least: number; readonly most: number; readonly also: readonly number[] }
  | { readonly is: 'time'; readonly least: number; readonly most: number; readonly also: readonly number[] }
  | { readonly is: 'switch' }
  | { readonly is: 'choice'; readonly of: readonly string[] }
  | { readonly is: 'list'; readonly of: readonly string[] }
  | { readonly is: 'text'; readonly pattern: RegExp; readonly like: string };

/** Parameters by name, and what each takes. */
export type ParameterKinds = Readonly<Record<string, ParameterKind>>;

/** Parameters that are not for tenants, and why. */
export interface OwnedParameters {
  readonly names: RegExp;
  readonly because: string;
}

export const whole = (least: number, most: number): ParameterKind => ({ is: 'number', least, most, whole: true });
export const fraction = (least: number, most: number): ParameterKind => ({ is: 'number', least, most, whole: false });
export const toggle: ParameterKind = { is: 'switch' };
export const choiceFrom = (...of: readonly string[]): ParameterKind => ({ is: 'choice', of });
export const listFrom = (...of: readonly string[]): ParameterKind => ({ is: 'list', of });

/** An amount of memory, in kB. */
export const kilobytes = (least: number, most: number, ...also: readonly number[]): ParameterKind => ({
  is: 'memory',
  least,
  most,
  also,
});

/** A time, in milliseconds. */
export const milliseconds = (least: number, most: number, ...also: readonly number[]): ParameterKind => ({
  is: 'time',
  least,
  most,
  also,
});
