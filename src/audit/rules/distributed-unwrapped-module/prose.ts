import type { Source } from '../../../report/report.ts'

export const title = 'What only a wrapped model has is asked of a plain one'

export const message =
  'The model is wrapped only where there is CUDA; on a Mac it stays plain and has no .module: AttributeError.'

export const fix = 'Ask for what may be wrapped: getattr(model, "module", model).'

export const sources: readonly Source[] = [
  {
    url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.DataParallel.html',
    seen: '2026-11-22',
    kind: 'documentation',
  },
]
