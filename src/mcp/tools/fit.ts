import { toStandardJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import type { Tool } from '../tool.ts'

/** Machines that are answered for; the best come first. */
const MOST = 8

const count = v.pipe(v.number(), v.integer(), v.minValue(1))
const input = v.object({
  model: v.pipe(
    v.string(),
    v.minLength(1),
    v.description('A model by its name or its size: Llama 3.1 8B, Qwen3 30B A3B, mlx-community/Qwen3-4B-4bit, 8B.'),
  ),
  machines: v.pipe(
    v.array(v.string()),
    v.minLength(1),
    v.description('Machines by name: M4 Pro 24GB, M3 Ultra, RTX 4090, 2x H100 SXM; or the one word all.'),
  ),
  work: v.optional(
    v.pipe(
      v.picklist(['inference', 'training', 'full-fine-tuning', 'lora', 'qlora', 'image-generation']),
      v.description('What is done with it; what it is for when absent.'),
    ),
  ),
  quantization: v.optional(v.pipe(v.string(), v.description('Q4_K_M, Q8_0, mlx-4bit, nf4, bf16, …'))),
  context: v.optional(v.pipe(count, v.description('Tokens.'))),
  batch: v.optional(count),
  budget: v.optional(v.pipe(v.number(), v.minValue(1), v.description('US dollars that the machine may cost.'))),
})

export const fit: Tool<v.InferOutput<typeof input>> = {
  name: 'fit',
  title: 'Whether a model fits a machine, and how fast it goes there',
  description:
    'Memory that a model needs on Macs, NVIDIA and AMD machines, whether it fits, tokens a second with the range in which nine of ten measurements lie, and the cost. Ask it before you tell anybody that a model fits a Mac, or which machine to buy for it.',
  input: toStandardJsonSchema(input),
  async answer({ model, machines, budget, work, quantization, context, batch }) {
    const { fit: fitOf } = await import('../../library/fit.ts')
    const { renderFits } = await import('../../render/terminal/fit/index.ts')
    const fits = fitOf({
      model,
      machines,
      ...(budget !== undefined && { only: { budget } }),
      ...(work !== undefined && { work }),
      ...(quantization !== undefined && { quantization }),
      ...(context !== undefined && { context }),
      ...(batch !== undefined && { batch }),
    })
    const shown = fits.slice(0, MOST)
    const more =
      fits.length > MOST ? `${fits.length - MOST} more machines are left out: name those that you mean.\n` : ''
    return { text: renderFits(shown, { columns: 100, colour: false }) + more, data: { of: fits.length, fits: shown } }
  },
}
