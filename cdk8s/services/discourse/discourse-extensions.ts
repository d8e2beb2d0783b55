/**
 * PostgreSQL extensions that Discourse's first migration needs; only a superuser can create `vector`. Source:
 * discourse/discourse:db/structure.sql, and the bundled AI plugin.
 */
export const discourseExtensions: readonly string[] = ['hstore', 'pg_trgm', 'unaccent', 'vector'];
