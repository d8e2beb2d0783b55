/**
 * The section of the server in MySQL's configuration file: what all databases have, and then the parameters of this one.
 *
 * @param parameters amounts of memory with the units kB, MB and GB
 */
export const mysqlSettings = (parameters: Readonly<Record<string, string>>): string =>
  [
    '[mysqld]',
    'character_set_server=utf8mb4',
    'binlog_expire_logs_seconds=86400',
    ...Object.entries(parameters).map(([name, value]) => `${name}=${mysqlValue(value)}`),
    '',
  ].join('\n');

/** MySQL writes units of memory as one letter. Source: MySQL's reference manual, “Using Options to Set Program Variables”. */
const mysqlValue = (value: string): string =>
  value.replace(/^(\d+) ?(k|M|G)B$/, (_, amount: string, unit: string) => `${amount}${unit.toUpperCase()}`);
