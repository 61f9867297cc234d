import type { Source } from '../../../report/report.ts'

export const title = 'A configuration file chooses what only CUDA has'

export const messages = {
  device: 'CUDA is chosen as the device; on a Mac that raises as soon as something is put there.',
  untaken:
    'CUDA is chosen as the device; code that follows it raises on a Mac. None that was read takes it by its name.',
  mended:
    'CUDA is chosen as the device; the program takes the CPU where there is none, so that the GPU of a Mac stays idle.',
  accelerator:
    'Lightning refuses cuda as the accelerator where there is no CUDA; gpu is CUDA or Metal, by the machine.',
  gpus: 'gpus counts CUDA devices, of which a Mac has none; the trainer refuses.',
  nccl: 'NCCL is chosen for communication; it exists for NVIDIA GPUs on Linux only.',
  strategy: 'Lightning refuses strategies of several processes on the GPU of a Mac, which has but one device.',
  distributed: 'Accelerate is told to start a process for each of several GPUs; a Mac has one device.',
  provider: 'A Mac’s ONNX Runtime has no such provider and goes on with the CPU, unless Core ML is named too.',
  attention: 'This kind of attention needs a package that works with CUDA only.',
  quantised: 'Loading in 4 or 8 bits goes through bitsandbytes, which does not reach the GPU of a Mac in this version.',
  optimiser: 'The 8-bit optimisers of bitsandbytes need CUDA.',
  fp16: 'Accelerate refuses fp16 on the GPU of a Mac before PyTorch 2.5.',
  bf16: 'Accelerate refuses bf16 on the GPU of a Mac before PyTorch 2.6.',
  pinned: 'Pinned memory speeds up copies to NVIDIA GPUs; on a Mac PyTorch does without.',
} as const

export type Kind = Exclude<keyof typeof messages, 'untaken' | 'mended'>

export const fixes = {
  device: 'Leave the choice to the program (auto), or name mps on a Mac.',
  accelerator: 'Choose gpu.',
  gpus: 'Choose accelerator: auto and devices: 1.',
  nccl: 'Run one process without a process group; with several, choose gloo, which works on the CPU.',
  strategy: 'Choose auto.',
  distributed: 'Choose NO; Accelerate finds the Mac’s GPU by itself.',
  provider: 'Name CoreMLExecutionProvider before CPUExecutionProvider.',
  attention: 'Choose sdpa, which PyTorch has built in.',
  quantised: 'Load in 16 bits, or take bitsandbytes 0.50 or later.',
  optimiser: 'Choose an optimiser of PyTorch’s own, such as adamw_torch.',
  fp16: 'Take PyTorch 2.5 or later, or choose no.',
  bf16: 'Take PyTorch 2.6 or later, or choose no.',
  pinned: 'Nothing has to change.',
} as const satisfies Record<Kind, string>

export const fixMended = 'Let the program take Metal before the CPU where there is no CUDA.'

export const whys = {
  accelerator:
    'Lightning takes gpu for Metal on a Mac and for CUDA elsewhere, and refuses it as it refuses cuda where there is neither.',
  forMacs: 'The file is for Macs by its name, and this is what a Mac takes there.',
  strategy:
    'Lightning takes auto for ddp where there are several GPUs, and for one process where there is one; with a single CUDA device the process is no longer wrapped.',
} as const

const mps: Source = {
  url: 'https://docs.pytorch.org/docs/stable/notes/mps.html',
  seen: '2026-11-22',
  kind: 'documentation',
}
const lightning: Source = {
  url: 'https://github.com/Lightning-AI/pytorch-lightning/blob/7f0c3436cd/src/lightning/pytorch/trainer/connectors/accelerator_connector.py',
  seen: '2026-11-22',
  kind: 'code',
}
const accelerate: Source = {
  url: 'https://github.com/huggingface/accelerate/blob/16cb6eb80dd9aa8b4df1a63ef57863e455d53b83/src/accelerate/accelerator.py',
  seen: '2026-11-22',
  kind: 'code',
}
const bitsandbytes: Source = {
  url: 'https://github.com/bitsandbytes-foundation/bitsandbytes/blob/0.50.0/README.md',
  seen: '2026-11-22',
  kind: 'documentation',
}

export const sources = {
  device: [mps],
  nccl: [{ url: 'https://docs.pytorch.org/docs/stable/distributed.html', seen: '2026-11-22', kind: 'documentation' }],
  accelerator: [lightning],
  gpus: [
    {
      url: 'https://lightning.ai/docs/pytorch/stable/reference/accelerators/mps_basic',
      seen: '2026-11-22',
      kind: 'documentation',
    },
  ],
  strategy: [lightning],
  distributed: [
    {
      url: 'https://github.com/huggingface/accelerate/blob/16cb6eb80dd9aa8b4df1a63ef57863e455d53b83/src/accelerate/state.py',
      seen: '2026-11-22',
      kind: 'code',
    },
  ],
  provider: [{ url: 'https://onnxruntime.ai/docs/execution-providers/', seen: '2026-11-22', kind: 'documentation' }],
  attention: [{ url: 'https://github.com/Dao-AILab/flash-attention/issues/977', seen: '2026-11-22', kind: 'issue' }],
  quantised: [bitsandbytes],
  optimiser: [bitsandbytes],
  fp16: [accelerate],
  bf16: [accelerate],
  pinned: [{ url: 'https://github.com/pytorch/pytorch/issues/86060', seen: '2026-11-22', kind: 'issue' }],
} as const satisfies Record<Kind, readonly Source[]>
