/** Code that is meant for several GPUs, or for a run over several processes. A Mac has one GPU, so a program is started plainly there. */
import type { Guard, Observation } from '../../trace/observation.ts'
import type { LiveCall } from '../../trace/definition.ts'
import { unparse } from '../../trace/unparse.ts'
import { memoized } from '../memoized.ts'

/** `if num_gpus > 1`. */
const GPUS = /(gpus?|world_?size|n_?proc|n_?ranks|num_?processes|device_count)\b[^\n>]{0,20}>\s{0,4}1\b/i

/** `if world_size == 1: return`, after which there are several. */
const ONE =
  /(gpus?|world_?size|n_?proc|num_?processes|device_count)\b[^\n=<>]{0,20}(?:==\s{0,4}1|<=\s{0,4}1|<\s{0,4}2)\b/i

/** `if args.distributed`, `if hparams.distributed_run`, `if is_dist_avail_and_initialized()`, `if self.opt['dist']`; not `torch.distributed.is_available()`. */
const DISTRIBUTED =
  /(?:^|[._'"\s(])(?:is_|use_)?(?:dist|distributed|ddp|multi_?gpu)(?:(?![\w.])|_(?:avail|init|run\b|train|enabled|port\b))/i

/** `if args.local_rank != -1`. */
const RANKED = /local_rank\s{0,4}(?:!=\s{0,4}-1|>=\s{0,4}0|>\s{0,4}-1|is not None)/

/** `if dist.get_backend(group) == "gloo"`: there is a group. */
const BACKEND = /(?:==|!=|\bin\b)[^\n]{0,20}['"](?:gloo|nccl)['"]/

/** What launchers set for each process: `if 'RANK' in os.environ`, `if 'local_rank' in config`. */
const LAUNCHED =
  /['"](?:RANK|LOCAL_RANK|local_rank(?=['"] (?:not )?in )|WORLD_SIZE|SLURM_PROCID|SLURM_NTASKS|OMPI_COMM_WORLD_\w{1,20})['"]/

/** `if launcher == 'pytorch'`; `none` is a plain run. */
const LAUNCHER = /\blauncher\b\s{0,4}(==|!=)\s{0,4}['"](\w{1,20})['"]/

/** Functions that say by their names that they set several processes up; where calls of them are read, those decide. */
const FOR_SEVERAL = /(?:^|[._])(?:dist|distributed|ddp|multi_?gpu|multi_?node)(?:_|$)/i

/** Classes that say so: `TorchDdpAccelerator`. */
const CLASS_FOR_SEVERAL = /(?:DDP|Ddp|FSDP|Fsdp|Distributed|Dist)(?=[A-Z_]|$)/

/** Functions that bring together what several processes have: alone, a program has no need of them. */
const BRINGS_TOGETHER =
  /(?:^|[._])(?:all_?(?:gather|reduce)|reduce_scatter|reduce_(?:tensor|dict|value|loss)|gather_all)/i

/** `not args.distributed`, `args.distributed is False`, `'RANK' not in os.environ`. */
const DENIED = /^not\b|['"\w] not in\b|(?:\bis|==)\s{0,4}(?:False|None|0)$/

/** Longest condition that is looked at. */
const CONDITION_LIMIT = 2000

/** `if self.model_parallel`: a model whose parts are on several GPUs. */
const IN_PARTS = /(?:^|[._])model_parallel$/i

/** Whether the code is behind a condition that holds only where there are several GPUs. */
export function needsSeveralGpus({ guards }: Observation): boolean {
  return guards.some(
    (guard) => guard.side && guard.value === undefined && [GPUS, IN_PARTS].some((asked) => asked.test(textOf(guard))),
  )
}

/** Whether a test asks for several GPUs or a run over several processes, among other things. */
export function speaksOfSeveral(test: string): boolean {
  return [GPUS, DISTRIBUTED, RANKED, LAUNCHED, BACKEND].some((asked) => asked.test(test))
}

/** Longest chain of calls that is followed to the conditions before them. */
const CALLS_LIMIT = 4

/** Whether the code is behind a condition that holds only in a run over several processes, or every call of its function is. */
export function needsSeveralProcesses(code: LiveCall, depth = 0): boolean {
  if ('several' in code) return true
  if (code.guards.some((guard) => guard.value === undefined && asksForProcesses(guard))) return true
  if (BRINGS_TOGETHER.test(code.function?.name ?? '')) return true
  const calls = code.function?.calls.live ?? []
  if (calls.length === 0 && isNamedForSeveral(code.function)) return true
  return depth < CALLS_LIMIT && calls.length > 0 && calls.every((call) => needsSeveralProcesses(call, depth + 1))
}

function isNamedForSeveral(around: LiveCall['function']): boolean {
  return around !== undefined && (FOR_SEVERAL.test(around.name) || CLASS_FOR_SEVERAL.test(around.owner?.name ?? ''))
}

function asksForProcesses(guard: Guard): boolean {
  const text = textOf(guard)
  const isDenied = DENIED.test(text)
  if (!guard.side && ONE.test(text)) return true
  if (guard.side !== isDenied && [DISTRIBUTED, RANKED, LAUNCHED].some((asked) => asked.test(text))) return true
  const [, operator, launcher] = LAUNCHER.exec(text) ?? []
  return operator !== undefined && ((operator === '==') === guard.side) === (launcher !== 'none')
}

const textOf = memoized(({ test }: Guard): string => unparse(test).slice(0, CONDITION_LIMIT))
