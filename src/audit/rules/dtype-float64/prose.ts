import type { Source } from '../../../report/report.ts'

export const title = '64-bit floats reach a device that has none'

export const messages = {
  byDefault:
    'Every tensor made after this is of 64-bit floats, which Metal does not have: the first one on mps raises TypeError.',
  placed: 'A tensor of 64-bit floats is put on the device; Metal has no float64, so on mps this raises TypeError.',
  numpy: 'NumPy makes 64-bit floats unless told otherwise; moving them to mps raises TypeError.',
  maybeNumpy: 'If this array holds 64-bit floats, as most results of NumPy do, moving it to mps raises TypeError.',
  lateCast:
    'The array is moved before it is cast; if NumPy made it of 64-bit floats, moving it to mps raises TypeError.',
  movedFirst:
    'This is moved before it is cast to 32 bits; if it is of 64-bit floats, as batches of NumPy’s arrays and of Python’s floats are, moving it to mps raises TypeError.',
  wayBack:
    'On mps this is cast to 64-bit floats before it is copied to the CPU, which raises TypeError; bring it to the CPU first and cast it there.',
  held: 'The module holds this as 64-bit floats; moving the module to mps moves them as they are, which raises TypeError.',
  loaded: 'Batches of what this set of data gives hold 64-bit floats; moving them to mps as they are raises TypeError.',
  module: 'The module becomes one of 64-bit floats, which cannot be moved to mps.',
  inNetwork: 'A tensor of the network is cast to 64 bits; with the network on mps this raises TypeError.',
  passed: 'If the tensor that is passed in is on Metal, casting it to 64 bits there raises TypeError.',
} as const

export const fix =
  'Use float32 there: cast before the move, or name dtype=torch.float32; keep what needs 64 bits on the CPU.'

export const why =
  'The array is cast before it is moved, not only after: the numbers are the same, and half as many bytes go.'

export const whyNarrow =
  'Metal has no 64-bit floats: there these are of 32 bits, which is less exact, and elsewhere what they were. Look whether the result bears that.'

export const sources: readonly Source[] = [
  { url: 'https://github.com/pytorch/pytorch/issues/122602', seen: '2026-11-22', kind: 'issue' },
  { url: 'https://docs.pytorch.org/docs/stable/notes/mps.html', seen: '2026-11-22', kind: 'documentation' },
]

/** Where somebody met the cast on the way to the CPU, and mended it on a Mac. */
export const sourceOfWayBack: Source = {
  url: 'https://github.com/xmarre/ComfyUI-Spectrum-MiniMax-H3/pull/9',
  seen: '2026-11-29',
  kind: 'issue',
}
