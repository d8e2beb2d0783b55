/** An environment variable that the platform gives to a container, not its tenant's file. */
export interface ProvidedVariable {
  readonly name: string;
  /** What it is for, as in `the database`. */
  readonly for: string;
  /** `manifest`: in the manifest, before the settings, which may refer to it. `admission`: added when the pod is made. */
  readonly by: 'manifest' | 'admission';
}

/** Variables that are in the manifest. */
export const manifestVariables = (purpose: string, names: readonly string[]): readonly ProvidedVariable[] =>
  names.map((name) => ({ name, for: purpose, by: 'manifest' }));

/** Variables that a webhook or a controller adds when the pod is made. */
export const injectedVariables = (purpose: string, names: readonly string[]): readonly ProvidedVariable[] =>
  names.map((name) => ({ name, for: purpose, by: 'admission' }));
