import { toStandardJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { AS_OF } from '../inputs.ts'
import type { Tool } from '../tool.ts'

const input = v.object({
  name: v.pipe(
    v.string(),
    v.minLength(1),
    v.description(
      'flash-attn, bitsandbytes==0.45, torch.linalg.eig, aten::mode, torch.cuda.synchronize, torchvision.ops.nms',
    ),
  ),
  asOf: AS_OF,
  torch: v.optional(v.pipe(v.string(), v.description('Version of PyTorch to answer for.'))),
})

export const lookup: Tool<v.InferOutput<typeof input>> = {
  name: 'lookup',
  title: 'What is known of a library, an operator or a call',
  description:
    'What a library, an operator, a function of PyTorch or a call around CUDA does on a Mac and on CUDA, since which version, what to use instead, with dated sources. Ask it before you write from memory that something works, or does not, on Apple silicon.',
  input: toStandardJsonSchema(input),
  async answer({ name, asOf, torch }) {
    const { lookUp } = await import('../../library/look-up.ts')
    const { renderLookup } = await import('../../render/terminal/lookup/index.ts')
    const found = lookUp(name, { ...(asOf !== undefined && { asOf }), ...(torch !== undefined && { torch }) })
    return { text: renderLookup(found, { columns: 100, colour: false }), data: { ...found } }
  },
}
