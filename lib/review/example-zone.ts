/** The zone file of `commons.example` with some records, for the example of a rule. */
export const exampleZone = (...records: readonly string[]): Readonly<Record<string, string>> => ({
  'dns/commons.example.zone': ['$ORIGIN commons.example.', '$TTL 3600', ...records, ''].join('\n'),
});
