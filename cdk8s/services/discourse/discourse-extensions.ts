/**
 * Extensions of PostgreSQL that its first migration needs; `vector` takes a superuser to make. Source:
 * discourse/discourse:db/structure.sql, and the bundled AI plugin.
 */
export const discourseExtensions: readonly string[] = ['hstore', 'pg_trgm', 'unaccent', 'vector'];
