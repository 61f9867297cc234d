/** What somebody asks for by a model's name: words, a size, a quantization. */
export interface AskedModel {
  /** Words of the name in lower case, without those that say nothing of its architecture. */
  readonly words: readonly string[]
  /** `Q8_0`, `mlx-4bit`, where the name has one. */
  readonly quantization?: string
}

/** A name of a model is a line of text; what is longer is something else. */
export const LONGEST_MODEL_NAME = 200

/** Words of names that leave the architecture as it is: how it was trained on, in which format it is kept, by whom. */
const SAYS_NOTHING = new Set(
  'instruct it chat base hf pt gguf ggml mlx community bf16 fp16 fp32 f16 f32 float16 bfloat16 original model the meta metallama llamas mistralai google microsoft openai unsloth bartowski lmstudio thebloke nvidia nousresearch latest official release sft dpo rlhf qat ud dwq 1m uncensored abliterated hermes'.split(
    ' ',
  ),
)

/** Names of quantizations, as files and people write them, each with the name that is used here. */
const QUANTIZATIONS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /\b(?:ud[- ])?(i?q\d[_ ](?:k[_ ](?:xl|[sml])|k|[01]|xxs|xs|s|m|nl))\b/i,
    ([, name]) => (name ?? '').toUpperCase().replaceAll(' ', '_'),
  ],
  [
    /\b(mxfp4|nvfp4|nf4|fp8|int8|int4)\b/i,
    ([name]) => (name.toLowerCase().startsWith('m') ? 'MXFP4' : name.toLowerCase()),
  ],
  [/\b([2-8])[- ]?bits?\b/i, ([, bits]) => `mlx-${bits}bit`],
  [/\b(awq|gptq)\b/i, ([name]) => name.toLowerCase()],
  [/\b(?:bf16|bfloat16)\b/i, () => 'BF16'],
  [/\b(?:f16|fp16|float16)\b/i, () => 'F16'],
  [/\b(?:f32|fp32|float32)\b/i, () => 'F32'],
]

/** @param text - up to `LONGEST_MODEL_NAME` characters; the rest is not looked at */
export function askedModelIn(text: string): AskedModel {
  const line = text.slice(0, LONGEST_MODEL_NAME)
  const spaced = line.replaceAll('-', ' ')
  for (const [pattern, name] of QUANTIZATIONS) {
    const match = pattern.exec(spaced)
    if (match === null) continue
    const rest = `${spaced.slice(0, match.index)} ${spaced.slice(match.index + match[0].length)}`
    return { words: modelWords(rest), quantization: name(match) }
  }
  return { words: modelWords(spaced) }
}

/**
 * The words of a model's name, each once: `meta-llama/Llama-3.1-8B` and `llama 3.1 8b` have the same. Versions and sizes
 * are words of their own, and stay apart: `qwen2.5` has `qwen` and `2.5`, `8b` is one word.
 */
export function modelWords(text: string): readonly string[] {
  const plain = text
    .toLowerCase()
    // Who keeps the repository says nothing; `Qwen/Qwen3-8B` names the model after the slash.
    .replace(/^[\w.-]+\//, '')
    .replaceAll(/[^a-z0-9.]+/g, ' ')
    .replaceAll(/(?<=\d)(?:billion|bn)\b/g, 'b')
    .replaceAll(/(\d) ([bm])\b/g, '$1$2')
    // `qwen3` is `qwen 3`; `a3b`, `e4b`, `r1`, `v3` and `k2` stay whole.
    .replaceAll(/\b([a-z]{3,})(\d)/g, '$1 $2')
    .replaceAll(/([a-z])\.(?=\d)/g, '$1 ')
    .replaceAll(/\b(\d+(?:\.\d+)?)(?=[a-z]{3,})/g, '$1 ')
  return [...new Set(plain.split(' ').filter((word) => word !== '' && !SAYS_NOTHING.has(word)))]
}
