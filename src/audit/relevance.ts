import type { Knowledge } from '../knowledge/knowledge.ts'
import { pythonStatus } from '../knowledge/operators.ts'
import { isShown, pitfallsWith } from '../knowledge/pitfalls.ts'
import { statementFor } from '../knowledge/statements.ts'
import { type Relevance, relevanceOf } from '../project/python/relevance.ts'

/** Words by which code speaks of an accelerator, a precision, memory or the platform; every rule needs at least one. */
const STRONG =
  'cuda CUDA mps MPS gpu gpus nccl NCCL autocast GradScaler pin non_blocking float64 complex128 from_numpy as_tensor ' +
  'load_in_8bit load_in_4bit device_map providers CUDAExecutionProvider set_start_method setrlimit affinity ' +
  'map_location DataParallel DistributedDataParallel init_process_group attn_implementation flash_attention_2 use_flash_attention_2 tf32 sdp sdpa ' +
  'xformers FALLBACK CUDAExtension cpp_extension load_inline BitsAndBytesConfig view_as_complex polar Darwin darwin ' +
  'ImportError ModuleNotFoundError RawKernel RawModule ElementwiseKernel ReductionKernel rawkernel SourceModule ' +
  'find_spec collate_fn setaffinity getaffinity persistent_workers CDLL meminfo cpuinfo YOLO 8bit JAX_PLATFORMS Windows win32 value_and_grad'

/** Names that matter as functions of a framework. */
const CALLED = ['load', 'compile', 'double', 'device']

/** Names that matter as methods that are called with nothing. */
const BARE = ['type']

/** Words that carry the values which strong words make. */
const WEAK =
  'device import environ getenv platform system win32 windows is_available available backend np numpy double repeat ' +
  'ArgumentParser parse_args cpu float float16 bfloat16 half fp16 bf16 dtype torch_dtype GPU num_workers DataLoader Trainer ' +
  'autotune jit sources cu event events record elapsed_time synchronize stream nvtx range_push range_pop scaler ' +
  'DEVICE Device dev exit quit abort options initialized world_size backward ' +
  // What kind of work it is.
  'optim no_grad inference_mode generate'

/** Names that nearly every file has, and that pass on what a strong word beside one of them brings. */
const CARRIERS = ['kwargs', 'accelerator']

/** What of the code can matter on the given day and with the given PyTorch. */
export function relevanceFor(knowledge: Knowledge, torch: string | undefined, asOf: string): Relevance {
  const operators = Object.keys(knowledge.operators.python)
    .filter((name) => /^(missing|falls-back)$/.test(pythonStatus(knowledge, name, torch) ?? ''))
    .map((name) => lastPart(name.replace(/\(.*$/, '')))
  const gradients = Object.keys(knowledge.operators.backward)
    .filter((name) => /^(missing|falls-back)$/.test(pythonStatus(knowledge, name, torch, true) ?? ''))
    .map((name) => lastPart(name.replace(/\(.*$/, '')))
  const limited = pitfallsWith(knowledge, torch)
    .filter(isShown)
    .flatMap(({ calls }) => calls.map(lastPart))
    .filter((name) => !ORDINARY.has(name))
  const vision = knowledge.visionOperators.flatMap(({ calls }) => calls.map(lastPart))
  const modules = knowledge.libraries
    .filter(({ metal }) => statementFor(metal, undefined, asOf)?.status !== 'supported')
    .flatMap(({ imports }) => imports.map(lastPart))
    .filter((name) => !COMMON.has(name))
  return relevanceOf({
    strong: [...STRONG.split(' '), ...modules, ...vision.filter((name) => !ORDINARY.has(name))],
    called: [...CALLED, ...operators, ...gradients, ...limited, ...vision],
    bare: BARE,
    weak: WEAK.split(' '),
    carriers: CARRIERS,
  })
}

/** Names of functions that nearly every file has: only where something else makes the code worth reading. */
const ORDINARY = new Set(
  'to cuda repeat tile max norm gather scatter reduce broadcast linear inverse inv nms'.split(' '),
)

/** Names of modules that are ordinary words, or that nearly every file imports; alone they say nothing. */
const COMMON = new Set([
  'torch',
  'torchvision',
  'torchaudio',
  'transformers',
  'diffusers',
  'accelerate',
  'datasets',
  'clip',
  'metal',
  'warp',
  'kernels',
  'composer',
  'ray',
  'whisper',
  'comfy',
  'dali',
  'fla',
  'k2',
  'awq',
])

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
