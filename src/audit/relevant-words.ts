import type { Knowledge } from '../knowledge/knowledge.ts'

/** Words by which code speaks of devices, precision, memory, parallelism or the platform; any rule needs at least one. */
const WORDS = [
  'cuda', 'mps', 'gpu', 'device', 'metal', 'nccl', 'gloo', 'autocast', 'GradScaler', 'amp', 'pin_memory', 'non_blocking',
  'float64', 'double', 'complex', 'bfloat16', 'float16', 'half', 'fp16', 'bf16', 'float8', 'from_numpy', 'as_tensor',
  'environ', 'getenv', 'platform', 'darwin', 'win32', 'windows', 'is_available', 'accelerat', 'backend', 'provider',
  'load_in_', 'quantization', 'attn_implementation', 'num_workers', 'DataLoader', 'start_method', 'setrlimit',
  'compile', 'distributed', 'process_group', 'import', 'argparse', 'add_argument',
] as const

/** The expression by which files and function bodies without any such word are passed over. */
export function relevantWords(knowledge: Knowledge): RegExp {
  const operators = Object.keys(knowledge.operators.python).map((name) => name.slice(name.lastIndexOf('.') + 1))
  const calls = operators.filter((name) => name.length > 3).map((name) => `\\.${name}\\b`)
  return new RegExp([...WORDS, ...new Set(calls)].join('|'), 'gi')
}
