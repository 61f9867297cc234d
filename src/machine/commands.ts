/** The programs that are asked about the machine. Those of macOS lie where nobody but the system can put them. */
export interface Question {
  readonly program: string
  readonly words: readonly string[]
}

/** Names that a system does not know are left out of the answer. */
const SYSCTL_NAMES = ['machdep.cpu.brand_string', 'hw.memsize', 'hw.optional.arm64', 'iogpu.wired_limit_mb']

export const MAC = {
  sysctl: { program: '/usr/sbin/sysctl', words: SYSCTL_NAMES },
  version: { program: '/usr/bin/sw_vers', words: ['-productVersion'] },
  gpu: { program: '/usr/sbin/ioreg', words: ['-r', '-d', '1', '-c', 'AGXAccelerator'] },
} as const satisfies Readonly<Record<string, Question>>

export const NVIDIA = {
  cards: {
    program: 'nvidia-smi',
    words: ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits'],
  },
  head: { program: 'nvidia-smi', words: [] },
} as const satisfies Readonly<Record<string, Question>>

/** Before its answer, since libraries print on import what they like. */
export const PYTHON_MARK = 'acclimate:'

/**
 * Asks Python what it is and what it has. Nothing of the folder that it runs in is imported: the first thing that goes is
 * the entry of the path that stands for it.
 */
export const PYTHON_QUESTION = `
import sys
sys.path[:] = [entry for entry in sys.path if entry]
import json, platform
said = {"executable": sys.executable, "version": platform.python_version(), "machine": platform.machine()}
try:
    import torch
    mps = getattr(torch.backends, "mps", None)
    said["torch"] = {
        "version": str(torch.__version__),
        "cuda": torch.version.cuda,
        "hasMps": bool(mps and mps.is_built()),
        "canUseMps": bool(mps and mps.is_available()),
        "canUseCuda": bool(torch.cuda.is_available()),
    }
    if said["torch"]["canUseMps"] and hasattr(torch.mps, "recommended_max_memory"):
        said["workingSetBytes"] = int(torch.mps.recommended_max_memory())
except Exception:
    pass
try:
    import mlx.core as mx
    said["mlx"] = {"version": str(mx.__version__), "hasMetal": bool(mx.metal.is_available())}
    if said["mlx"]["hasMetal"]:
        about = mx.device_info() if hasattr(mx, "device_info") else mx.metal.device_info()
        said["workingSetBytes"] = int(about["max_recommended_working_set_size"])
except Exception:
    pass
print(${JSON.stringify(PYTHON_MARK)} + json.dumps(said))
`
