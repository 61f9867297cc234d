/** The shapes of what is known of machines. Units are those that vendors and people use; `src/fit` makes bytes of them. */
import type { Source } from '../report/report.ts'

/** One GPU with one size of memory: a chip of Apple as it can be bought, a card. */
export interface KnownMachine {
  /** As people write it, without the memory: `M4 Pro`, `RTX 4090`, `H100 PCIe`. */
  readonly chip: string
  /** Other names of the same: `DGX Spark`. */
  readonly aliases?: readonly string[]
  readonly vendor: 'apple' | 'nvidia' | 'amd' | 'intel'
  readonly platform: 'metal' | 'cuda' | 'other'
  /** Generation of the GPU: `m4`, `ada`. */
  readonly generation: string
  /** GPU cores of Apple, streaming multiprocessors of NVIDIA, compute units of AMD, Xe cores of Intel. */
  readonly cores: number
  /** GiB, which all vendors write as GB. */
  readonly memory: number
  /** Processor and GPU share the memory. */
  readonly unified?: boolean
  /** Gigabytes a second. */
  readonly bandwidth: number
  /** TFLOP/s with matrices of fp16 or bf16, dense, accumulated in fp32. */
  readonly matrix?: number
  /** TFLOP/s in fp32 outside matrix units. */
  readonly flops?: number
  /** Gigabytes a second to another such GPU, one way: NVLink where it has that, else PCI Express. */
  readonly link?: number
  readonly watts?: number
  readonly form: MachineForm
  /** Of several with the same name, the one that is meant where the name leaves it open. */
  readonly usual?: boolean
  /** The Macs that it is in. */
  readonly products?: readonly KnownProduct[]
  /** Of a card, without the computer around it. */
  readonly price?: KnownPrice
  /** An hour of one of them, rented. */
  readonly hour?: KnownPrice & { readonly by: string }
  /** What clouds call machines with it. */
  readonly instances?: readonly KnownInstance[]
  readonly sources: readonly Source[]
}

export type MachineForm = 'laptop' | 'desktop' | 'server' | 'cloud'

/** A Mac that has the chip with these cores and this memory. */
export interface KnownProduct {
  /** `Mac Studio`, `MacBook Pro 14-inch`. */
  readonly name: string
  readonly year: number
  readonly form: MachineForm
  /** Without a fan it slows down in long runs. */
  readonly isFanless?: boolean
  /** Sold new by its maker on the day that its source was read. */
  readonly isSold?: boolean
  /** Of the cheapest with the chip, these cores and this memory. */
  readonly price?: KnownPrice
}

/** US dollars on a day. */
export interface KnownPrice {
  readonly usd: number
  readonly day: string
  readonly isUsed?: boolean
  readonly source: Source
}

export interface KnownInstance {
  /** `AWS` */
  readonly by: string
  readonly count: number
  /** `g5.xlarge`, `g5.2xlarge`: they differ in what is beside the GPUs. */
  readonly names: readonly string[]
  readonly source: Source
}
