/** A variable that a container has without its tenant's file saying so. */
export interface ProvidedVariable {
  readonly name: string;
  /** What it is for, in words. */
  readonly for: string;
  /** Whether it is written in the manifest, above the settings, or somebody adds it when the pod is made. */
  readonly by: 'manifest' | 'admission';
}

/** Variables that the manifest has. */
export const manifestVariables = (purpose: string, names: readonly string[]): readonly ProvidedVariable[] =>
  names.map((name) => ({ name, for: purpose, by: 'manifest' }));

/** Variables that come when the pod is made. */
export const injectedVariables = (purpose: string, names: readonly string[]): readonly ProvidedVariable[] =>
  names.map((name) => ({ name, for: purpose, by: 'admission' }));
