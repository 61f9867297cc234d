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
  'instruct it chat base hf pt gguf ggml mlx community bf16 fp16 fp32 f16 f32 float16 bfloat16 original model the meta metallama llamas mistralai google microsoft openai unsloth bartowski lmstudio thebloke nvidia nousresearch latest official release sft dpo rlhf qat ud dwq 1m uncensored abliterated hermes thinking reasoning preview exp'.split(
    ' ',
  ),
)

/** What people take who say the bits alone. */
const USUAL_OF_BITS: Readonly<Record<string, string>> = {
  '2': 'Q2_K',
  '3': 'Q3_K_M',
  '4': 'Q4_K_M',
  '5': 'Q5_K_M',
  '6': 'Q6_K',
  '8': 'Q8_0',
}

/** Names of quantizations, as files and people write them, each with the name that is used here. */
const QUANTIZATIONS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    /\b(?:ud[- ])?(i?q\d[_ ](?:k[_ ](?:xl|[sml])|k|[01]|xxs|xs|s|m|nl))\b/i,
    ([, name]) => (name ?? '').toUpperCase().replaceAll(' ', '_'),
  ],
  [
    // MLX keeps what is not an expert in 8 or 4 bits, and says so.
    /\b(mxfp4[ -]q[48]|mxfp4|nvfp4|nf4|fp8|int8|int4)\b/i,
    ([name]) =>
      /q[48]$/i.test(name) ? 'mlx-mxfp4' : name.toLowerCase().startsWith('m') ? 'MXFP4' : name.toLowerCase(),
  ],
  [/\b([2-8])[- ]?bits?\b/i, ([, bits]) => `mlx-${bits}bit`],
  [/\bq([2-68])\b/i, ([, bits]) => USUAL_OF_BITS[bits ?? ''] ?? 'Q4_K_M'],
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
 *
 * @param taken - parts that were taken apart before: a thousand names have few hundred of them
 */
export function modelWords(text: string, taken = new Map<string, readonly string[]>()): readonly string[] {
  const parts = text
    .toLowerCase()
    // Who keeps the repository says nothing; `Qwen/Qwen3-8B` names the model after the slash.
    .replace(/^[\w.-]+\//, '')
    // `Command R+` is no `Command R`.
    .replaceAll(/(?<=\w)\+/g, ' plus ')
    .replaceAll(/[^a-z0-9.]+/g, ' ')
    .replaceAll(/(\d) ([bm])\b/g, '$1$2')
    .split(' ')
  return [...new Set(parts.flatMap((part) => wordsOnce(part, taken)))]
}

function wordsOnce(part: string, taken: Map<string, readonly string[]>): readonly string[] {
  const words = taken.get(part) ?? wordsOfPart(part)
  taken.set(part, words)
  return words
}

function wordsOfPart(part: string): readonly string[] {
  return (
    part
      .replaceAll(/(?<=\d)(?:billion|bn)\b/g, 'b')
      // `qwen3` is `qwen 3`; `a3b`, `e4b`, `r1`, `v3` and `k2` stay whole.
      .replaceAll(/\b([a-z]{3,})(\d)/g, '$1 $2')
      .replaceAll(/([a-z])\.(?=\d)/g, '$1 ')
      .replaceAll(/\b(\d+(?:\.\d+)?)(?=[a-z]{3,}|vl\b)/g, '$1 ')
      .split(' ')
      .filter((word) => word !== '' && !SAYS_NOTHING.has(word))
  )
}
