/**
 * How text is sorted, and what is a letter: `C`, `C.UTF-8`, or a language as ICU writes it, like `de`. A database has it for ever. UTF-8 is the
 * encoding of all.
 */
export type PostgresLocale = string;

/** Fields of `initdb` of a Cluster and of a Database, which have the same names; none for the operator's own, which is `C`. */
export interface PostgresLocaleFields {
  readonly localeCollate?: string;
  readonly localeCType?: string;
  readonly localeProvider?: 'icu';
  readonly icuLocale?: string;
}

/**
 * The fields for a locale. With ICU the C library still says what a letter is in searches of full text, so it gets a locale that
 * knows all letters. Source: PostgreSQL's documentation, “Locale Support”.
 */
export function postgresLocaleFields(locale: PostgresLocale | undefined): PostgresLocaleFields {
  if (locale === undefined) return {};
  if (locale === 'C' || locale === 'C.UTF-8') return { localeCollate: locale, localeCType: locale };
  return { localeCollate: 'C.UTF-8', localeCType: 'C.UTF-8', localeProvider: 'icu', icuLocale: locale };
}
