import {
  fraction,
  kilobytes,
  choiceFrom,
  listFrom,
  toggle,
  whole,
  type OwnedParameters,
  type ParameterKinds,
} from './parameter-kinds';

/**
 * Parameters of MySQL that a database may set, in the ranges that the server takes or narrower ones; times are in seconds there, but for
 * `max_execution_time`. Source: MySQL 8.4's reference manual, “Server System Variables” and “InnoDB Startup Options”.
 */
export const mysqlParameterKinds: ParameterKinds = {
  max_allowed_packet: kilobytes(1, 1024 * 1024),
  group_concat_max_len: whole(4, 1_073_741_824),
  local_infile: toggle,
  sql_mode: listFrom(
    'ALLOW_INVALID_DATES',
    'ANSI_QUOTES',
    'ERROR_FOR_DIVISION_BY_ZERO',
    'HIGH_NOT_PRECEDENCE',
    'IGNORE_SPACE',
    'NO_AUTO_VALUE_ON_ZERO',
    'NO_BACKSLASH_ESCAPES',
    'NO_ENGINE_SUBSTITUTION',
    'NO_UNSIGNED_SUBTRACTION',
    'NO_ZERO_DATE',
    'NO_ZERO_IN_DATE',
    'ONLY_FULL_GROUP_BY',
    'PIPES_AS_CONCAT',
    'REAL_AS_FLOAT',
    'STRICT_ALL_TABLES',
    'STRICT_TRANS_TABLES',
    'TIME_TRUNCATE_FRACTIONAL',
  ),
  innodb_ft_min_token_size: whole(0, 16),
  innodb_ft_max_token_size: whole(10, 84),
  innodb_ft_enable_stopword: toggle,
  ngram_token_size: whole(1, 10),
  innodb_lock_wait_timeout: whole(1, 3600),
  innodb_strict_mode: toggle,
  lower_case_table_names: choiceFrom('0', '1'),
  collation_server: { is: 'text', pattern: /^utf8mb4_[a-z0-9_]+$/, like: 'utf8mb4_unicode_ci' },
  transaction_isolation: choiceFrom('READ-COMMITTED', 'REPEATABLE-READ'),
  wait_timeout: whole(10, 604_800),
  interactive_timeout: whole(10, 604_800),
  max_execution_time: whole(0, 86_400_000),
  long_query_time: fraction(0, 3600),
  log_bin_trust_function_creators: toggle,
  event_scheduler: choiceFrom('ON', 'OFF'),
  default_time_zone: { is: 'text', pattern: /^[+-]\d{2}:\d{2}$/, like: '+00:00' },
};

/** Parameters of MySQL that are the platform's or the operator's. */
export const ownedMysqlParameters: readonly OwnedParameters[] = [
  {
    names: /^(innodb_buffer_pool_.*|max_connections|innodb_log_.*|innodb_redo_log_capacity|table_open_cache.*)$/,
    because: 'follows from size',
  },
  {
    names:
      /^(wsrep_.*|pxc_.*|gtid_.*|enforce_gtid_.*|server_id|log_bin|binlog_.*|log_.*_updates|sync_binlog|relay_.*)$/,
    because: 'is the platform’s: the copies need it to commit together',
  },
  {
    names: /^(ssl_.*|tls_.*|require_secure_transport|port|socket|bind_address|mysqlx.*|admin_.*|authentication_.*)$/,
    because: 'is the operator’s: clients and copies need it to find the server',
  },
  {
    names:
      /^(datadir|tmpdir|basedir|secure_file_priv|plugin_.*|init_file|pid_file|general_log.*|slow_query_log.*|log_error.*)$/,
    because: 'is the operator’s: it says where the server has its files',
  },
  {
    names:
      /^(character_set_.*|collation_connection|collation_database|skip_.*|read_only|super_read_only|innodb_flush_.*)$/,
    because: 'is the platform’s: utf8mb4 stores every letter, and commits stay durable',
  },
];
