import { gguf } from '@huggingface/gguf'
import { type Bytes, FileProblem } from './bytes.ts'
import { tensorType } from './ggml-types.ts'

export interface Tensor {
  readonly name: string
  readonly type: string
  readonly shape: readonly number[]
  readonly elements: number
  readonly bytes: number
}

export interface GgufHeader {
  readonly metadata: Readonly<Record<string, unknown>>
  readonly tensors: readonly Tensor[]
}

/** @throws FileProblem where the header is broken, or says what cannot be */
export async function ggufHeader(bytes: Bytes): Promise<GgufHeader> {
  const { metadata, tensorInfos, tensorDataOffset, tensorInfoByteRange } = await parsed(bytes)
  // What is missing reads as zeros.
  if (tensorInfoByteRange[1] > bytes.size) throw new FileProblem('it ends within its header')
  const start = Number(tensorDataOffset)
  const seen = new Set<string>()
  const tensors = tensorInfos.map(({ name, shape, dtype, offset }) => {
    if (seen.has(name)) throw new FileProblem(`it has two tensors called ${shown(name)}`)
    seen.add(name)
    const type = tensorType(dtype)
    if (type === undefined) throw new FileProblem(`${shown(name)} is of an unknown type, ${dtype}`)
    const elements = shape.reduce((product, side) => product * Number(side), 1)
    const size = (elements / type.block) * type.bytes
    if (!Number.isSafeInteger(size))
      throw new FileProblem(`${shown(name)} has ${elements} elements, which ${type.name} cannot hold`)
    // A header may promise anything; what it promises has to be in the file.
    if (start + Number(offset) + size > bytes.size)
      throw new FileProblem(`${shown(name)} reaches beyond the end of the file`)
    return { name, type: type.name, shape: shape.map(Number), elements, bytes: size }
  })
  return { metadata: Object.fromEntries(Object.entries(metadata)), tensors }
}

/** The library asks for ranges as of a server; they are answered from the file. */
async function parsed(bytes: Bytes): ReturnType<typeof gguf> {
  const answer = async (_address: unknown, options?: RequestInit): Promise<Response> => {
    const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(new Headers(options?.headers).get('range') ?? '') ?? []
    const length = Math.min(Number(to) + 1, bytes.size) - Number(from)
    if (length <= 0) throw new FileProblem('it ends within its header')
    const body = new Uint8Array(await bytes.read(Number(from), length))
    return new Response(body, {
      status: 206,
      headers: { 'content-range': `bytes ${from}-${Number(from) + length - 1}/${bytes.size}` },
    })
  }
  try {
    return await gguf('https://model.invalid/model.gguf', { fetch: answer })
  } catch (error) {
    if (error instanceof FileProblem) throw error
    throw new FileProblem(error instanceof RangeError ? 'it ends within its header' : reasonOf(error))
  }
}

/** What the library says of a broken header, kept to one short line. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return `its header is broken: ${message.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, 160)}`
}

/** A name of a tensor as it can be shown. */
function shown(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]+/g, '?').slice(0, 80)
}
