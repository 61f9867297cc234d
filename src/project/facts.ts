/**
 * What a project declares and contains, each fact with its place. Facts hold no opinion about platforms.
 */
import type { Scope, Site, Unread } from '../report/report.ts'

/** What is known of a project besides its Python code: the sum of what its files declare. */
export interface ProjectFacts extends FactLists {
  readonly name: string
  readonly revision?: string
  readonly filesRead: number
  readonly bytesRead: number
}

/** Facts of every kind; a kind of which nothing was found is an empty list. */
export type FactLists = Required<FileFacts>

/** What one reader of a format found in one file, or in a part of it; `sumFacts` adds them up. */
export interface FileFacts {
  readonly declarations?: readonly Declaration[]
  readonly locked?: readonly LockedPackage[]
  readonly indexes?: readonly PackageIndex[]
  readonly pythons?: readonly PythonRequirement[]
  readonly distributions?: readonly Distribution[]
  readonly consoleScripts?: readonly ConsoleScript[]
  readonly containers?: readonly ContainerFact[]
  readonly commands?: readonly Command[]
  readonly instructions?: readonly Instruction[]
  readonly settings?: readonly Setting[]
  readonly kernels?: readonly KernelSource[]
  readonly builds?: readonly CudaBuild[]
  readonly unread?: readonly Unread[]
}

/** One requirement that a manifest states. */
export interface Declaration {
  /** Normalised as PEP 503 says. */
  readonly name: string
  /** The requirement as written, on one line. */
  readonly requirement: string
  /** PEP 440 specifiers, for example `>=2.1,<3`; conda and Poetry forms are translated; empty when any version will do. */
  readonly specifier: string
  readonly extras: readonly string[]
  /** The environment marker as PEP 508 writes it; formats with platform keys are translated into one. */
  readonly marker?: string
  /** A direct reference: an address, a version-control address or a local path. */
  readonly url?: string
  /** Name of the index that the manifest binds this requirement to (uv sources, Poetry sources). */
  readonly index?: string
  readonly scope: Scope
  /** The extra, dependency group, feature or conda environment that it belongs to. */
  readonly group?: string
  /** `conda` names are not PyPI names. */
  readonly ecosystem: 'pypi' | 'conda'
  /** The format's folder name, for example `requirements-txt`. */
  readonly format: string
  /** Set where the file is one of several alternates by its name, such as `requirements_macos.txt`. */
  readonly alternate?: Alternate
  readonly site: Site
  /** Set where it is plain how the requirement stands in its file: on one line and without escapes. */
  readonly written?: Written
  /** The same of what binds it to its index, where that stands apart (uv sources). */
  readonly binding?: Written
}

/** How a requirement stands in its file: where the text goes that would change it. */
export interface Written {
  /** What encloses a marker, and cannot stand in it. */
  readonly quote?: '"' | "'"
  /** Where a condition goes that is to hold besides those which there are. */
  readonly marker: Slot
  /** What such a condition takes further up: a parenthesis, the beginning of a table. */
  readonly opening?: Slot
  /** Where another requirement goes, as PEP 508 writes it; absent where there is no place for one. */
  readonly another?: Slot
}

/** A place for a text, and what goes before and behind that text there. */
export interface Slot {
  /** The offset in the file, in UTF-16 code units. */
  readonly at: number
  /** Both 1-based. */
  readonly line: number
  readonly column: number
  readonly before: string
  readonly after: string
}

/** What an alternate manifest is meant for, read off its name (`requirements-cu118.txt`, `environment_macos.yml`). */
export type Alternate = 'macos' | 'linux' | 'windows' | 'cuda' | 'cpu' | 'rocm' | 'development' | 'test' | 'docs'

/** One package that a lock file fixes. */
export interface LockedPackage {
  readonly name: string
  readonly version: string
  readonly marker?: string
  readonly ecosystem: 'pypi' | 'conda'
  /** The index or address that the lock takes it from. */
  readonly origin?: string
  /** File names of the wheels that the lock lists; empty when it lists none or does not say. */
  readonly wheels: readonly string[]
  /** Set where these are all files that there are, and none of them is its source: what has no wheel cannot be installed. */
  readonly wheelsAlone?: true
  /** The platform of a lock that has one section for each, for example `osx-arm64`. */
  readonly platform?: string
  readonly site: Site
}

