import type { Architecture, Model } from '../model.ts'
import type { Runtime } from '../../report/fit.ts'
import { PROMPT_CHUNK } from './cache.ts'

/** What a runtime computes in: bytes, and the factors within which measurements of them lie. */
export interface Workspace {
  readonly bytes: number
  readonly low: number
  readonly high: number
}

interface WorkspaceOptions {
  readonly runtime: Runtime
  readonly context: number
  readonly batch: number
  readonly flashAttention: boolean
  readonly chunk?: number
}

/** Bytes of a number in single and in half precision. */
const [SINGLE, HALF] = [4, 2]

/**
 * The memory that a runtime computes in, beside weights and cache.
 *
 * llama.cpp reserves, for a chunk of the prompt, the logits and the residual stream in single precision; without flash attention the
 * scores of all heads may be larger. Exact on logs of dense models (14 of 16 within a MiB). Builds of 2026 reserve the logits of
 * few tokens only, and hybrid or windowed models differ both ways, from 0.26 to 1.4 times.
 */
export function workspaceOf(model: Model, options: WorkspaceOptions): Workspace {
  const { architecture } = model
  if (architecture === undefined) return { bytes: model.activeParameters ** (2 / 3) * 150, low: 0.3, high: 3 }
  switch (options.runtime) {
    case 'llama.cpp':
      return llamaCpp(architecture, options)
    case 'mlx':
      return mlx(architecture, options)
    case 'pytorch':
      return pytorch(architecture, options)
  }
}

function llamaCpp(architecture: Architecture, { context, flashAttention, chunk }: WorkspaceOptions): Workspace {
  const { vocabulary, hidden, heads } = architecture
  const tokens = Math.min(chunk ?? PROMPT_CHUNK['llama.cpp'], context)
  const logits = SINGLE * tokens * (vocabulary + hidden)
  const scores = flashAttention ? 0 : SINGLE * tokens * (context * heads + context + 4 * hidden)
  const isPlain = architecture.experts === undefined && isUniform(architecture)
  return { bytes: Math.max(logits, scores), low: isPlain ? 0.9 : 0.26, high: isPlain ? 1.1 : 1.6 }
}

function isUniform({ layers }: Architecture): boolean {
  return layers.every(({ keeps }) => keeps.kind === 'attention' && keeps.window === undefined)
}

/** Lengths of heads for which MLX fuses attention over a whole chunk; others have their scores written out. */
const FUSED_BY_MLX = [64, 80, 128]

/** Scores of latent attention are computed in two parts, in half precision, and added up in single. */
const LATENT_SCORES = 2.25

/** Copies of what the widest layer computes that are alive at a time. */
const COPIES = 4

function mlx(architecture: Architecture, { context, batch, chunk = PROMPT_CHUNK.mlx }: WorkspaceOptions): Workspace {
  const { hidden, heads, feedForward, layers, experts } = architecture
  const tokens = Math.min(chunk, context) * batch
  const widest = (experts?.used ?? 1) * (feedForward + (experts === undefined ? 0 : hidden)) + hidden
  const scores = layers.map(({ keeps }) => {
    if (keeps.kind === 'latent') return (LATENT_SCORES * context) / (keeps.every ?? 1)
    if (keeps.kind !== 'attention' || FUSED_BY_MLX.includes(keeps.keyLength)) return 0
    return Math.min(context, (keeps.window ?? context) + chunk)
  })
  const written = heads * Math.max(0, ...scores)
  return { bytes: HALF * tokens * (COPIES * widest + written), low: 0.4, high: 1.8 }
}

/** PyTorch reads the whole prompt at once, and gives logits of the last token. */
function pytorch(architecture: Architecture, { context, batch }: WorkspaceOptions): Workspace {
  const { hidden, feedForward, experts } = architecture
  const widest = (experts?.used ?? 1) * feedForward * 2 + hidden * 4
  return { bytes: HALF * context * batch * widest, low: 0.3, high: 2 }
}
