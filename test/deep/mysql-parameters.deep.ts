import { mysqlSettings } from '../../cdk8s/base/databases/mysql-settings';
import { mysqlParameterKinds } from '../../model/data/mysql-parameters';
import { parameterFindings } from '../../model/rules/parameter-rules';
import { MariadbServer } from './support/mariadb-server';

/**
 * The settings that are rendered for MySQL, in a real MariaDB: Debian has no MySQL. Parameters of MySQL that MariaDB has not are named here; all
 * others have the same name, unit and meaning in both.
 */
const ofMysqlAlone = ['max_execution_time', 'ngram_token_size'];

/** A value that is not the default of either, and what the server says of it. */
const values: Readonly<Record<string, readonly [written: string, said: string]>> = {
  max_allowed_packet: ['64MB', String(64 * 2 ** 20)],
  group_concat_max_len: ['32768', '32768'],
  local_infile: ['off', '0'],
  sql_mode: ['STRICT_TRANS_TABLES,NO_ZERO_DATE', 'STRICT_TRANS_TABLES,NO_ZERO_DATE'],
  innodb_ft_min_token_size: ['2', '2'],
  innodb_ft_max_token_size: ['40', '40'],
  innodb_ft_enable_stopword: ['off', '0'],
  innodb_lock_wait_timeout: ['20', '20'],
  innodb_strict_mode: ['off', '0'],
  lower_case_table_names: ['1', '1'],
  collation_server: ['utf8mb4_unicode_ci', 'utf8mb4_unicode_ci'],
  transaction_isolation: ['READ-COMMITTED', 'READ-COMMITTED'],
  wait_timeout: ['600', '600'],
  interactive_timeout: ['900', '900'],
  long_query_time: ['2.5', '2.500000'],
  log_bin_trust_function_creators: ['on', '1'],
  // Without tables of users there are none of events either.
  event_scheduler: ['OFF', 'DISABLED'],
  default_time_zone: ['+02:00', '+02:00'],
};
const variables: Readonly<Record<string, string>> = { default_time_zone: 'time_zone' };

let server: MariadbServer;
const written = Object.fromEntries(Object.entries(values).map(([name, [value]]) => [name, value]));

beforeAll(async () => {
  // MariaDB has binary logs only when it is told so.
  server = await MariadbServer.start(mysqlSettings(written));
}, 300_000);
afterAll(() => server.stop());

test('every parameter of the list is tried', () => {
  expect(Object.keys(mysqlParameterKinds).sort()).toEqual([...Object.keys(values), ...ofMysqlAlone].sort());
  const known = { of: 'MySQL', kinds: mysqlParameterKinds, owned: [] };
  expect(parameterFindings(written, known, [])).toEqual([]);
});

test.each(Object.entries(values))('%s is what was written', (name, [, said]) => {
  expect(server.says(`select @@global.${variables[name] ?? name}`)).toBe(said);
});

test('a parameter that is none keeps the server from its start', async () => {
  await expect(MariadbServer.start(mysqlSettings({ local_outfile: 'on' }))).rejects.toThrow(
    "unknown variable 'local_outfile=on'",
  );
}, 60_000);

test('each mode of SQL is one', () => {
  const kind = mysqlParameterKinds.sql_mode;
  const modes = kind?.is === 'list' ? kind.of : [];
  expect(modes.length).toBeGreaterThan(10);
  // MySQL rounds or truncates by it; MariaDB has the other one of the pair.
  const tried = modes.filter((mode) => mode !== 'TIME_TRUNCATE_FRACTIONAL');
  expect(tried.map((mode) => server.says(`set global sql_mode = '${mode}'`)).filter((answer) => answer !== '')).toEqual(
    [],
  );
});
