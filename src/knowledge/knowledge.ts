/**
 * The shapes of what Acclimate knows. Knowledge is data: it has dates, version ranges and sources, and knows no code.
 * Dates are YYYY-MM-DD. Versions are PEP 440.
 */
import type { Source } from '../report/report.ts'
import type { Library } from './library.ts'
import type { Claim } from './claims.ts'
import type { KnownMachine } from './machines.ts'
import type { FitRates } from './rates.ts'
import type { KnownModel } from './models.ts'

export type { Alternative, Given, Library, LibraryCall, Misfit, ModelSupport, Range, Statement } from './library.ts'

export interface Knowledge {
  /** Date of the newest fact. */
  readonly newest: string
  readonly libraries: readonly Library[]
  readonly shelfLives: ShelfLives
  readonly considerations: readonly Consideration[]
  readonly releases: Readonly<Record<string, readonly Release[]>>
  readonly wheels: Readonly<Record<string, PackageWheels>>
  readonly calls: readonly CallFact[]
  readonly equivalents: readonly Equivalent[]
  readonly metalNames: MetalNames
  readonly operators: OperatorTable
  readonly visionOperators: readonly VisionOperator[]
  readonly pitfalls: readonly Pitfall[]
  readonly messages: readonly Message[]
  readonly mlx: MlxOperations
  readonly systems: SystemReleases
  readonly machines: readonly KnownMachine[]
  readonly rates: FitRates
  readonly models: readonly KnownModel[]
  readonly claims: readonly Claim[]
}

/** One thing that speaks for a platform, or for having both. What makes it speak is code, under the same id. */
export interface Consideration {
  readonly id: string
  readonly leans: 'cuda' | 'metal' | 'both'
  /** How much it counts when it speaks fully, from 1 to 6. */
  readonly weight: number
  /** What it says; `{words}` in braces are filled in. */
  readonly text: string
  /** The condition under which it would not speak, as a sentence begins; absent where nobody could change it. */
  readonly without?: string
  readonly sources: readonly Source[]
}

/** How long what a kind of source says may be relied on after it was read. */
export type ShelfLives = Readonly<Record<Source['kind'], ShelfLife>>

export interface ShelfLife {
  /** Absent for what cannot grow old, since it is about one fixed version. */
  readonly days?: number
  readonly reason: string
}

export interface Release {
  readonly version: string
  readonly date: string
  readonly sources: readonly Source[]
}

/** What the releases of a package offer a Mac with Apple silicon, as the index lists their files. */
export interface PackageWheels {
  /** The day on which the index was asked. */
  readonly seen: string
  /** Oldest first. */
  readonly runs: readonly WheelRun[]
}

/** Releases in a row that offer the same. */
export interface WheelRun {
  /** The first of them. */
  readonly since: string
  /** The last of them. */
  readonly last: string
  /**
   * `any`: a wheel for every machine; `source`: to be built, for want of a wheel; `none`: nothing for a Mac. Else the Pythons
   * for which there is a wheel for Apple silicon: `3.8-3.10`, `3.9+`, several parts with commas.
   */
  readonly files: string
}

/** What a public call does in a build of PyTorch without CUDA, as recorded by calling it. */
export interface CallFact {
  /** Qualified name, for example `torch.cuda.synchronize`. */
  readonly name: string
  /** The version of PyTorch on which it was recorded. */
  readonly version: string
  readonly behaviour: 'raises' | 'warns' | 'returns' | 'fails-later' | 'missing' | 'not-called'
  /** Exception class for `raises`, for example `AssertionError`. */
  readonly raises?: string
  /** The message of the exception or warning, first line. */
  readonly message?: string
  /** `repr` of what it returns, cut to 80 characters. */
  readonly returns?: string
  readonly sources: readonly Source[]
}

/** What to write for a CUDA call so that it works on Metal too. */
export interface Equivalent {
  readonly name: string
  /** `torch.mps` form, when there is one. */
  readonly mps?: string
  /** `torch.accelerator` or other device-neutral form, when there is one. */
  readonly neutral?: string
  /** PyTorch version from which the neutral form exists. */
  readonly since?: string
  /** PyTorch version before which the call raised without CUDA; the recording is of a later one. */
  readonly raisesBefore?: string
  readonly note?: string
  readonly sources: readonly Source[]
}

/** Lists of operators of which a call needs all of one, depending on its arguments. */
export type Alternatives = readonly (readonly string[])[]

/** One of the ways that calls of a function take by their arguments, and the operators on it. */
export interface Way {
  /** When calls go this way, as what follows "if": `its input has five dimensions`. */
  readonly what: string
  /** Python names (`torch.cdist`, `torch.Tensor.norm`). */
  readonly calls: readonly string[]
  /** Whether only gradients go this way. */
  readonly backward?: boolean
  /** How many dimensions the first tensor has. */
  readonly dimensions?: number
  /** What the arguments are; all of it has to hold. */
  readonly decides?: readonly Decider[]
  /** Set where it is not known what decides. */
  readonly open?: true
  /** Of so many sample calls of PyTorch's own, how many go this way; there where it was recorded. */
  readonly samples?: readonly [own: number, all: number]
  readonly operators: readonly string[]
  readonly sources: readonly Source[]
}

/** What an argument is that decides: one of some values in lower case, or none of them. */
export interface Decider {
  readonly argument: string
  /** Where it may be given without its name. */
  readonly position?: number
  readonly is?: readonly string[]
  readonly not?: readonly string[]
  /** What it is where it is left out; a call without it goes another way where none is stated. */
  readonly default?: string
  /** Where it does not hold, the call may go this way for other reasons. */
  readonly otherwise?: 'perhaps'
}

