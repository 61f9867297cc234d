/**
 * What programs ask about the machine, and what each machine answers: a question a line. `name()` is a call, whatever its
 * arguments are, and a name without parentheses an attribute. `UNKNOWN` is what a machine of that kind may answer either
 * way: it depends on the model of the GPU, on the build of PyTorch, or on how the program was started. For `undefined` the
 * name is left as it is, like that of anything else outside the project.
 */
import type { Basis } from '../../trace/place.ts'
import type { MachineName } from '../../trace/trace.ts'
import { type Constant, type Count, type Device, UNKNOWN, type Value } from '../../trace/value.ts'

type Answer = Constant['value'] | Value | undefined

type Facts = Readonly<Record<string, readonly [mac: Answer, linuxWithCuda: Answer, linuxWithoutGpu: Answer]>>

/** What is known of one question. */
export interface Fact {
  /** What it is a fact about. */
  readonly about: Basis['fact']
  /** What was asked, without parentheses. */
  readonly name: string
  readonly answers: Readonly<Record<MachineName, Answer>>
}

const SOME_GPUS: Count = { kind: 'count', atLeast: 1 }
const SOME_TEXT: Constant = { kind: 'constant', value: '?', partial: true }
const CUDA: Device = { kind: 'device', name: 'cuda' }
const METAL: Device = { kind: 'device', name: 'mps' }

/** What PyTorch's devices for each machine's GPU are called. */
export const GPU: Readonly<Record<MachineName, 'mps' | 'cuda' | undefined>> = {
  mac: 'mps',
  'linux-cuda': 'cuda',
  'linux-cpu': undefined,
}

/** Of a machine without a GPU it is not known whether its PyTorch is built with CUDA: for Linux that is the default build. */
const ABOUT_CUDA: Facts = {
  'torch.cuda.is_available()': [false, true, false],
  'torch.cuda.is_initialized()': [false, UNKNOWN, false],
  'torch.cuda.device_count()': [0, SOME_GPUS, 0],
  'torch.cuda.is_bf16_supported()': [false, UNKNOWN, false],
  'torch.version.cuda': [null, SOME_TEXT, UNKNOWN],
  'torch.version.hip': [null, null, UNKNOWN],
  'torch.has_cuda': [false, true, UNKNOWN],
  'torch.backends.cuda.is_built()': [false, true, UNKNOWN],
  'torch.backends.cudnn.is_available()': [false, true, UNKNOWN],
  'torch.backends.cudnn.enabled': [true, true, true],
  'torch.backends.cudnn.version()': [null, UNKNOWN, UNKNOWN],
  'torch.distributed.is_nccl_available()': [false, true, UNKNOWN],
  // The toolkit, with which kernels are compiled, is no part of the driver nor of PyTorch.
  'torch.utils.cpp_extension.CUDA_HOME': [null, UNKNOWN, UNKNOWN],
  'numba.cuda.is_available()': [false, UNKNOWN, false],
  'cupy.cuda.is_available()': [false, true, false],
  'cv2.cuda.getCudaEnabledDeviceCount()': [0, UNKNOWN, 0],
  'faiss.get_num_gpus()': [0, UNKNOWN, 0],
  'ctranslate2.get_cuda_device_count()': [0, SOME_GPUS, 0],
  'open3d.core.cuda.is_available()': [false, UNKNOWN, false],
  'open3d.core.cuda.device_count()': [0, UNKNOWN, 0],
  'paddle.is_compiled_with_cuda()': [false, UNKNOWN, UNKNOWN],
  'paddle.device.is_compiled_with_cuda()': [false, UNKNOWN, UNKNOWN],
  'paddle.device.cuda.device_count()': [0, UNKNOWN, 0],
  'tensorflow.test.is_built_with_cuda()': [false, true, UNKNOWN],
  'mxnet.context.num_gpus()': [0, SOME_GPUS, 0],
  'mxnet.device.num_gpus()': [0, SOME_GPUS, 0],
  'jax.default_backend()': ['cpu', 'gpu', 'cpu'],
  'warp.is_cuda_available()': [false, true, false],
  'transformers.utils.is_torch_cuda_available()': [false, true, false],
  'transformers.utils.is_torch_tf32_available()': [false, UNKNOWN, false],
  'accelerate.utils.is_cuda_available()': [false, true, false],
}

const ABOUT_METAL: Facts = {
  'torch.backends.mps.is_available()': [true, false, false],
  'torch.backends.mps.is_built()': [true, false, false],
  'torch.has_mps': [true, false, false],
  'torch.mps.is_available()': [true, false, false],
  'torch.mps.device_count()': [1, 0, 0],
  'torch.accelerator.is_available()': [true, true, false],
  'torch.accelerator.device_count()': [1, SOME_GPUS, 0],
  // It says what a build is for, whether that is there or not.
  'torch.accelerator.current_accelerator()': [METAL, CUDA, UNKNOWN],
  'transformers.is_torch_mps_available()': [true, false, false],
  'transformers.utils.is_torch_mps_available()': [true, false, false],
  'accelerate.utils.is_mps_available()': [true, false, false],
  // Accelerate takes the GPU that there is.
  'accelerate.Accelerator().device': [METAL, CUDA, UNKNOWN],
  // So does ComfyUI, for the nodes that run in it.
  'comfy.model_management.get_torch_device()': [METAL, CUDA, UNKNOWN],
}

const ABOUT_THE_PLATFORM: Facts = {
  'sys.platform': ['darwin', 'linux', 'linux'],
  'os.name': ['posix', 'posix', 'posix'],
  'platform.system()': ['Darwin', 'Linux', 'Linux'],
  'platform.machine()': ['arm64', 'x86_64', 'x86_64'],
  // On Linux it is empty where `uname` does not tell.
  'platform.processor()': ['arm', UNKNOWN, UNKNOWN],
  'platform.uname().system': ['Darwin', 'Linux', 'Linux'],
  'platform.uname().machine': ['arm64', 'x86_64', 'x86_64'],
  'os.uname().sysname': ['Darwin', 'Linux', 'Linux'],
  'os.uname().machine': ['arm64', 'x86_64', 'x86_64'],
  'torch.xpu.is_available()': [false, false, false],
  // A launcher such as torchrun starts several processes, each of which joins the others.
  'torch.distributed.is_initialized()': [false, UNKNOWN, UNKNOWN],
}

const ABOUT_IMPORTS: Facts = {
  'typing.TYPE_CHECKING': [false, false, false],
}

export const FACTS: ReadonlyMap<string, Fact> = new Map([
  ...factsAbout('cuda', ABOUT_CUDA),
  ...factsAbout('mps', ABOUT_METAL),
  ...factsAbout('platform', ABOUT_THE_PLATFORM),
  ...factsAbout('import', ABOUT_IMPORTS),
])

function factsAbout(about: Basis['fact'], facts: Facts): readonly (readonly [string, Fact])[] {
  return Object.entries(facts).map(([question, [mac, linuxWithCuda, linuxWithoutGpu]]) => {
    const answers = { mac, 'linux-cuda': linuxWithCuda, 'linux-cpu': linuxWithoutGpu }
    return [question, { about, name: question.replace('()', ''), answers }] as const
  })
}

/** What programs ask for with `hasattr` and builds of PyTorch for every machine have. */
export const PARTS_OF_PYTORCH: ReadonlySet<string> = new Set(['torch.mps', 'torch.backends.mps', 'torch.has_mps'])
