/**
 * A model as far as its memory and its speed depend on it: how many parameters there are, how many of them a token
 * touches, and what each layer keeps of the tokens before. It comes from the catalogue (knowledge/models), from a
 * `config.json`, from the headers of a file, or from a bare count of parameters.
 */
import type { KnownWork } from '../knowledge/models.ts'
import type { Source } from '../report/report.ts'

export interface Model {
  /** Of the catalogue (`llama-3.1-8b`), or what the user named. */
  readonly id: string
  readonly name: string
  readonly kind: 'text' | 'image' | 'speech' | 'encoder' | 'vision'
  readonly from: 'file' | 'catalogue' | 'given'
  readonly parameters: number
  /** Parameters that one token touches: all of them, or those of the experts that it is sent to and what is shared. */
  readonly activeParameters: number
  /** Absent where only the number of parameters is known. */
  readonly architecture?: Architecture
  /** Exact bytes of the tensors where a file was read; then the quantization is the file's. */
  readonly tensors?: TensorBytes
  /** Of a model that is several networks, each with its parameters; together they are all of them. */
  readonly parts?: readonly { readonly name: string; readonly parameters: number }[]
  /** Work of one pass over an image or a second of sound, where it does not follow from the parameters. */
  readonly work?: KnownWork
  readonly sources: readonly Source[]
}

export interface Architecture {
  /** Width of the residual stream. */
  readonly hidden: number
  readonly vocabulary: number
  readonly tiedEmbeddings: boolean
  /** Parameters of further tables, of which a token takes one row a layer (Gemma 3n and 4). */
  readonly layerTables?: number
  /** Width of the feed-forward layer of dense layers, or of one expert. */
  readonly feedForward: number
  readonly heads: number
  /** Layers in the order of the model, equal ones together. */
  readonly layers: readonly Layers[]
  readonly experts?: { readonly count: number; readonly used: number; readonly shared: number }
  /** Tokens that it was trained to attend to. */
  readonly longestContext?: number
}

/** Equal layers, and what each keeps of a sequence. */
export interface Layers {
  readonly count: number
  readonly keeps: Kept
}

/** Numbers of elements; how many bytes one takes is the cache's choice. */
export type Kept =
  /** Keys and values of all tokens, or of the last `window`. */
  | {
      readonly kind: 'attention'
      readonly keyValueHeads: number
      readonly keyLength: number
      readonly valueLength: number
      readonly window?: number
    }
  /** One latent vector a token, of which keys and values are made. */
  | {
      readonly kind: 'latent'
      readonly rank: number
      readonly rope: number
      /** Tokens that share one, where more than one does. */
      readonly every?: number
    }
  /** A state whose size does not grow with the sequence: linear attention, state-space models. */
  | { readonly kind: 'state'; readonly elements: number }
  /** Keys and values of another layer, or none. */
  | { readonly kind: 'none' }

/** Bytes by what a tensor is for, as a file's header states them. */
export interface TensorBytes {
  readonly all: number
  readonly embedding: number
  /** Of further tables, of which a token takes one row a layer. */
  readonly layerTables: number
  readonly output: number
  readonly experts: number
  /** Name of the file's quantization, such as `Q4_K_M`. */
  readonly quantization: string
}
