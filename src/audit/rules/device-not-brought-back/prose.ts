import type { Source } from '../../../report/report.ts'

export const title = 'A tensor on Metal is handed to NumPy'

export const messages = {
  onMetal: 'This tensor is on mps, and NumPy takes only what is on the CPU: PyTorch raises TypeError.',
  forCuda:
    'This is brought to the CPU only where there is CUDA; from mps, NumPy does not take it: PyTorch raises TypeError.',
} as const

export const fix = 'Bring it to the CPU first, on whatever device it is: x.detach().cpu().numpy().'

export const sources: readonly Source[] = [
  {
    url: 'https://docs.pytorch.org/docs/stable/generated/torch.Tensor.numpy.html',
    seen: '2026-11-27',
    kind: 'documentation',
  },
]
