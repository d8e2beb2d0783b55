import { addressPatterns } from './address-patterns';

const { name, anyName, ipv4, port } = addressPatterns;
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const path = `(?:/${component})+`;

/**
 * Parts of regular expressions for references of images. Source: distribution/reference, "Grammar"; a registry is written out
 * here, so a name without a dot is only `localhost`, as there.
 */
export const imagePatterns = {
  /** Registry and repository in full. */
  repository: `(?:${name}|${ipv4}|localhost)(?::${port})?${path}`,
  /** Registry of any name, or part of its repositories. */
  source: `(?:${anyName}|${ipv4})(?::${port})?(?:${path})?`,
  tag: '[A-Za-z0-9_][A-Za-z0-9._-]{0,127}',
  digest: 'sha256:[0-9a-f]{64}',
} as const;
