import { gte } from '@renovatebot/pep440'
import { type Basis, OTHER_ACCELERATORS, type Place } from '../trace/place.ts'
import { constant, UNKNOWN, type Value } from '../trace/value.ts'

/** The Mac that the program is evaluated on, and what is known of the packages there. */
export interface Mac {
  /** `major.minor`. */
  readonly python: string
  /** Whether `import MODULE` works: undefined when not known. */
  readonly importable: (module: string) => boolean | undefined
  /** The version of a distribution that the project would get. */
  readonly version: (distribution: string) => string | undefined
}

type Fact = readonly [value: string | number | boolean | null, fact: Basis['fact']]

/** Attributes of packages whose value on a Mac is known. */
const ATTRIBUTES: ReadonlyMap<string, Fact> = new Map(
  Object.entries<Fact>({
    'sys.platform': ['darwin', 'platform'],
    'os.name': ['posix', 'platform'],
    'platform.uname.system': ['Darwin', 'platform'],
    'platform.uname.machine': ['arm64', 'platform'],
    'os.uname.sysname': ['Darwin', 'platform'],
    'os.uname.machine': ['arm64', 'platform'],
    'torch.version.cuda': [null, 'cuda'],
    'torch.version.hip': [null, 'cuda'],
    'torch.utils.cpp_extension.CUDA_HOME': [null, 'cuda'],
    'torch.has_cuda': [false, 'cuda'],
    'torch.has_mps': [true, 'mps'],
    'torch.backends.cudnn.enabled': [true, 'cuda'],
    'typing.TYPE_CHECKING': [false, 'import'],
  }),
)

/** Calls whose result on a Mac is known, whatever the arguments. */
const CALLS: ReadonlyMap<string, Fact> = new Map(
  Object.entries<Fact>({
    'torch.cuda.is_available': [false, 'cuda'],
    'torch.cuda.is_initialized': [false, 'cuda'],
    'torch.cuda.device_count': [0, 'cuda'],
    'torch.cuda.is_bf16_supported': [false, 'cuda'],
    'torch.backends.cudnn.is_available': [false, 'cuda'],
    'torch.backends.cuda.is_built': [false, 'cuda'],
    'torch.distributed.is_nccl_available': [false, 'cuda'],
    'torch.backends.mps.is_available': [true, 'mps'],
    'torch.backends.mps.is_built': [true, 'mps'],
    'torch.mps.is_available': [true, 'mps'],
    'torch.mps.device_count': [1, 'mps'],
    'torch.accelerator.is_available': [true, 'mps'],
    'torch.xpu.is_available': [false, 'platform'],
    'platform.system': ['Darwin', 'platform'],
    'platform.machine': ['arm64', 'platform'],
    'platform.processor': ['arm', 'platform'],
    'torch.distributed.is_initialized': [false, 'platform'],
    'numba.cuda.is_available': [false, 'cuda'],
    'cupy.cuda.is_available': [false, 'cuda'],
    'transformers.utils.is_torch_cuda_available': [false, 'cuda'],
    'transformers.utils.is_torch_mps_available': [true, 'mps'],
    'transformers.is_torch_mps_available': [true, 'mps'],
    'transformers.utils.is_torch_tf32_available': [false, 'cuda'],
    'accelerate.utils.is_cuda_available': [false, 'cuda'],
    'accelerate.utils.is_mps_available': [true, 'mps'],
  }),
)

/** Transformers' question for bfloat16, and its first version that counts Metal's (on macOS 14 and later). */
const BFLOAT16 = /^transformers\.utils\.(import_utils\.)?is_torch_bf16(_gpu)?_available$/
const BFLOAT16_ON_METAL = '4.56.0'

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

/** What an attribute of an external package is on a Mac; undefined when nothing is known of it. */
export function attributeOnMac(name: string, place: Place): Value | undefined {
  return known(ATTRIBUTES.get(name), name, place)
}

/** What gives something for a module that is there, and None for one that is not. */
const FINDERS: ReadonlySet<string> = new Set(['importlib.util.find_spec', 'pkgutil.find_loader'])

/** What calling an external function gives on a Mac; undefined when nothing is known of it. */
export function callOnMac(name: string, place: Place, mac: Mac, first: Value | undefined): Value | undefined {
  const fact = known(CALLS.get(name), name, place)
  if (fact) return fact
  if (BFLOAT16.test(name)) return bfloat16(name, place, mac.version('transformers'))
  const asked = packageAsked(name, first)
  const finds = FINDERS.has(name)
  if (asked === undefined) return finds ? UNKNOWN : undefined
  const importable = OTHER_ACCELERATORS.has(asked) ? false : mac.importable(asked)
  const basis: Basis[] = [{ fact: 'import', name: asked, place }]
  if (importable === undefined) return finds ? { kind: 'unknown', basis } : undefined
  if (finds) {
    return importable ? { kind: 'instance', of: 'ModuleSpec', fields: new Map(), basis } : constant(null, place, basis)
  }
  return constant(importable, place, basis)
}

function bfloat16(name: string, place: Place, version: string | undefined): Value | undefined {
  if (version === undefined) return undefined
  const counts = gte(version, BFLOAT16_ON_METAL)
  return constant(counts, place, [{ fact: counts ? 'mps' : 'cuda', name, place }])
}

/** The platform tuple `sys.version_info`, `platform.uname().system` and their like are left to the expressions that use them. */
function known(fact: Fact | undefined, name: string, place: Place): Value | undefined {
  return fact ? constant(fact[0], place, [{ fact: fact[1], name, place }]) : undefined
}

function packageAsked(name: string, first: Value | undefined): string | undefined {
  if (FINDERS.has(name)) {
    return first?.kind === 'constant' && typeof first.value === 'string' ? first.value.split('.')[0] : undefined
  }
  const own = name.slice(name.lastIndexOf('.') + 1)
  return /^(transformers|diffusers|accelerate|peft)\./.test(name) ? PACKAGE_TESTS.get(own) : undefined
}
