import { kinds } from '../../cdk8s/services/kinds';
import { importTenant, type ImportedTenant, type ImportFormat } from '../../lib/operations/tenant-import/import-tenant';
import type { NotTakenOver } from '../../lib/operations/tenant-import/not-taken-over';

/** The draft of a tenant called `site` that has these texts as its input, each a file. */
export const draftedTenant = (texts: readonly string[], format?: ImportFormat, name = 'site'): ImportedTenant =>
  importTenant({
    files: texts.map((text, index) => ({ file: `input-${index + 1}.yaml`, text })),
    format,
    name,
    domain: 'commons.example',
    text: {
      kind: 'web-application',
      purpose: 'What is drafted by the tests',
      maintainers: ['elif-kaya', 'ines-okafor'],
      reviewBy: '2027-03-15',
    },
    kinds,
  });

/** What is not taken over as `process what`, in short. */
export const leftOver = (left: readonly NotTakenOver[]): readonly string[] =>
  left.map(({ process, what }) => `${process ?? '-'} ${what}`);
