import type { Source } from '../../../report/report.ts'

export const title = 'Mixed precision is asked for on CUDA only'

export const messages = {
  cuda: 'Autocast for CUDA is switched off with a warning on a Mac, so the region runs in the precision of its tensors.',
  cudaIfOn:
    'Where this is switched on, autocast for CUDA switches itself off on a Mac with a warning, so the region runs in the precision of its tensors.',
  custom:
    'This keeps to what autocast for CUDA is told: under autocast for Metal nothing is cast here, and gradients are computed as if it were off.',
  leftOn:
    'This switches autocast off for CUDA alone: where autocast for Metal is on around it, the region computes in half precision on a Mac.',
} as const

export const fixes = {
  byEdit: 'Name mps where there is Metal: torch.autocast("mps" if torch.backends.mps.is_available() else "cuda").',
  typed: (type: string): string => `Name the device in use: torch.autocast(${type}).`,
  handedOn: (type: string): string =>
    `Hand on an autocast that knows its device: functools.partial(torch.autocast, ${type}).`,
  custom: 'Name the device in use: custom_fwd(device_type="mps" if torch.backends.mps.is_available() else "cuda").',
  leftOn: 'Switch it off for the device of the tensors: torch.autocast(x.device.type, enabled=False).',
  tooOld: 'Use contextlib.nullcontext() unless the device is CUDA; autocast for Metal comes with PyTorch 2.5.',
} as const

/** The type of the device where none is known by name. */
export const METAL_OR_CUDA = '"mps" if torch.backends.mps.is_available() else "cuda"'

export const why =
  'Where there is Metal the region is for mps, and elsewhere for CUDA as before; scale gradients there too when you train.'

export const whyLeftOn =
  'Where there is Metal autocast is off for mps here, also where one is on around it, and elsewhere for CUDA as before.'

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/amp.html', seen: '2026-11-22', kind: 'documentation' },
]
