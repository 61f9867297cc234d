/** What others build on: the command line, and what is kept of a fleet. */
export { runFleet } from './commands/program.ts'
export { openEngine } from './engine/open.ts'
export type { Engine } from './engine/engine.ts'
export type { Job } from './job.ts'
export type { Counts, DeadLetter, Queue, Retrying } from './queue.ts'
export type * from './store/outcome.ts'
export type * from './store/store.ts'
