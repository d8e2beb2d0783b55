import { minimalTenant, report } from './environment-folder';

const tenant = { 'tenants/site.yaml': minimalTenant };
const because = 'because: The tests need it';

/** What is told of records of commons.example, the place without its file. */
export const toldOfRecords = (records: readonly string[], files: Readonly<Record<string, string>> = tenant) =>
  report({
    ...files,
    'records/commons.example.yaml': `records:\n${records.map((each) => `  - { ${each}, ${because} }\n`).join('')}`,
  }).map((line) => line.replace(/^records\/commons\.example\.yaml:\d+:\d+ /, ''));

export const recordEntry = (type: string, name: string, values: string) =>
  `type: ${type}, name: ${name}, values: [${values}]`;
export const aliasEntry = (name: string, target: string) => `type: CNAME, name: ${name}, target: ${target}`;
