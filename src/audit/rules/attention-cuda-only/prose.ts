import type { Fix, Source } from '../../../report/report.ts'

export const title = 'Attention is asked for in a form that only CUDA has'

/** What is said of one way to ask for it. */
export interface Said {
  readonly message: string
  readonly fix: Omit<Fix, 'kind'>
  readonly sources: readonly Source[]
}

export const flash: Said = {
  message:
    'FlashAttention is asked for; without the package flash-attn, which has no build for Macs, loading the model raises ImportError.',
  fix: {
    effort: 'minutes',
    summary: "Use attn_implementation='sdpa', which works on every device.",
  },
  sources: [
    { url: 'https://github.com/hiyouga/EasyR1/issues/384', seen: '2026-11-22', kind: 'issue' },
    { url: 'https://github.com/Dao-AILab/flash-attention/issues/977', seen: '2026-11-22', kind: 'issue' },
  ],
}

/** The same asked for by a switch. */
export const flashSwitch: Said = {
  ...flash,
  fix: {
    effort: 'minutes',
    summary: 'Switch it off, use_flash_attention_2=False: PyTorch’s own attention works on every device.',
  },
}

export const xformers: Said = {
  message: 'Attention of xFormers is switched on; on a Mac this raises, for want of xFormers or of CUDA.',
  fix: {
    effort: 'minutes',
    summary: 'Leave it out on a Mac: diffusers then uses the attention that is built into PyTorch.',
  },
  sources: [
    {
      url: 'https://github.com/huggingface/diffusers/blob/58eb52c0803ea9af3abec60841c2a093bdf1f951/src/diffusers/models/attention.py',
      seen: '2026-11-22',
      kind: 'code',
    },
  ],
}

export const kernels: Said = {
  message: 'On mps PyTorch does not look at this choice of kernels: it has one way to compute attention there.',
  fix: {
    effort: 'minutes',
    summary: 'Nothing has to change; add SDPBackend.MATH where the code is to say what it means.',
  },
  sources: [
    {
      url: 'https://github.com/pytorch/pytorch/blob/008887dc557e28d59f84ccc584ce831ac0bbdeb1/aten/src/ATen/native/transformers/attention.cpp',
      seen: '2026-11-22',
      kind: 'code',
    },
  ],
}

/** What comes with a library of attention and is something else: rotary embeddings, norms, the padding of sequences. */
export function part(name: string, sources: readonly Source[]): Said {
  const summary = 'Write it in plain PyTorch where the device is not CUDA: this is no attention.'
  return { message: `${name} is for CUDA alone: this call fails on a Mac.`, fix: { effort: 'hours', summary }, sources }
}

export function library(name: string, sources: readonly Source[]): Said {
  const summary = 'Use torch.nn.functional.scaled_dot_product_attention where the device is not CUDA.'
  return {
    message: `${name} has no attention for Metal: this call fails on a Mac.`,
    fix: { effort: 'hours', summary },
    sources,
  }
}
