import { ConfigProblem, type Fields } from './fields.ts'

export interface FeedForward {
  readonly parameters: number
  /** Those that one token goes through. */
  readonly active: number
  /** Parameters of the routed experts alone. */
  readonly experts: number
}

/** Feed-forward layers with two matrices; all others have a third that gates. */
const UNGATED =
  /^(?:gpt2|gpt_neo|gpt_neox|gptj|gpt_bigcode|codegen|phi|falcon|bloom|opt|mpt|starcoder2|nemotron|nemotron_h|arcee|apertus|stablelm_alpha|bert|roberta|xlm-roberta|distilbert|electra|deberta|deberta-v2|mpnet|vit|clip_text_model|clip_vision_model|clip|siglip_vision_model|dinov2|whisper|wav2vec2|hubert|opt|persimmon|biogpt|t5)$/

/** The feed-forward layer that every token goes through. */
export function dense(fields: Fields, hidden: number, width: number): FeedForward {
  const parameters = matrices(fields) * hidden * width
  return { parameters, active: parameters, experts: 0 }
}

function matrices({ type, text }: Fields): number {
  return UNGATED.test(type) && !(text('feed_forward_proj') ?? '').startsWith('gated') ? 2 : 3
}

/** Experts of which each token is sent to a few, those that all tokens go through, and what chooses. */
export interface Experts {
  readonly count: number
  readonly used: number
  readonly shared: number
  readonly width: number
  readonly sharedWidth: number
  /** Nemotron 3 and Kimi K3 squeeze the vectors before they send them to experts, and widen what comes back; else absent. */
  readonly narrowed?: number
}

/** Undefined for models without experts. */
export function expertsOf(fields: Fields): Experts | undefined {
  const count =
    fields.number('num_local_experts', 'num_experts', 'n_routed_experts', 'moe_num_experts', 'num_moe_experts') ??
    fields.within('ffn_config')?.number('moe_num_experts') ??
    0
  if (count <= 1) return undefined
  const used =
    fields.number(
      'num_experts_per_tok',
      'num_experts_per_token',
      'moe_k',
      'moe_topk',
      'top_k_experts',
      'experts_per_token',
    ) ??
    fields.numbers('moe_topk')?.[0] ??
    fields.within('ffn_config')?.number('moe_top_k')
  if (used === undefined)
    throw new ConfigProblem(`it has ${count} experts and does not say how many a token is sent to`)
  if (used > count) throw new ConfigProblem(`it sends each token to ${used} of ${count} experts`)
  const width =
    fields.number('moe_intermediate_size', 'expert_intermediate_size', 'ffn_hidden_size') ??
    fields.numbers('moe_intermediate_size')?.[0] ??
    fields.needed('intermediate_size', 'moe_ffn_hidden_size')
  const sharedWidth = fields.number(
    'shared_expert_intermediate_size',
    'moe_shared_expert_intermediate_size',
    'shared_intermediate_size',
    'share_expert_dim',
  )
  const stated = fields.number('n_shared_experts', 'num_shared_experts', 'num_shared_expert', 'moe_num_shared_experts')
  // Llama 4 has one and does not say so.
  const shared = stated ?? (sharedWidth !== undefined && sharedWidth > 0 ? 1 : fields.type.startsWith('llama4') ? 1 : 0)
  const narrowed = fields.number('moe_latent_size', 'routed_expert_hidden_size')
  return {
    count,
    used,
    shared,
    width,
    sharedWidth: sharedWidth ?? shared * width,
    ...(narrowed !== undefined && { narrowed }),
  }
}

export function mixtureOfExperts(fields: Fields, hidden: number, experts: Experts): FeedForward {
  const { narrowed } = experts
  const each = matrices(fields) * (narrowed ?? hidden) * experts.width
  const shared = matrices(fields) * hidden * (experts.shared > 0 ? experts.sharedWidth : 0)
  const always = shared + hidden * experts.count + 2 * hidden * (narrowed ?? 0)
  return {
    parameters: each * experts.count + always,
    active: each * experts.used + always,
    experts: each * experts.count,
  }
}
