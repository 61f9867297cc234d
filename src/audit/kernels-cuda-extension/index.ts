import { type Extension, extensionsOf } from '../cuda-builds.ts'
import type { Draft, Rule } from '../rule.ts'
import { messages, sources, title } from './prose.ts'

/** `CUDAExtension(...)` in a setup.py, `load(...)` and `load_inline(...)` in the program. What the kernels do has no remedy but to be written anew. */
export const rule = {
  code: 'kernels/cuda-extension',
  title,
  find: (context) => extensionsOf(context).map(draftOf),
} satisfies Rule

function draftOf({ call, site, required, reach }: Extension): Draft {
  const isSetup = call.name.endsWith('.CUDAExtension')
  return {
    effect: required ? 'blocks' : 'falls-back',
    certainty: call.live === 'yes' && !call.function ? 'certain' : 'likely',
    message: required ? (isSetup ? messages.install : messages.run) : messages.without,
    sites: [site],
    sources,
    reach,
    group: 'extension',
  }
}
