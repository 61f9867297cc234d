import type { Leaf } from '../data/walk.ts'
import type { Setting } from '../facts.ts'

type Family = Setting['family']

/** Keys that only one program's configuration has, and those of which two together speak for it. */
const ACCELERATE = ['compute_environment', 'distributed_type']
const DEEPSPEED = ['zero_optimization', 'train_micro_batch_size_per_gpu', 'zero_allow_untested_optimizer']
const LIGHTNING = [
  'accelerator',
  'devices',
  'strategy',
  'precision',
  'gpus',
  'num_nodes',
  'max_epochs',
  'accumulate_grad_batches',
]
const LIGHTNING_ENOUGH = 2

/** Which program a configuration is written for, judged by the keys that it has. */
export function familyOf(leaves: readonly Leaf[]): Family {
  const roots = new Set(leaves.map(({ path }) => path[0] ?? ''))
  if (ACCELERATE.some((key) => roots.has(key))) return 'accelerate'
  if (DEEPSPEED.some((key) => roots.has(key))) return 'deepspeed'
  if (leaves.some(isHydra)) return 'hydra'
  return isLightning(leaves) ? 'lightning' : 'plain'
}

function isHydra({ path, scalar }: Leaf): boolean {
  const composes = path[0] === 'defaults' && /^\d+$/.test(path[1] ?? '')
  return composes || path[0] === 'hydra' || path.at(-1) === '_target_' || /\$\{(?:oc\.|hydra:)/.test(scalar.text)
}

/** A `trainer` section, or a root that is one, with enough of the trainer's arguments. */
function isLightning(leaves: readonly Leaf[]): boolean {
  const keys = new Set<string>()
  for (const { path } of leaves) {
    const [first = '', second = ''] = path
    const key = first === 'trainer' ? second : first
    if (LIGHTNING.includes(key)) keys.add(key)
  }
  return keys.size >= LIGHTNING_ENOUGH
}
