/** What becomes of a key of a Compose service: it is read, or what a person is told about it. */
export type ComposeKey =
  | { readonly read: readonly ('map' | 'list' | 'text')[] }
  | { readonly why: string; readonly remedy: string | undefined };

const read = (...forms: readonly ('map' | 'list' | 'text')[]): ComposeKey => ({ read: forms });
const told = (why: string, remedy?: string): ComposeKey => ({ why, remedy });

const restricted = 'pods run without root and without rights of the machine';
const unprivileged = told(
  restricted,
  'find out whether the application works without it; if it does not, it cannot run here',
);
const users = told(
  'a pod has a user id that the platform chooses, in group 0',
  'let folders that it writes to belong to group 0 in the image, or mount a volume or scratch there',
);
const limits = told('the platform keeps its own limits of processes and files');
const machine = told('pods do not share names or processes with the machine or with each other');
const names = told('names are looked up by the cluster', 'write the address itself into the settings');

/**
 * Keys of a service. Each key of the Compose Specification is here, so that none is dropped without a word; another one is told
 * as unknown. Source: Compose Specification, "Services top-level elements".
 */
export const composeServiceKeys: ReadonlyMap<string, ComposeKey> = new Map([
  ['image', read('text')],
  ['build', read('text', 'map')],
  ['command', read('text', 'list')],
  ['entrypoint', read('text', 'list')],
  ['environment', read('map', 'list')],
  ['env_file', read('text', 'list')],
  ['ports', read('list')],
  ['expose', read('list')],
  ['volumes', read('list')],
  ['tmpfs', read('text', 'list')],
  ['depends_on', read('list', 'map')],
  ['healthcheck', read('map')],
  ['restart', read('text')],
  ['deploy', read('map')],
  ['mem_limit', read('text')],
  ['mem_reservation', read('text')],
  ['cpus', read('text')],
  ['scale', read('text')],
  ['stop_grace_period', read('text')],
  ['labels', read('map', 'list')],
  ['secrets', read('list')],
  ['configs', read('list')],
  ['profiles', read('list')],
  ['container_name', read('text')],
  ['hostname', read('text')],
  ['networks', read('map', 'list')],
  [
    'extends',
    told(
      'what another service says is not read here',
      'import the output of docker compose config, which writes it out',
    ),
  ],
  ['links', told('processes find each other by the names of their services')],
  ['external_links', told('another Compose project is not a part of this one', 'import it too, or name its address')],
  ['logging', told('the platform collects what is written to standard output and error')],
  ['pull_policy', told('the platform follows the tag of an image', 'see updates in the schema of the tenant’s file')],
  ['pull_refresh_after', told('the platform follows the tag of an image')],
  ['platform', told('a pod goes where its image can run', 'write architecture if the image is for one alone')],
  [
    'init',
    told(
      'the container runtime reaps processes by itself only if the image does',
      'have the image start an init such as tini',
    ),
  ],
  [
    'read_only',
    told('the file system of an image is always read-only', 'name each folder that it writes under scratch or volumes'),
  ],
  ['security_opt', told('the platform sets its own security context')],
  ['user', users],
  ['group_add', users],
  ['userns_mode', users],
  ['privileged', unprivileged],
  ['cap_add', unprivileged],
  ['cap_drop', told('all capabilities are dropped')],
  ['devices', unprivileged],
  ['device_cgroup_rules', unprivileged],
  ['gpus', unprivileged],
  ['sysctls', unprivileged],
  ['runtime', unprivileged],
  ['use_api_socket', unprivileged],
  ['credential_spec', unprivileged],
  ['network_mode', told('a pod has a network of its own', 'reach it by its port and its host')],
  ['pid', machine],
  ['ipc', machine],
  ['uts', machine],
  ['cgroup', machine],
  ['cgroup_parent', machine],
  ['domainname', names],
  ['extra_hosts', names],
  ['dns', names],
  ['dns_search', names],
  ['dns_opt', names],
  ['mac_address', told('the cluster gives addresses')],
  ['ulimits', limits],
  ['pids_limit', limits],
  ['oom_kill_disable', limits],
  ['oom_score_adj', limits],
  ['memswap_limit', limits],
  ['mem_swappiness', limits],
  ['cpu_count', limits],
  ['cpu_percent', limits],
  ['cpu_shares', limits],
  ['cpu_period', limits],
  ['cpu_quota', limits],
  ['cpu_rt_runtime', limits],
  ['cpu_rt_period', limits],
  ['cpuset', limits],
  ['blkio_config', limits],
  ['storage_opt', limits],
  ['shm_size', told('/dev/shm has 64 MiB', 'have the application use another folder for shared memory')],
  ['stop_signal', told('an application is ended by SIGTERM', 'have the image handle it, or name STOPSIGNAL in it')],
  ['stdin_open', told('nobody sits at a terminal of a pod')],
  ['tty', told('nobody sits at a terminal of a pod')],
  ['attach', told('nobody sits at a terminal of a pod')],
  ['working_dir', told('a process starts in the folder that its image names', 'begin the command with cd, by a shell')],
  ['annotations', told('annotations are the platform’s')],
  ['volumes_from', told('volumes are mounted by their names', 'name the volumes of the other service here')],
  ['volume_driver', told('the platform has its own kinds of volumes')],
  ['isolation', told('it is about Windows')],
  ['develop', told('it is for development')],
  ['post_start', told('pods have no hooks', 'put it into the command, by a shell')],
  ['pre_stop', told('pods have no hooks', 'have the application do it when SIGTERM comes')],
  ['provider', told('no program of the machine runs', 'declare what it provides in the environment')],
  ['models', told('the platform has no model runner', 'run one as a service of its own')],
  ['label_file', told('files of labels are not read', 'write hosts into the draft')],
]);

/** Keys of the file besides its services. */
export const composeFileKeys: ReadonlyMap<string, ComposeKey> = new Map([
  ['name', read('text')],
  ['services', read('map')],
  ['volumes', read('map')],
  ['configs', read('map')],
  ['secrets', read('map')],
  ['version', read('text')],
  ['networks', told('the processes of a service reach each other, and nothing else reaches them')],
  ['include', told('other files are not read', 'import the output of docker compose config, which writes them out')],
  ['models', told('the platform has no model runner', 'run one as a service of its own')],
]);
