/** Which files of a folder or a repository are the model; the others are the same model once more, or something else. */

/** Shards that llama.cpp writes: `model-00001-of-00003.gguf`. */
const SHARD = /^(.*)-\d{5}-of-(\d{5})\.gguf$/

/** Where several quantizations lie side by side, what most people take. */
const USUAL = 'q4_k_m'

/**
 * @param names - of all files, without folders
 * @param quantization - the one that is wanted of several GGUF files
 */
export function modelFilesOf(names: readonly string[], quantization: string = USUAL): readonly string[] {
  const sorted = names.toSorted()
  const ggufs = sorted.filter((name) => name.endsWith('.gguf') && !name.startsWith('mmproj'))
  const first = ggufs.find((name) => name.toLowerCase().includes(quantization.toLowerCase())) ?? ggufs[0]
  if (first !== undefined) return shardsOf(first, sorted)
  const tensors = sorted.filter((name) => name.endsWith('.safetensors'))
  // A model is kept in one file or in shards; consolidated.safetensors is the same model once more.
  const shards = tensors.filter((name) => /^model[-.]/.test(name))
  return shards.length > 0 ? shards : tensors
}

/** The file with all others that it was split into; itself alone where it was not; none where it holds no tensors. */
export function shardsOf(name: string, names: readonly string[]): readonly string[] {
  if (!/\.(?:gguf|safetensors)$/.test(name)) return []
  const [, stem, total] = SHARD.exec(name) ?? []
  if (stem === undefined) return [name]
  return names.filter((other) => SHARD.exec(other)?.[1] === stem && SHARD.exec(other)?.[2] === total).toSorted()
}
