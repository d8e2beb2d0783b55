import {
  fraction,
  kilobytes,
  milliseconds,
  choiceFrom,
  listFrom,
  toggle,
  whole,
  type OwnedParameters,
  type ParameterKinds,
} from './parameter-kinds';

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const mebibyte = 1024;

/**
 * Parameters of PostgreSQL that a database may set, in the ranges that the server takes or narrower ones where more harms others.
 * Source: PostgreSQL's documentation, “Server Configuration”. `test/deep/databases.deep.ts` has a real server take each.
 */
export const postgresParameterKinds: ParameterKinds = {
  // Memory and connections: `busyMemory` says what they come to together.
  max_connections: whole(20, 1000),
  work_mem: kilobytes(64, 2048 * mebibyte),
  maintenance_work_mem: kilobytes(1 * mebibyte, 8192 * mebibyte),

  // Time that a statement, a lock or a connection may take; 0 is for ever.
  statement_timeout: milliseconds(1, day, 0),
  lock_timeout: milliseconds(1, day, 0),
  idle_in_transaction_session_timeout: milliseconds(1 * second, day, 0),
  idle_session_timeout: milliseconds(10 * second, 7 * day, 0),
  deadlock_timeout: milliseconds(100, 60 * second),

  // Locks: each place takes shared memory, which counts in `busyMemory` too.
  max_locks_per_transaction: whole(10, 4096),
  max_pred_locks_per_transaction: whole(10, 4096),

  // The planner.
  random_page_cost: fraction(0, 100),
  seq_page_cost: fraction(0, 100),
  cpu_tuple_cost: fraction(0, 100),
  cpu_index_tuple_cost: fraction(0, 100),
  cpu_operator_cost: fraction(0, 100),
  effective_io_concurrency: whole(0, 1000),
  default_statistics_target: whole(1, 10_000),
  from_collapse_limit: whole(1, 100),
  join_collapse_limit: whole(1, 100),
  geqo: toggle,
  geqo_threshold: whole(2, 100),
  jit: toggle,
  jit_above_cost: fraction(-1, 1e9),
  plan_cache_mode: choiceFrom('auto', 'force_generic_plan', 'force_custom_plan'),
  max_parallel_workers_per_gather: whole(0, 8),
  enable_seqscan: toggle,
  enable_nestloop: toggle,
  enable_partitionwise_join: toggle,
  enable_partitionwise_aggregate: toggle,

  // What a connection begins with, unless it says otherwise.
  default_text_search_config: {
    is: 'text',
    pattern: /^(pg_catalog\.)?[a-z][a-z0-9_]*$/,
    like: 'pg_catalog.german',
  },
  default_transaction_isolation: choiceFrom('read committed', 'repeatable read', 'serializable'),
  default_toast_compression: choiceFrom('pglz', 'lz4'),
  timezone: { is: 'text', pattern: /^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)*$/, like: 'Europe/Madrid' },
  datestyle: { is: 'text', pattern: /^(ISO|SQL|Postgres|German)(, ?(DMY|MDY|YMD))?$/, like: 'ISO, DMY' },
  intervalstyle: choiceFrom('postgres', 'postgres_verbose', 'sql_standard', 'iso_8601'),
  bytea_output: choiceFrom('hex', 'escape'),
  extra_float_digits: whole(-15, 3),
  gin_fuzzy_search_limit: whole(0, 1_000_000),
  gin_pending_list_limit: kilobytes(64, 1024 * mebibyte),

  // Autovacuum.
  autovacuum_naptime: milliseconds(1 * second, hour),
  autovacuum_vacuum_scale_factor: fraction(0, 1),
  autovacuum_vacuum_threshold: whole(0, 1_000_000_000),
  autovacuum_vacuum_insert_scale_factor: fraction(0, 1),
  autovacuum_analyze_scale_factor: fraction(0, 1),
  autovacuum_analyze_threshold: whole(0, 1_000_000_000),
  autovacuum_vacuum_cost_limit: whole(-1, 10_000),
  vacuum_cost_limit: whole(1, 10_000),

  // What is logged and counted. Statements may have personal data in them.
  log_min_duration_statement: milliseconds(1, day, -1, 0),
  log_autovacuum_min_duration: milliseconds(1, day, -1, 0),
  log_temp_files: kilobytes(1, 1024 * 1024 * mebibyte, -1, 0),
  log_statement: choiceFrom('none', 'ddl', 'mod', 'all'),
  log_min_messages: choiceFrom('notice', 'warning', 'error', 'log', 'fatal'),
  track_io_timing: toggle,
  track_functions: choiceFrom('none', 'pl', 'all'),
  'pg_stat_statements.track': choiceFrom('none', 'top', 'all'),
  'pgaudit.log': listFrom('read', 'write', 'function', 'role', 'ddl', 'misc', 'misc_set', 'all', 'none'),
};

/** Parameters of PostgreSQL that need an extension, by the first part of their names. */
export const parameterExtensions: Readonly<Record<string, string>> = { pgaudit: 'pgaudit' };

/**
 * Parameters of PostgreSQL that are the platform's or the operator's. Source for the latter:
 * cloudnative-pg/cloudnative-pg:pkg/postgres/configuration.go, `FixedConfigurationParameters`.
 */
export const ownedPostgresParameters: readonly OwnedParameters[] = [
  {
    names: /^(shared_buffers|effective_cache_size|huge_pages|shared_memory_type|dynamic_shared_memory_type)$/,
    because: 'follows from size',
  },
  {
    names: /^((max|min)_wal_size|wal_keep_size|max_slot_wal_keep_size|temp_file_limit)$/,
    because: 'follows from storageGiB: the log and temporary files must not fill the volume',
  },
  {
    names:
      /^(archive_|restore_|recovery_|wal_|max_wal_senders$|max_replication_slots$|primary_|hot_standby|synchronous_|full_page_writes$|fsync$|summarize_wal$|track_commit_timestamp$)/,
    because: 'is the platform’s: backups, copies and the durability of commits depend on it',
  },
  {
    names: /^(ssl|listen_addresses$|port$|unix_socket_|password_encryption$|krb_|db_user_namespace$)/,
    because: 'is the operator’s: clients and copies need it to find the server',
  },
  {
    names: /^(config_file|hba_file|ident_file|data_directory|external_pid_file|cluster_name|event_source|bonjour.*)$/,
    because: 'is the operator’s: it says where the server has its files',
  },
  { names: /^shared_preload_libraries$/, because: 'comes with the extensions that need it' },
  {
    names: /^(logging_collector|log_destination|log_directory|log_file.*|log_rotation_.*|log_truncate_.*|syslog_.*)$/,
    because: 'is the operator’s: the log is part of the cluster’s log',
  },
  {
    names: /^(autovacuum|autovacuum_max_workers|autovacuum_freeze_max_age|max_worker_processes|max_parallel_workers)$/,
    because: 'is the platform’s: the database would grow or stop',
  },
  {
    names: /^(lc_.*|client_encoding|server_encoding|search_path|session_.*|local_preload_libraries|allow_.*)$/,
    because: 'does not belong to the whole server: a session or a role sets it, or the database was created with it',
  },
];
