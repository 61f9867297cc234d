/** What programs ask about packages: whether one is there, and what one of its versions says of the machine. */
import { gte } from '@renovatebot/pep440'
import { type Basis, OTHER_ACCELERATORS, type Place } from '../../trace/place.ts'
import { constant, UNKNOWN, type Value } from '../../trace/value.ts'
import type { Machine } from './machine.ts'

/** Functions of Hugging Face libraries that ask whether a package is there, and the module that each asks for. */
const PACKAGE_TESTS: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    is_xformers_available: 'xformers',
    is_flash_attn_2_available: 'flash_attn',
    is_flash_attn_available: 'flash_attn',
    is_flash_attn_3_available: 'flash_attn_interface',
    is_bitsandbytes_available: 'bitsandbytes',
    is_bnb_available: 'bitsandbytes',
    is_apex_available: 'apex',
    is_triton_available: 'triton',
    is_deepspeed_available: 'deepspeed',
    is_torch_xla_available: 'torch_xla',
    is_torch_tpu_available: 'torch_xla',
    is_torch_npu_available: 'torch_npu',
    is_sagemaker_dp_enabled: 'smdistributed',
    is_sagemaker_mp_enabled: 'smdistributed',
  }),
)

/** What gives something for a module that is there, and None for one that is not. */
const FINDERS: ReadonlySet<string> = new Set(['importlib.util.find_spec', 'pkgutil.find_loader'])

/** Transformers' question for bfloat16, and its first version that counts Metal's (on macOS 14 and later). */
const BFLOAT16 = /^transformers\.utils\.(import_utils\.)?is_torch_bf16(_gpu)?_available$/
const BFLOAT16_ON_METAL = '4.56.0'

/** What a call gives whose answer depends on packages; undefined for any other, and where it is not known. */
export function packageAnswer(
  machine: Machine,
  name: string,
  place: Place,
  first: Value | undefined,
): Value | undefined {
  if (BFLOAT16.test(name)) return bfloat16(machine, name, place)
  const asked = packageAsked(name, first)
  const finds = FINDERS.has(name)
  if (asked === undefined) return finds ? UNKNOWN : undefined
  const importable = OTHER_ACCELERATORS.has(asked) ? false : machine.importable(asked)
  const basis: Basis[] = [{ fact: 'import', name: asked, place }]
  if (importable === undefined) return finds ? { kind: 'unknown', basis } : undefined
  if (finds) {
    return importable ? { kind: 'instance', of: 'ModuleSpec', fields: new Map(), basis } : constant(null, place, basis)
  }
  return constant(importable, place, basis)
}

/** Of an NVIDIA GPU it depends on the model. */
function bfloat16(machine: Machine, name: string, place: Place): Value | undefined {
  if (machine.name === 'linux-cuda') return { kind: 'unknown', basis: [{ fact: 'cuda', name, place }] }
  if (machine.name === 'linux-cpu') return constant(false, place, [{ fact: 'cuda', name, place }])
  const version = machine.version('transformers')
  if (version === undefined) return undefined
  const counts = gte(version, BFLOAT16_ON_METAL)
  return constant(counts, place, [{ fact: counts ? 'mps' : 'cuda', name, place }])
}

function packageAsked(name: string, first: Value | undefined): string | undefined {
  if (FINDERS.has(name)) {
    return first?.kind === 'constant' && typeof first.value === 'string' ? first.value.split('.')[0] : undefined
  }
  const own = name.slice(name.lastIndexOf('.') + 1)
  return /^(transformers|diffusers|accelerate|peft)\./.test(name) ? PACKAGE_TESTS.get(own) : undefined
}

/** `torch.__version__`, as far as it is known: builds for Linux put `+cu128` or `+cpu` behind their number. */
export function versionOfTorch(machine: Machine, place: Place): Value | undefined {
  const version = machine.version('torch')
  if (version === undefined) return undefined
  return machine.name === 'mac' ? constant(version, place) : { ...constant(`${version}?`, place), partial: true }
}
