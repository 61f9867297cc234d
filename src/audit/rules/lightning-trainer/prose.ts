import type { Source } from '../../../report/report.ts'

export const title = 'Lightning is told what it does on CUDA only'

/** What to say of one argument. */
export interface Advice {
  readonly message: string
  readonly fix: string
  readonly sources: readonly Source[]
}

export const advice = {
  strategy: {
    message: 'On a Mac this accelerator is Metal, with which Lightning refuses the DDP family of strategies.',
    fix: 'Take strategy="auto", which is one device on a Mac, and name DDP where there are several CUDA devices.',
    sources: [
      { url: 'https://github.com/Lightning-AI/pytorch-lightning/pull/16153', seen: '2026-11-22', kind: 'code' },
      {
        url: 'https://lightning.ai/docs/pytorch/stable/reference/accelerators/mps_basic',
        seen: '2026-11-22',
        kind: 'documentation',
      },
    ],
  },
  accelerator: {
    message: 'On a Mac this picks the CPU, for want of CUDA; Lightning would take its GPU.',
    fix: 'Take accelerator="auto", which is CUDA, Metal or the CPU, whichever there is.',
    sources: [
      {
        url: 'https://lightning.ai/docs/pytorch/stable/reference/accelerators/mps_basic',
        seen: '2026-11-22',
        kind: 'documentation',
      },
    ],
  },
  gpus: {
    message: 'gpus counts CUDA devices, of which a Mac has none; the trainer refuses.',
    fix: 'Take accelerator="auto", devices=1.',
    sources: [
      {
        url: 'https://lightning.ai/docs/pytorch/stable/reference/accelerators/mps_basic',
        seen: '2026-11-22',
        kind: 'documentation',
      },
    ],
  },
  noGpus: {
    message: 'For want of CUDA no GPU is asked for here, and Lightning trains on the CPU; it would take that of a Mac.',
    fix: 'Take accelerator="auto", devices=1, which is CUDA, Metal or the CPU, whichever there is; Lightning knows Metal from 1.7 on.',
    sources: [
      {
        url: 'https://lightning.ai/docs/pytorch/stable/reference/accelerators/mps_basic',
        seen: '2026-11-22',
        kind: 'documentation',
      },
      { url: 'https://github.com/Lightning-AI/pytorch-lightning/pull/13123', seen: '2026-11-29', kind: 'code' },
    ],
  },
  devices: {
    message: 'This counts CUDA devices, of which a Mac has none; the trainer refuses devices=0 with any accelerator.',
    fix: 'Take devices="auto", which is all that the accelerator has.',
    sources: [
      {
        url: 'https://github.com/Lightning-AI/pytorch-lightning/blob/2.5.5/tests/tests_pytorch/trainer/connectors/test_accelerator_connector.py',
        seen: '2026-11-28',
        kind: 'code',
      },
    ],
  },
  precision: {
    message:
      'Before Lightning 2.6 mixed precision is for CUDA or the CPU; on Metal it warns and trains in full precision.',
    fix: 'Take Lightning 2.6 or later.',
    sources: [
      { url: 'https://github.com/Lightning-AI/pytorch-lightning/pull/21209', seen: '2026-11-22', kind: 'code' },
    ],
  },
} as const satisfies Record<string, Advice>
