/** The versions that are compared, as people name them. */
export interface ComparedVersions {
  readonly before: string;
  readonly after: string;
}
