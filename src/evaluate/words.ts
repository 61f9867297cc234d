import type { Words } from '../project/python/relevance.ts'

/** Words of which conditions are made, and the values that programs are given: by them it is told what runs on a Mac. */
export const words = {
  strong: ['Darwin', 'darwin', 'Windows', 'win32', 'ImportError', 'ModuleNotFoundError', 'find_spec'],
  // What devices, precisions and backends are written as.
  values: ['cuda', 'CUDA', 'mps', 'MPS', 'gpu', 'gpus', 'nccl', 'NCCL', 'float64', 'complex128'],
  weak: [
    'is_available',
    'available',
    'initialized',
    'platform',
    'system',
    'windows',
    'import',
    'environ',
    'getenv',
    'ArgumentParser',
    'parse_args',
    'options',
    // What runs for a control of a page and for a node, and what settings are read from.
    'click',
    'submit',
    'FUNCTION',
    'FLAGS',
    'OmegaConf',
    // What ends a program.
    'exit',
    'quit',
    'abort',
  ],
  carriers: ['kwargs'],
} satisfies Words
