import type { Store } from '../../packages/fleet/src/store/store.ts'

export const FLEET: string
export function runWithFaults(how: {
  readonly words: readonly string[]
  readonly kills: number
  readonly env: NodeJS.ProcessEnv
  readonly kinds?: Readonly<Record<string, () => boolean | Promise<boolean>>>
  readonly random?: () => number
}): Promise<{ readonly counts: Readonly<Record<string, number>>; readonly starts: number }>
export function contentOf(store: Store): Promise<readonly string[]>
