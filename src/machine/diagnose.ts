import type { DiagnosisFinding } from '../report/diagnosis.ts'
import type { Source } from '../report/report.ts'
import type { Nvidia, Python, Setup } from './setup.ts'
import { environmentFindings } from './environment-findings.ts'

const METAL: Source = { url: 'https://developer.apple.com/metal/pytorch/', seen: '2026-11-27', kind: 'documentation' }
const MLX: Source = {
  url: 'https://github.com/ml-explore/mlx/blob/846d176227a0ac13d2667e58d2bb68b322109ab0/docs/src/install.rst',
  seen: '2026-11-22',
  kind: 'documentation',
}
const MPS: Source = {
  url: 'https://docs.pytorch.org/docs/stable/notes/mps.html',
  seen: '2026-11-27',
  kind: 'documentation',
}
const WORKING_SET: Source = {
  url: 'https://developer.apple.com/documentation/metal/mtldevice/recommendedmaxworkingsetsize',
  seen: '2026-11-27',
  kind: 'documentation',
}
const CUDA: Source = {
  url: 'https://docs.nvidia.com/cuda/cuda-toolkit-release-notes/index.html',
  seen: '2026-11-27',
  kind: 'documentation',
}

/** The first macOS with what PyTorch needs of Metal. */
const MACOS_FOR_MPS = 12.3
/** The first macOS that MLX installs on. */
const MACOS_FOR_MLX = 14

type Environment = Readonly<Record<string, string | undefined>>

/** What keeps the GPU from being used, or makes it slower, the worst first. */
export function diagnose(setup: Setup, environment: Environment): readonly DiagnosisFinding[] {
  const findings = [
    ...(setup.system === 'macos' ? ofMac(setup) : ofCards(setup)),
    ...ofPython(setup),
    ...environmentFindings(setup, environment),
  ]
  const order = ['blocks', 'ignores-gpu', 'degrades', 'info']
  return findings.toSorted((one, other) => order.indexOf(one.effect) - order.indexOf(other.effect))
}

function* ofMac(setup: Setup): Iterable<DiagnosisFinding> {
  const { architecture, systemVersion, wiredLimitBytes, memoryBytes } = setup
  if (architecture !== 'arm64') {
    yield {
      code: 'intel-mac',
      effect: 'blocks',
      message: 'This Mac has an Intel processor; PyTorch 2.3 and later, and all of MLX, are for Apple silicon only.',
      fix: 'Use a Mac with Apple silicon, or PyTorch 2.2.2 on the processor.',
      sources: [METAL, MLX],
    }
    return
  }
  const version = Number.parseFloat(systemVersion ?? '')
  if (version < MACOS_FOR_MPS) {
    yield {
      code: 'macos-too-old',
      effect: 'blocks',
      message: `macOS ${systemVersion} lacks what PyTorch needs of Metal: that began with ${MACOS_FOR_MPS}.`,
      fix: 'Update macOS.',
      sources: [METAL],
    }
  } else if (version < MACOS_FOR_MLX) {
    yield {
      code: 'macos-too-old-for-mlx',
      effect: 'degrades',
      message: `macOS ${systemVersion} is too old for MLX, which needs ${MACOS_FOR_MLX} or later; newer PyTorch needs it, too.`,
      fix: 'Update macOS.',
      sources: [MLX],
    }
  }
  if (wiredLimitBytes === undefined) return
  const share = memoryBytes === undefined ? '' : ` of ${gigabytes(memoryBytes)}`
  yield {
    code: 'wired-limit-set',
    effect: 'info',
    message: `The GPU may use ${gigabytes(wiredLimitBytes)}${share}: iogpu.wired_limit_mb is set, until the next restart.`,
    sources: [WORKING_SET],
  }
}

function* ofCards({ system, nvidia }: Setup): Iterable<DiagnosisFinding> {
  if (nvidia === undefined) {
    yield {
      code: 'no-nvidia-driver',
      effect: 'blocks',
      message: 'There is no nvidia-smi on the path: no card of NVIDIA, or no driver for it.',
      fix:
        system === 'linux'
          ? 'Install the driver of NVIDIA that your distribution has, and restart.'
          : 'Install the driver of NVIDIA, and restart.',
      sources: [CUDA],
    }
  } else if (nvidia.cards.length === 0) {
    yield {
      code: 'nvidia-driver-silent',
      effect: 'blocks',
      message: `nvidia-smi finds no card${nvidia.problem === undefined ? '' : `: ${nvidia.problem}`}.`,
      fix: 'Restart after an update of the driver or the kernel; in a container, start it with --gpus all.',
      sources: [CUDA],
    }
  }
}

