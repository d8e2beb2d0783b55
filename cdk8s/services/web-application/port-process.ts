/**
 * What a port to which hosts or paths lead is called among the processes of its service that answer people. No worker has such a name.
 *
 * @param worker the worker that listens on it; undefined for the web pods
 */
export const portProcess = (port: string, worker?: string): string => `${worker ?? ''}:${port}`;
