import { pythonOf } from './python';

/** The words that begin a command of Go: the one of PyPI, pinned with its digest in `requirements/hosts.txt`. */
export const goCommand = (): readonly [string, ...string[]] => [
  pythonOf('hosts'),
  '-c',
  'from go import main; raise SystemExit(main())',
];