function* ofPython(setup: Setup): Iterable<DiagnosisFinding> {
  const { python } = setup
  if (python === undefined) {
    yield {
      code: 'no-python',
      effect: 'info',
      message: 'There is no Python on the path to ask what it has.',
      fix: 'Activate the environment of your project and ask again.',
      sources: [MPS],
    }
  } else if (setup.system === 'macos') yield* ofPythonOnMac(setup, python)
  else yield* ofPythonWithCards(python, setup.nvidia)
}

function* ofPythonOnMac({ architecture, systemVersion }: Setup, python: Python): Iterable<DiagnosisFinding> {
  const { torch, mlx } = python
  if (architecture === 'arm64' && python.machine === 'x86_64') {
    yield {
      code: 'python-under-rosetta',
      effect: 'blocks',
      message: `${python.executable} is a Python for Intel that runs under Rosetta: it gets neither a current PyTorch nor MLX, and no Metal.`,
      fix: 'Make the environment anew with a Python for Apple silicon: with uv, Homebrew in /opt/homebrew, or Miniforge for arm64.',
      sources: [MLX, METAL],
    }
    return
  }
  if (torch !== undefined && !torch.hasMps) {
    yield {
      code: 'torch-without-mps',
      effect: 'ignores-gpu',
      message: `PyTorch ${torch.version} of ${python.executable} was built without Metal.`,
      fix: 'Install PyTorch 2 or later from its wheel for macOS: pip install --upgrade torch.',
      sources: [MPS],
    }
  } else if (torch !== undefined && !torch.canUseMps) {
    yield {
      code: 'mps-not-available',
      effect: 'ignores-gpu',
      message: `PyTorch ${torch.version} has Metal, and macOS ${systemVersion ?? ''} offers it none: it is too old, or a virtual machine without a GPU.`,
      fix: 'Update macOS; in a virtual machine, ask outside of it.',
      sources: [MPS],
    }
  }
  if (mlx === undefined) {
    yield {
      code: 'mlx-missing',
      effect: 'info',
      message: 'MLX is not installed in this Python; language models often run fastest with it.',
      fix: 'pip install mlx-lm.',
      sources: [MLX],
    }
  }
}

function* ofPythonWithCards({ torch, executable }: Python, nvidia: Nvidia | undefined): Iterable<DiagnosisFinding> {
  if (torch === undefined || nvidia === undefined || nvidia.cards.length === 0 || torch.canUseCuda) return
  if (torch.cuda === undefined) {
    yield {
      code: 'torch-without-cuda',
      effect: 'ignores-gpu',
      message: `PyTorch ${torch.version} of ${executable} was built without CUDA.`,
      fix: 'Install a build with CUDA, by the selector of pytorch.org.',
      sources: [{ url: 'https://pytorch.org/get-started/locally/', seen: '2026-11-27', kind: 'documentation' }],
    }
  } else if (nvidia.cuda !== undefined && Number.parseInt(torch.cuda, 10) > Number.parseInt(nvidia.cuda, 10)) {
    yield {
      code: 'driver-too-old',
      effect: 'ignores-gpu',
      message: `PyTorch ${torch.version} needs CUDA ${torch.cuda}; driver ${nvidia.driver ?? ''} runs up to ${nvidia.cuda}.`,
      fix: `Update the driver, or install a PyTorch for CUDA ${Number.parseInt(nvidia.cuda, 10)}.`,
      sources: [CUDA],
    }
  } else {
    yield {
      code: 'cuda-not-available',
      effect: 'ignores-gpu',
      message: `PyTorch ${torch.version} was built with CUDA ${torch.cuda} and finds no card that it can use.`,
      fix: 'Look at CUDA_VISIBLE_DEVICES; after an update of the driver, restart.',
      sources: [CUDA],
    }
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}
