/** What is known of a library: whether it works where, instead of what, and which of its calls do not. */
import type { Backend, Effect, Source, Support } from '../report/report.ts'

/** A Python library, or a tool or technique that projects name and people compare CUDA and Metal by. */
export interface Library {
  readonly name: string
  readonly kind: 'library' | 'tool' | 'technique'
  /** Other names that people look it up by, in lower case. */
  readonly aliases: readonly string[]
  /** Names on PyPI, normalised as PEP 503 says. */
  readonly pypi: readonly string[]
  readonly conda: readonly string[]
  /** Top-level modules that it provides. */
  readonly imports: readonly string[]
  /** Programs that installing it puts on the path. */
  readonly commands?: readonly string[]
  /** Modules of it that compute nothing on a GPU of their own: settings, data, functions written in plain PyTorch. */
  readonly plain?: readonly string[]
  /** The only modules of it that compute on a GPU of their own, where all others are plain. */
  readonly computing?: readonly string[]
  /** `framework`, `attention`, `quantization`, `distributed`, `kernels`, `inference`, `data`, `vision`, `audio`, `serving`, `profiling` ... */
  readonly category: string
  readonly metal: readonly Statement[]
  readonly cuda: readonly Statement[]
  readonly alternatives: readonly Alternative[]
  /** Versions of other packages beside which it breaks on a Mac, though installing both goes well. */
  readonly misfits?: readonly Misfit[]
  /** Models that it can run from a release on, since each kind of model has code of its own. */
  readonly models?: readonly ModelSupport[]
  /** Calls of it that do not do on a Mac what they ask for. */
  readonly calls?: readonly LibraryCall[]
}

/** A kind of model, as its configuration calls it. */
export interface ModelSupport {
  readonly type: string
  /** How the names of such models begin, without those who publish them. */
  readonly names: readonly string[]
  /** The first version that has code for it. */
  readonly since: string
  readonly sources: readonly Source[]
}

/** Another package that a plug-in was not made for: where both are installed, a program stops. */
export interface Misfit {
  /** First and first no longer affected version of the library. */
  readonly since?: string
  readonly until?: string
  /** The other package, by its name on PyPI, with the first and the first no longer affected version. */
  readonly with: {
    readonly name: string
    readonly since: string
    readonly until?: string
    /** The day on which `since` was released. */
    readonly from: string
  }
  /** What happens, a sentence. */
  readonly note: string
  /** What to ask for instead, a sentence. */
  readonly fix: string
  readonly sources: readonly Source[]
}

/** A range of versions and days, as of a statement. */
export type Range = Pick<Statement, 'since' | 'until' | 'from' | 'to'>

/** Calls of a library that fail on a Mac, leave its GPU idle or do less, by themselves or for what they are given. */
export interface LibraryCall extends Range {
  /**
   * Names without the import and the modules after it: `Trainer`, `Llama.from_pretrained`, `cuda.GpuMat`. One that begins with
   * a dot is a method, of whatever: `.enable_model_cpu_offload`. `os.environ[MUJOCO_GL]` is a variable that is set to one of the
   * values given.
   */
  readonly names: readonly string[]
  /** What they are given, all of it; the first is what the finding points at. Without any, to name it is enough. */
  readonly given?: readonly Given[]
  /** Other packages that have to be in a range too, by their names on PyPI. */
  readonly with?: Readonly<Record<string, Range>>
  /** Other packages that have to be required beside the library, by their names on PyPI, in whatever version. */
  readonly beside?: readonly string[]
  /** Dotted names that a program replaces to get around it: where one is replaced, nothing is said. */
  readonly unless?: readonly string[]
  /** Calls by which a program gets around it, wherever they stand: `.astype`. */
  readonly unlessCalled?: readonly string[]
  /** Set where it holds for tensors on Metal alone: nothing is said of a program that puts nothing there. */
  readonly onMetal?: true
  /** Set where it does not hold for what the module moves afterwards, or may move: `model.to(device)`. */
  readonly unlessMoved?: true
  /** Set where it holds for what a network of the program keeps, and takes along to where it goes. */
  readonly inNetwork?: true
  /** Set where an operator of PyTorch is lacking, which PYTORCH_ENABLE_MPS_FALLBACK=1 has the CPU do. */
  readonly fallsBack?: true
  readonly effect: Effect
  /** The exception that it raises: code that catches it goes on. */
  readonly raises?: string
  /** What happens on a Mac, a sentence. */
  readonly says: string
  /** What to do, a sentence. */
  readonly fix: string
  readonly sources: readonly Source[]
}

/** An argument and the values that matter. */
export interface Given {
  readonly argument: string
  /** Where it stands among the arguments without names, from 0. */
  readonly position?: number
  /** The dictionary that it may be a key of, by its name and position. */
  readonly within?: { readonly argument: string; readonly position?: number }
  /**
   * Values for which it holds. A text is one in any case, a device, a member of that name (`Device.CUDA`) or an object of a
   * class of it (`DDPStrategy(...)`); `*` stands for anything: one that ends in it is how they begin, one with it at both ends
   * what they contain, one with it inside how they begin and end. A list is one of which all items are.
   */
  readonly values?: readonly (string | number | boolean)[]
  /** The least number, or length of a list, for which it holds. */
  readonly least?: number
  /** Set where it holds for what is taken when the argument is left out. */
  readonly byDefault?: true
}

/** What holds for a range of versions and days; newest first in the files. */
export interface Statement {
  readonly status: Exclude<Support['status'], never>
  /** First version for which it holds, inclusive. */
  readonly since?: string
  /** First version for which it no longer holds. */
  readonly until?: string
  /** First day on which it holds: usually when `since` was released. */
  readonly from?: string
  /** First day on which it no longer holds. */
  readonly to?: string
  /** Whether `pip install` succeeds on macOS arm64 (a wheel or a source build that works); absent when not known. */
  readonly installs?: boolean
  /** Set where it installs, and importing it raises on a Mac. */
  readonly imports?: false
  /** Whether the library's GPU path works on Metal; absent when not known or when the library has no GPU path. */
  readonly gpu?: boolean
  readonly backend?: Backend
  /** Set where its GPU path works on Metal all the same once a call names the device, though it never takes it by itself. */
  readonly onRequest?: true
  readonly note?: string
  readonly sources: readonly Source[]
}

export interface Alternative {
  /** What to use on Metal, a library's name or a few words. */
  readonly use: string
  /** The `name` of the library to use, where something is known of it. */
  readonly library?: string
  /** The case for which it is an answer, when it is not one for all; follows "when". */
  readonly when?: string
  /** What stays as it was, a sentence. */
  readonly keeps?: string
  /** What is lost, a sentence. */
  readonly loses?: string
  readonly effort: 'minutes' | 'hours' | 'days'
  /** Whether the original can simply be left out, the program falling back by itself. */
  readonly omissible?: boolean
  /** First day on which it is an answer. */
  readonly from?: string
  /** First day on which it no longer is. */
  readonly to?: string
  readonly sources: readonly Source[]
}
