import type { Knowledge } from '../knowledge/knowledge.ts'

/** What look-ups are answered from. */
export type LookupKnowledge = Pick<
  Knowledge,
  | 'calls'
  | 'equivalents'
  | 'libraries'
  | 'metalNames'
  | 'mlx'
  | 'newest'
  | 'operators'
  | 'pitfalls'
  | 'releases'
  | 'visionOperators'
>
