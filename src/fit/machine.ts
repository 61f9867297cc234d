/**
 * A machine that models run on: one Mac as it can be bought, one computer with one or several cards, one instance of a
 * cloud. Cells are those of knowledge/machines; what a vendor states per card is kept per card.
 */
import type { KnownProduct, MachineForm } from '../knowledge/machines.ts'
import type { Source } from '../report/report.ts'

export interface Machine {
  /** Stable and readable, such as `apple-m4-pro-20c-24gb`, `rtx-4090-24gb`, `2x-rtx-4090-24gb`. */
  readonly id: string
  /** As people write it: `M4 Pro (20-core GPU), 24 GB`, `2x RTX 4090 24 GB`. */
  readonly name: string
  readonly platform: 'metal' | 'cuda' | 'other'
  /** Generation of the GPU, such as `m4`, `ada`, `hopper`: what kernels reach of it is calibrated by generation. */
  readonly generation: string
  /** How many such GPUs work together. */
  readonly count: number
  /** GPU cores of Apple, streaming multiprocessors of NVIDIA; of one GPU. */
  readonly cores: number
  /** Bytes of one GPU's memory; of the whole memory where processor and GPU share it. */
  readonly memoryBytes: number
  /** Processor and GPU share the memory. */
  readonly unified: boolean
  /** Bytes a second between one GPU and its memory, as the vendor states them. */
  readonly bandwidth: number
  /** FLOP/s of one GPU with matrices of fp16 or bf16, dense, accumulated in fp32; absent where nobody states them. */
  readonly matrixFlops?: number
  /** FLOP/s of one GPU in fp32 outside matrix units. */
  readonly flops?: number
  /** Bytes a second from one GPU to another, one way; only where there are several. */
  readonly link?: number
  /** Watts of one GPU under load (of a Mac: of the whole chip). */
  readonly watts?: number
  /** Of the first of its products, where there are several. */
  readonly form: MachineForm
  /** The Macs that have it; of one that was named, that one alone. */
  readonly products?: readonly KnownProduct[]
  /** Sold new on the day that its source was read. */
  readonly isSold?: boolean
  /**
   * US dollars for one of its GPUs: what it costs to buy (of a card, without the computer around it), or else an hour of it,
   * rented.
   */
  readonly price?: Price
  /** US dollars for an hour of one of its GPUs, rented. */
  readonly rent?: Price
  readonly sources: readonly Source[]
}

export interface Price {
  readonly usd: number
  readonly per: 'purchase' | 'hour'
  /** Day of the price; prices without one are not kept. */
  readonly day: string
  /** What used ones go for; new ones are not to be had, or nobody keeps count. */
  readonly isUsed?: boolean
  /** Who rents it out. */
  readonly by?: string
  readonly source: Source
}