/** An index, extra index or page of links that a manifest or command names. Never contacted. */
export interface PackageIndex {
  readonly url: string
  readonly kind: 'index' | 'extra-index' | 'find-links' | 'channel'
  readonly name?: string
  /** Where it is bound to a platform (uv's `marker`, pixi targets). */
  readonly marker?: string
  /** Whether only what is bound to it is taken from it (uv's `explicit`). */
  readonly explicit?: true
  /** Where the option that names it stands in a requirements file, apart from its value. */
  readonly option?: { readonly at: number; readonly line: number; readonly column: number; readonly length: number }
  readonly site: Site
}

/** The Python versions that a project asks for, as a PEP 440 specifier. */
export interface PythonRequirement {
  readonly specifier: string
  readonly site: Site
}

/** A distribution package that a manifest describes: what `pip install .` in its folder would install. */
export interface Distribution {
  /** Normalised as PEP 503 says. */
  readonly name: string
  readonly site: Site
}

/** A command that installing the project puts on the path. */
export interface ConsoleScript {
  readonly name: string
  /** Dotted name of the module that it runs. */
  readonly module: string
  readonly site: Site
}

export type ContainerFact =
  | {
      readonly kind: 'base-image'
      /** With build arguments expanded as far as their defaults say. */
      readonly image: string
      readonly stage?: string
      readonly site: Site
    }
  | {
      readonly kind: 'gpu-request'
      /** How the GPU is asked for. */
      readonly how:
        | 'runtime'
        | 'device-reservation'
        | 'resource-limit'
        | 'flag'
        | 'batch-system'
        | 'environment'
        | 'setting'
        | 'runner'
      /** The words that ask, for example `nvidia.com/gpu: 1`. */
      readonly what: string
      /** Set where what asks is started only when somebody asks for it, as by a profile of a Compose file. */
      readonly optional?: true
      readonly site: Site
    }
  | { readonly kind: 'platform'; readonly platform: string; readonly site: Site }
  | { readonly kind: 'environment'; readonly name: string; readonly value: string; readonly site: Site }

/** A shell command that a script, container or CI file runs; words are unquoted, variables left as `$NAME`. */
export interface Command {
  readonly words: readonly string[]
  readonly origin: 'shell' | 'make' | 'task' | 'dockerfile' | 'compose' | 'ci' | 'notebook' | 'manifest' | 'docs'
  /** The target, recipe or task that it belongs to, by which people start it. */
  readonly task?: string
  /** The function of the script that it stands in, which runs it where it is called. */
  readonly inFunction?: string
  readonly site: Site
}

/** A command that a text tells its readers to type; nothing runs it, so that it says nothing of what the project is. */
export interface Instruction extends Command {
  /** The heading above it and the line before it. */
  readonly heading?: string
}

/** A scalar of a configuration file. */
export interface Setting {
  readonly file: string
  /** Keys from the root; list indices as decimal strings. */
  readonly path: readonly string[]
  readonly value: string | number | boolean | null
  /** Which program's configuration this is, judged by the file's name and shape. */
  readonly family: 'accelerate' | 'deepspeed' | 'hydra' | 'lightning' | 'plain'
  readonly site: Site
  /** Where the value stands, without quotes; set where it stands beside its key as it is, and nothing else refers to it. */
  readonly written?: Pick<Site, 'line' | 'column' | 'endLine' | 'endColumn'> & {
    readonly start: number
    readonly end: number
  }
}

/** A file of CUDA C++ and what it holds. */
export interface KernelSource {
  readonly file: string
  readonly kernels: readonly { readonly name: string; readonly site: Site }[]
  /** Number of `<<<...>>>` launches. */
  readonly launches: number
  /** CUDA libraries by their usual short names: `cublas`, `cudnn`, `cub`, `thrust`, `cutlass`, `nccl` ... */
  readonly libraries: readonly { readonly name: string; readonly site: Site }[]
}

/** A place in a build file that asks for the CUDA compiler. */
export interface CudaBuild {
  readonly how: 'cmake-language' | 'cmake-package' | 'makefile' | 'bazel' | 'meson'
  /** Whether the file itself makes it depend on an option or on CUDA being found. */
  readonly optional: boolean
  readonly site: Site
}
