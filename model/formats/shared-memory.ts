/** Folder of the memory that the programs of a container share. Source: POSIX shared memory on Linux, shm_overview(7). */
export const sharedMemory = '/dev/shm';
