/**
 * What was seen while a project was run on a machine in the mind, as plain data: no text, no frames, no functions. Whoever
 * judges, edits or keeps what was seen needs nothing else of the code.
 */
import type { Unread } from '../report/report.ts'
import type { TracedClass, TracedFunction } from './definition.ts'
import type { DeviceNames } from './device-name.ts'
import type { Module } from './module.ts'
import type { CallSeen, ComparisonSeen, Liveness, Observation } from './observation.ts'

export type { Module } from './module.ts'

/**
 * The machines that a project can be run on in the mind: a Mac with Apple silicon, and Linux on x86-64, with GPUs of NVIDIA
 * or without any.
 */
export type MachineName = 'mac' | 'linux-cuda' | 'linux-cpu'

export interface Trace {
  /** The machine that the code was run on. */
  readonly machine: MachineName
  /** Whether the project is a package that others install, and import what they like of. */
  readonly installed: boolean
  readonly modules: readonly Module[]
  readonly functions: readonly TracedFunction[]
  readonly classes: readonly TracedClass[]
  readonly observations: readonly Observation[]
  readonly uses: Uses
  /** What holds a device, and which code knows it. */
  readonly devices: DeviceNames
  /** The imports of modules of the project by one another. */
  readonly imports: readonly TracedImport[]
  /** Dotted names of what else was imported. */
  readonly elsewhere: ReadonlySet<string>
  /** What could not be evaluated, and why. */
  readonly unread: readonly Unread[]
}

/** A trace without what is made of its observations. */
export type BareTrace = Pick<Trace, 'machine' | 'functions' | 'observations'>

/**
 * From a decision to those that follow it: the calls and comparisons that are given a device, by the module and offset of each
 * place where the device was written (a literal, a default, an option) or where the machine was asked for it
 * (`torch.cuda.is_available()`).
 */
export type Uses = ReadonlyMap<Module, ReadonlyMap<number, readonly (CallSeen | ComparisonSeen)[]>>

export interface TracedImport {
  readonly from: Module
  readonly to: Module
  readonly live: Liveness
}