/** Public names of PyTorch's modules for Metal and for whatever accelerator there is, by release. */
export interface MetalNames {
  /** Oldest first. */
  readonly releases: readonly string[]
  /** `torch.mps.Stream` -> a letter for each release: y where it has the name, - where it has not. */
  readonly names: Readonly<Record<string, string>>
  /** The wheels in which they were read, in the order of the releases. */
  readonly sources: readonly Source[]
}

/** Operators of PyTorch and how they fare on MPS. */
export interface OperatorTable {
  /** Releases in order, oldest first. */
  readonly releases: readonly string[]
  /** Operator name (`aten` overload name without the prefix) -> one status letter per release, see `OPERATOR_STATUS`. */
  readonly operators: Readonly<Record<string, string>>
  /** Python name (`torch.linalg.eig`, `torch.Tensor.unique`) -> what it comes down to. */
  readonly python: Readonly<Record<string, Alternatives>>
  /** The same for what gradients take besides. */
  readonly backward: Readonly<Record<string, Alternatives>>
  /** What calls come down to by their arguments, where `python` cannot tell. */
  readonly ways: readonly Way[]
  /** Python names that come down to nothing that any release lacks -> operators of theirs that are younger than the oldest release. */
  readonly native: Readonly<Record<string, readonly string[]>>
  /** Releases whose own tests say what fails on MPS with which number type, oldest first. */
  readonly testedReleases: readonly string[]
  /** `repeat complex64`, functions as PyTorch's test databases call them -> a letter for each: m fails, n works, - not said. */
  readonly tested: Readonly<Record<string, string>>
  /** Where each release's letters come from, in the order of the releases. */
  readonly sources: readonly Source[]
  /** Where `python`, `backward` and `native` come from. */
  readonly recorded: readonly Source[]
}

/** An operator of torchvision. */
export interface VisionOperator {
  /** `torchvision::nms`. */
  readonly operator: string
  /** Python names that come down to it. */
  readonly calls: readonly string[]
  /** The first release of torchvision with a kernel for MPS; absent when none has one. */
  readonly since?: string
  /** Whether only gradients need it. */
  readonly backward?: boolean
  readonly sources: readonly Source[]
}

/** A case in which Metal has a kernel and does not do what the call asks: a number type, an option, a size, a system. */
export interface Pitfall {
  /** A few words for the case: `repeating complex numbers`. */
  readonly what: string
  /** Python names (`torch.gather`, `torch.Tensor.gather`, `torch.nn.Conv3d`). */
  readonly calls: readonly string[]
  /** Number types for which it holds; absent when for all. */
  readonly dtypes?: readonly string[]
  /** Options for which it holds, with their values in lower case, or `given` for any but none. */
  readonly options?: Readonly<Record<string, string>>
  /** A number that has to be larger than another. */
  readonly more?: { readonly argument: string; readonly position: number; readonly than: number }
  /** How the tensor that is moved or made has to be kept. */
  readonly layout?: 'sparse' | 'compressed'
  /** The argument that has to be a view, such as a transposed tensor. */
  readonly views?: 'first' | 'second'
  /** A variable that has to be set. */
  readonly environment?: string
  /** What else has to hold, which code seldom shows. */
  readonly when?: string
  /** First and first no longer affected version of PyTorch. */
  readonly since?: string
  readonly until?: string
  /** First and first no longer affected version of macOS. */
  readonly macos?: { readonly since?: string; readonly until?: string }
  readonly effect: 'raises' | 'falls-back' | 'wrong-results'
  /** The message of PyTorch. */
  readonly says?: string
  /** What becomes of the results, for `wrong-results`. */
  readonly loses?: string
  /** What to write instead; a sentence. */
  readonly instead?: string
  readonly sources: readonly Source[]
}

/** A message that a library or tool says on a Mac, or where CUDA is missing. */
export interface Message {
  /** Names it: `torch-without-cuda`. */
  readonly id: string
  /** Who says it: the name of a library on PyPI, or a tool such as `docker`. */
  readonly by: string
  /**
   * How it is worded, once for each wording that it has had; `{words}` in braces stand for what differs from case to case.
   * What is captured as `operator`, `module`, `package` or `function` is looked up.
   */
  readonly wordings: readonly string[]
  /** As somebody met it. */
  readonly example: string
  /** What it means on a Mac, one or two sentences. */
  readonly means: string
  readonly fix: string
  /** Codes of the findings that foresee it. */
  readonly codes: readonly string[]
  /** First version that says it, and first that no longer does. */
  readonly since?: string
  readonly until?: string
  /** Messages that are said in more cases and match where this one does. */
  readonly narrows?: readonly string[]
  readonly sources: readonly Source[]
}

/** What MLX has, and what it has for the names of PyTorch. */
export interface MlxOperations {
  /** Name (`mlx.core.matmul`) -> the releases whose documentation lists it: first, and first no longer. */
  readonly operations: Readonly<Record<string, { readonly since: string; readonly until?: string }>>
  /** Name of PyTorch (`torch.cat`) -> what MLX has for it. */
  readonly fromTorch: Readonly<Record<string, { readonly mlx: string; readonly differs?: string }>>
  /** Names of PyTorch for which MLX documents nothing. */
  readonly absent: readonly string[]
  readonly sources: readonly Source[]
}

/** n native, c composite (runs if its parts run), f falls back to the CPU by itself, m missing, x not reachable by a dense tensor, - absent in that release. */
export const OPERATOR_STATUS = {
  n: 'native',
  c: 'composite',
  f: 'falls-back',
  m: 'missing',
  x: 'not-applicable',
  '-': 'absent',
} as const

/** What holds on a Mac with Apple silicon, for the evaluation of conditions. */
export interface SystemReleases {
  /** Newest macOS release by date, oldest first. */
  readonly macos: readonly Release[]
  readonly pythons: readonly Release[]
}
