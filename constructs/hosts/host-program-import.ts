/** Beginning of a further program of a host, in Python: it has the program of every host, `host-program.ts`, as `host`. */
export const hostProgramImport = `#!/usr/bin/python3
import importlib.machinery, importlib.util, json, os, pathlib, re, sys

sys.dont_write_bytecode = True
loader = importlib.machinery.SourceFileLoader("commons_host", str(pathlib.Path(__file__).with_name("commons-host")))
host = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
loader.exec_module(host)
`;
